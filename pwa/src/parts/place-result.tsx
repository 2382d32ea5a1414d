/** One department's, window's or branch's result: its mean, grades, aspects, months, and the lines of its people. */
import type { JSX } from "preact";
import { interval, textOf } from "../model/ranking";
import { gradeCounts, type PeriodResult, type Row, short, spanOf } from "../model/results";
import { moreTexts, t } from "../text";
import { later } from "./later";
import { componentWords, gradeWords } from "./result-words";
import { monthWords } from "./when";

const Decided = later(() => import("./decided").then((module) => module.Decided));
const Bars = later(() => import("./charts/bars").then((module) => module.default));
const Distribution = later(() => import("./charts/distribution").then((module) => module.default));
const ToOrder = later(async () => {
  const [module] = await Promise.all([import("./orders/result-order"), moreTexts("orders")]);
  return module.ToOrder;
});
const People = later(() => import("./place-people").then((module) => module.PlacePeople));
const Steps = later(async () => (await import("./score-steps")).scoreSteps());
const Trend = later(() => import("./charts/trend").then((module) => module.default));

interface PlaceResultProps {
  readonly result: PeriodResult;
  readonly all: readonly PeriodResult[];
}

export function PlaceResult({ result, all }: PlaceResultProps): JSX.Element {
  const { total, people: n, below } = result;
  const rows = result.kind === "institution" ? rowsOfAll(result, all) : result.rows;
  return (
    <div class="stack">
      <section class="card sum">
        {below || total === null ? (
          <p class="muted">{t("sheets.below")}</p>
        ) : (
          <>
            <b class="num">{short(total)}</b>
            {result.judgedBy === null ? (
              <span class="muted">{t("sheets.mean", { total: short(total), n })}</span>
            ) : (
              <>
                {!result.grade && <span class="tag info">{t("sheets.judged")}</span>}
                <Decided result={result} />
              </>
            )}
          </>
        )}
      </section>
      {result.judgedBy !== null &&
        [...result.scores].map(([programme, score]) => (
          <Steps key={`${programme} ${result.period}`} programme={programme} score={score} />
        ))}
      {rows.length > 0 && <Grades rows={rows} />}
      {result.components.length > 0 && (
        <section class="card stack">
          <h2>{t("sheets.parts")}</h2>
          <Bars
            title={t("sheets.parts")}
            bars={result.components.map((one) => ({
              label: componentWords(one),
              value: Number(one.value),
              words: short(one.value),
              under: "",
            }))}
          />
        </section>
      )}
      {(result.kind === "department" || result.kind === "window") && !below && total !== null && (
        <ToOrder result={result} />
      )}
      <Months result={result} all={all} />
      {result.rows.length > 0 && <People rows={result.rows} />}
    </div>
  );
}

/** Everybody's line, from the departments; each person stands in one. */
function rowsOfAll(result: PeriodResult, all: readonly PeriodResult[]): Row[] {
  return all
    .filter(({ period, kind }) => period === result.period && (kind === "department" || kind === "window"))
    .flatMap(({ rows }) => rows);
}

function Grades({ rows }: { rows: readonly Row[] }): JSX.Element | null {
  const counts = gradeCounts(rows);
  if (counts.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{t("sheets.grades")}</h2>
      <Distribution
        title={t("sheets.grades")}
        head={t("sheets.grade")}
        counts={counts.map(([grade, n]) => [gradeWords(grade), n])}
      />
    </section>
  );
}

function Months({ result, all }: PlaceResultProps): JSX.Element | null {
  const months = all
    .filter(({ subject, period }) => subject === result.subject && spanOf(period) === "month")
    .sort((one, other) => (one.period < other.period ? -1 : 1));
  const points = months.map(({ period, total, measured }) => {
    const seen = measured && measured.n > 1 ? interval(measured) : null;
    return {
      label: monthWords(period),
      value: total === null ? null : Number(total),
      low: seen ? Number(textOf(seen.low)) : undefined,
      high: seen ? Number(textOf(seen.high)) : undefined,
    };
  });
  if (points.filter(({ value }) => value !== null).length < 2) return null;
  return (
    <section class="card stack">
      <h2>{t("sheets.trend")}</h2>
      <Trend title={t("sheets.trend")} points={points} />
    </section>
  );
}
