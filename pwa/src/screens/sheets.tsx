/** 结果与排名: for heads, secretaries and the office: who stands where, as far as it can be said; then one place. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { rank } from "../model/ranking";
import { measuredBy, type PeriodResult, type SubjectKind, spanOf } from "../model/results";
import { Frame } from "../parts/frame";
import { institution, placeName } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { PlaceResult } from "../parts/place-result";
import { allResults, periodWords } from "../parts/result-words";
import { Segments } from "../parts/segments";
import { isWide } from "../parts/wide";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const GradesLink = later(() => import("../parts/grades-link").then((module) => module.GradesLink));
const Ranking = later(() => import("../parts/charts/ranking").then((module) => module.default));

const chosen = signal<string | null>(null);
const by = signal<"total" | "days">("total");
const kind = signal<SubjectKind | null>(null);
const KINDS: readonly SubjectKind[] = ["department", "window", "branch"];

/** The latest month first, then quarters and years as they end. */
function periodsOf(results: readonly PeriodResult[]): string[] {
  const order = (period: string) => (spanOf(period) === "month" ? 0 : spanOf(period) === "quarter" ? 1 : 2);
  const found = [...new Set(results.map(({ period }) => period))];
  return found.sort((one, other) => order(one) - order(other) || (one < other ? 1 : -1));
}

export function nameOfSubject(subject: string): string {
  return subject === institution.value?.id ? t("sheets.whole") : placeName(subject);
}

export default function Sheets({ params }: { params: Params }): JSX.Element {
  const groups = allResults().filter((each) => each.kind !== "person");
  const periods = periodsOf(groups);
  const period = periods.find((each) => each === chosen.value) ?? periods[0];
  if (!period) {
    return (
      <Frame title={t("me.sheets")} above="/me">
        <Nothing title={t("sheets.none")}>{t("sheets.none.why")}</Nothing>
      </Frame>
    );
  }
  const listed = groups.filter((each) => each.period === period);
  const only = listed.length === 1 ? listed[0] : undefined;
  const detail = listed.find(({ subject }) => subject === params.subject) ?? only;
  if (detail && (only || !isWide.value)) {
    return (
      <Frame title={nameOfSubject(detail.subject)} under={periodWords(period)} above={only ? "/me" : "/sheets"}>
        {only && <Periods periods={periods} period={period} />}
        <PlaceResult result={detail} all={groups} />
      </Frame>
    );
  }
  return (
    <Frame title={t("me.sheets")} under={periodWords(period)} above="/me" wide>
      <Periods periods={periods} period={period} />
      <div class="pair">
        <List listed={listed} current={params.subject} period={period} />
        {isWide.value && (
          <div class="detail">
            {detail ? <PlaceResult result={detail} all={groups} /> : <p class="empty">{t("sheets.choose")}</p>}
          </div>
        )}
      </div>
    </Frame>
  );
}

function Periods({ periods, period }: { periods: readonly string[]; period: string }): JSX.Element {
  return (
    <label class="row">
      <span class="muted">{t("period.label")}</span>
      <select
        class="input grow"
        value={period}
        onChange={({ currentTarget }) => {
          chosen.value = currentTarget.value;
        }}
      >
        {periods.map((each) => (
          <option key={each} value={each}>
            {periodWords(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ListProps {
  readonly listed: readonly PeriodResult[];
  readonly current: string | undefined;
  readonly period: string;
}

function List({ listed, current, period }: ListProps): JSX.Element {
  const kinds = KINDS.filter((each) => listed.some((one) => one.kind === each));
  const shown = kinds.find((each) => each === kind.value) ?? kinds[0];
  const whole = listed.find((each) => each.kind === "institution");
  const ranked = rank(listed.filter((each) => each.kind === shown).map((each) => toldBy(each)));
  return (
    <div class="stack">
      {kinds.length > 1 && (
        <Segments
          label={t("sheets.kind")}
          options={kinds}
          words={(each) =>
            each === "department" ? t("sheets.department") : each === "window" ? t("sheets.window") : t("sheets.branch")
          }
          chosen={shown ?? "department"}
          onChoose={(each) => {
            kind.value = each;
          }}
        />
      )}
      <Segments
        label={t("sheets.by")}
        options={["total", "days"] as const}
        words={(each) => (each === "total" ? t("sheets.by.total") : t("sheets.by.days"))}
        chosen={by.value}
        onChoose={(each) => {
          by.value = each;
        }}
      />
      <section class="card">
        <Ranking
          title={t("me.sheets")}
          places={ranked}
          nameOf={nameOfSubject}
          hrefOf={(id) => `/sheets/${id}`}
          current={current}
        />
      </section>
      <p class="small">{t("rank.how")}</p>
      {whole && (
        <a class="btn soft" href={`/sheets/${whole.subject}`}>
          {t("sheets.whole")}
        </a>
      )}
      <GradesLink period={period} />
      {whole && spanOf(period) === "month" && (
        <a class="btn soft" href={`/board/${period}`}>
          {t("sheets.board")}
        </a>
      )}
    </div>
  );
}

/** What is not told of a group is not ranked either, whatever its days may say. */
function toldBy(result: PeriodResult) {
  return result.below ? { id: result.subject, n: 0 } : measuredBy(result, by.value);
}
