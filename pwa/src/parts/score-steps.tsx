/** 分数怎么来的: a result by a programme's scoring model, step by step, and what is missing to the next grade; offline too. */
import type { JSX } from "preact";
import type { ProgrammeScore } from "../model/generated";
import { toldOf } from "../model/score-told";
import { explain, type Line } from "../model/scoring-explain";
import { plainOf, readModel, type ScoringModel, text } from "../model/scoring-model";
import { type Exact, roundedText, textOf } from "../model/scoring-number";
import { missingTo, nextBand } from "../model/scoring-way";
import type { Doc, Hex, Value } from "../sync/interface";
import { moreTexts, t } from "../text";
import { docAt } from "./here";
import { language } from "./preferences";
import { lackWords, titleOf } from "./score-words";
import "./score.css";

/** The part with its words. */
export async function scoreSteps(): Promise<typeof ScoreSteps> {
  await moreTexts("score");
  return ScoreSteps;
}

function at(doc: Doc | undefined, path: string): Value | undefined {
  return doc?.registers.get(path)?.value;
}

/** The model that an evaluation of a programme names. */
function modelIn(programme: Doc | undefined, evaluation: string): ScoringModel | null {
  const name = text(plainOf(at(programme, `evaluations/${evaluation}`))?.scoring);
  const plain = plainOf(at(programme, `scoring/${name}`));
  return plain && readModel({ ...plain, id: name });
}

function programmeName(programme: Doc | undefined): string {
  const english = language.value === "en" ? text(at(programme, "about/title_en")) : "";
  return english || text(at(programme, "about/short_title")) || text(at(programme, "about/title"));
}

function ScoreSteps({ programme, score }: { programme: Hex; score: ProgrammeScore }): JSX.Element | null {
  const doc = docAt(programme);
  const model = modelIn(doc, score.evaluation);
  if (!model) return null;
  const told = toldOf(score);
  return (
    <section class="card stack steps" aria-label={t("steps")}>
      <h2>{t("steps")}</h2>
      <p class="small">{t("steps.rule", { programme: programmeName(doc), version: score.version })}</p>
      {score.of !== undefined && <p class="small">{t("steps.mean", { n: score.months ?? 0, of: score.of })}</p>}
      <ol>
        {explain(model, told).map((line) => (
          <Step key={line.component.id} line={line} model={model} />
        ))}
        <li class="row whole">
          <b class="grow">{t("steps.total")}</b>
          <b class="num">{score.total ? textOf(told.soFar.get("total") ?? { n: 0n, d: 1n }) : "–"}</b>
        </li>
      </ol>
      <Held model={model} score={score} />
      <Next model={model} score={score} />
    </section>
  );
}

function Step({ line, model }: { line: Line; model: ScoringModel }): JSX.Element {
  const { component, depth, value, share, brings, part } = line;
  const words = [
    part.counted > 0 && component.source?.kind !== "components" && t("steps.counted", { n: part.counted }),
    part.excluded > 0 && t("steps.excluded", { n: part.excluded }),
    part.dropped > 0 && t("steps.dropped", { n: part.dropped }),
    part.lost.n !== 0n && t("steps.lost", { n: shown(part.lost, model) }),
    part.cut.n > 0n && t("steps.cut", { n: shown(part.cut, model) }),
    share && t("steps.share", { n: shown({ n: share.n * 100n, d: share.d }, model) }),
    !share && brings !== null && model.aggregate === "weighted" && depth === 0 && t("steps.added"),
    component.apart && t("steps.apart"),
  ].filter(Boolean);
  return (
    <li class="row" style={{ paddingInlineStart: `${depth}rem` }}>
      <span class="grow">
        <span class="block">{titleOf(component)}</span>
        <span class="small">{words.join(" · ")}</span>
      </span>
      {value === null ? (
        <span class="small">{part.applies ? t("steps.none") : t("steps.away")}</span>
      ) : (
        <span class="num">
          {trimmed(value)}
          {brings !== null && share && <span class="small block">{t("steps.brings", { n: trimmed(brings) })}</span>}
        </span>
      )}
    </li>
  );
}

function shown(value: Exact, model: ScoringModel): string {
  return trimmed(roundedText(value, Math.max(1, model.decimals), model.rounding));
}

function trimmed(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}

/** What has its effect whatever the points, and what is still to come. */
function Held({ model, score }: { model: ScoringModel; score: ProgrammeScore }): JSX.Element | null {
  const { vetoes = [], gates = [], missing = [], unread = [] } = score;
  const held = [...model.vetoes, ...model.gates].filter(({ id }) => vetoes.includes(id) || gates.includes(id));
  const lacking = [...missing, ...unread];
  const names = model.components.filter(({ source }) => source?.keys.some((key) => lacking.includes(key))).map(titleOf);
  return (
    <>
      {held.length > 0 && <p class="hint">{t("score.held", { what: held.map(titleOf).join(t("score.and")) })}</p>}
      {score.moved && <p class="hint">{t("steps.moved", { grade: score.by_score ?? "" })}</p>}
      {score.open && <p class="hint">{t("steps.open")}</p>}
      {lacking.length > 0 && (
        <p class="hint">
          {t("steps.missing", { what: [...new Set(names)].join(t("score.and")) || lacking.join(" ") })}
        </p>
      )}
    </>
  );
}

/** What would bring the next grade. */
function Next({ model, score }: { model: ScoringModel; score: ProgrammeScore }): JSX.Element | null {
  const told = toldOf(score);
  const next = score.complete ? nextBand(model, told) : null;
  const band = model.bands.find(({ id }) => id === next);
  if (!score.complete || model.bands.length === 0) return null;
  if (!band) return <p class="small">{t("steps.top")}</p>;
  const way = missingTo(model, told, band.id);
  const what = way.lacks.map((lack) => lackWords(model, lack)).join(t("score.and"));
  const blocked = [...model.vetoes, ...model.gates].filter(({ id }) => way.blocked.includes(id)).map(titleOf);
  return (
    <>
      {what && <p>{t("score.missing", { band: titleOf(band), what })}</p>}
      {blocked.length > 0 && <p>{t("steps.blocked", { band: titleOf(band), what: blocked.join(t("score.and")) })}</p>}
    </>
  );
}
