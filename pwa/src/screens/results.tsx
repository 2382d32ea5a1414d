/** 我的结果: month, quarter and year; the contests, one's own past, what is missing to the next grade, and from what. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dashed } from "../model/ids";
import { addMonths } from "../model/months";
import {
  aspectOf,
  type Component,
  contests,
  gains,
  type PeriodResult,
  type Span,
  short,
  spanOf,
} from "../model/results";
import { Frame } from "../parts/frame";
import { mine, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { allResults, COUNTED, componentWords, gradeWords, periodWords, sourceWords } from "../parts/result-words";
import { Segments } from "../parts/segments";
import { monthWords } from "../parts/when";
import { t } from "../text";
import "../parts/lists.css";

const Decided = later(() => import("../parts/decided").then((module) => module.Decided));
const Radar = later(() => import("../parts/charts/radar").then((module) => module.default));
const Trend = later(() => import("../parts/charts/trend").then((module) => module.default));
const Steps = later(async () => (await import("../parts/score-steps")).scoreSteps());
const Bars = later(() => import("../parts/charts/bars").then((module) => module.default));

const span = signal<Span>("month");
const chosen = signal<string | null>(null);
const MONTHS_BACK = 12;
/** What is younger comes by itself (protocol §6). */
const SENT_UNASKED_MONTHS = 4;

export default function Results(): JSX.Element {
  useEffect(() => {
    for (let back = SENT_UNASKED_MONTHS; back <= MONTHS_BACK; back += 3) {
      const [year, month] = addMonths(today.peek().slice(0, 7), -back).split("-");
      void mine().alsoRead?.(`person/${dashed(mine().person)}/${year}Q${Math.ceil(Number(month) / 3)}`);
    }
  }, []);
  const own = mine().person;
  const all = allResults().filter(({ subject }) => subject === own);
  const listed = all
    .filter(({ period }) => spanOf(period) === span.value)
    .sort((one, other) => (one.period < other.period ? -1 : 1));
  const at = Math.max(0, listed.findIndex(({ period }) => period === chosen.value) + 1 || listed.length);
  const result = listed[at - 1];
  if (all.length === 0 || !result) {
    return (
      <Frame title={t("me.results")} above="/me">
        <Nothing title={t("mine.none")}>{t("mine.none.why")}</Nothing>
      </Frame>
    );
  }
  const before = listed[at - 2];
  return (
    <Frame title={t("me.results")} above="/me">
      <Segments
        label={t("period.label")}
        options={["month", "quarter", "year"] as const}
        words={(each) => ({ month: t("period.month"), quarter: t("period.quarter"), year: t("period.year") })[each]}
        chosen={span.value}
        onChoose={(each) => {
          span.value = each;
          chosen.value = null;
        }}
      />
      <Pager result={result} before={before} after={listed[at]} />
      <Total result={result} />
      {result.judgedBy === null && <Lacking result={result} />}
      {[...result.scores].map(([programme, score]) => (
        <Steps key={`${programme} ${result.period}`} programme={programme} score={score} />
      ))}
      <Contests result={result} before={before} />
      <Past months={all.filter(({ period }) => spanOf(period) === "month")} />
      <Parts result={result} />
      <a
        class="btn soft"
        href={`/api/exports/file/${dashed(own)}/${result.period.slice(0, 4)}.pdf`}
        download={`${result.period.slice(0, 4)}.pdf`}
      >
        {t("export.file", { year: result.period.slice(0, 4) })}
      </a>
    </Frame>
  );
}

interface PagerProps {
  readonly result: PeriodResult;
  readonly before: PeriodResult | undefined;
  readonly after: PeriodResult | undefined;
}

function Pager({ result, before, after }: PagerProps): JSX.Element {
  const go = (to: PeriodResult | undefined) => {
    chosen.value = to?.period ?? null;
  };
  return (
    <div class="row pager">
      <button type="button" class="back" aria-label={t("period.before")} disabled={!before} onClick={() => go(before)}>
        <Icon name="back" />
      </button>
      <h2 class="grow centred">{periodWords(result.period)}</h2>
      <button type="button" class="back" aria-label={t("period.after")} disabled={!after} onClick={() => go(after)}>
        <Icon name="go" />
      </button>
    </div>
  );
}

function Total({ result }: { result: PeriodResult }): JSX.Element {
  const { total, decision, reopened, late, earlier, reason, months, period, judgedBy } = result;
  const was = earlier.at(-1);
  return (
    <section class="card sum stack" aria-label={t("mine.parts")}>
      {total === null ? (
        <p class="muted">{t(judgedBy ? "mine.not_whole" : "mine.no_total")}</p>
      ) : (
        <b class="num">{short(total)}</b>
      )}
      <Decided result={result} />
      {total !== null && !decision?.grade && (
        <p class="small">{judgedBy ? t("mine.proposal.programme") : t("mine.proposal")}</p>
      )}
      {spanOf(period) !== "month" && <p class="small">{t("mine.months", { n: months.length })}</p>}
      {was && (
        <p class="small">
          {t("mine.corrected", { n: earlier.length, reason })}
          {was.total && ` ${t("mine.was", { total: short(was.total), grade: gradeWords(was.grade ?? "") })}`}
        </p>
      )}
      {reopened && <p class="hint">{t("mine.reopened")}</p>}
      {late > 0 && <p class="hint">{t("mine.late", { n: late })}</p>}
    </section>
  );
}

/** What would bring the next grade nearer; nothing where the best is reached. */
function Lacking({ result }: { result: PeriodResult }): JSX.Element | null {
  if (!result.next) return null;
  const list = gains(result).slice(0, 3);
  return (
    <section class="card stack">
      <h2>{t("mine.next", { points: short(result.next.lacking), grade: gradeWords(result.next.grade) })}</h2>
      <ul class="stack">
        {list.map(({ component, points, each }) => (
          <li key={component.id} class="row">
            <Icon name="up" />
            <span class="grow">
              {each === null
                ? t("mine.gain", { label: componentWords(component), points: points.toFixed(1) })
                : t("mine.gain.day", {
                    label: componentWords(component),
                    points: each.toFixed(1),
                    all: points.toFixed(1),
                  })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Contests({ result, before }: { result: PeriodResult; before: PeriodResult | undefined }): JSX.Element | null {
  const found = contests(result.components);
  if (found.length < 3) return null;
  const then = (id: string) => before?.components.find((one) => one.id === id);
  const axes = found.map((component) => {
    const earlier = then(component.id);
    return {
      label: aspectOf(component) ?? "",
      value: Number(component.value),
      before: earlier && Number(earlier.value),
    };
  });
  return (
    <section class="card stack">
      <h2>{t("mine.contests")}</h2>
      <Radar title={t("mine.contests")} axes={axes} />
    </section>
  );
}

function Past({ months }: { months: readonly PeriodResult[] }): JSX.Element | null {
  const told = [...months].sort((one, other) => (one.period < other.period ? -1 : 1)).slice(-MONTHS_BACK);
  if (told.length < 2) return null;
  const points = told.map(({ period, total }) => ({
    label: monthWords(period),
    value: total === null ? null : Number(total),
  }));
  return (
    <section class="card stack">
      <h2>{t("mine.trend")}</h2>
      <Trend title={t("mine.trend")} points={points} />
    </section>
  );
}

function Parts({ result }: { result: PeriodResult }): JSX.Element {
  const bars = result.components.map((component: Component) => ({
    label: componentWords(component),
    value: COUNTED.includes(component.id) ? 0 : Number(component.value),
    words: short(component.value),
    under: sourceWords(component),
  }));
  return (
    <section class="card stack">
      <h2>{t("mine.parts")}</h2>
      <Bars title={t("mine.parts")} bars={bars} />
    </section>
  );
}
