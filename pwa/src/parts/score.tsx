/** 当前得分: the score of a form while it is filled in, its grade as a proposal, and what is missing to the next one. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Answers } from "../model/answers";
import { programmeFormName } from "../model/programme-form";
import { type Scored, score } from "../model/scoring";
import { listOf, plainOf, readModel, type ScoringModel, text } from "../model/scoring-model";
import { exactOf, textOf, ZERO } from "../model/scoring-number";
import { missingTo, nextBand, type Way } from "../model/scoring-way";
import { moreTexts, t } from "../text";
import { all } from "./here";
import { lackWords, titleOf } from "./score-words";
import "./score.css";

/** The scoring models of published programmes, by the name of the form whose self-evaluation they score. */
const models: ReadonlySignal<ReadonlyMap<string, ScoringModel>> = computed(() => {
  const found = new Map<string, ScoringModel>();
  for (const { id, registers } of all("programme")) {
    if (registers.get("published")?.value !== true) continue;
    for (const [path, { value }] of registers) {
      const { kind, form, scoring } = (path.startsWith("evaluations/") && plainOf(value)) || {};
      if (!listOf(kind).includes("self")) continue;
      const model = readModel({ ...plainOf(registers.get(`scoring/${text(scoring)}`)?.value), id: text(scoring) });
      const version = Number(registers.get("version")?.value);
      if (model) found.set(programmeFormName(text(form), id, version), model);
    }
  }
  return found;
});

/** The part with its words. */
export async function runningScore(): Promise<typeof RunningScore> {
  await moreTexts("score");
  return RunningScore;
}

/** What is scrolled to stops below the card, however high its words make it. */
function keepClear(card: HTMLElement | null): void {
  const main = card?.closest("main");
  if (main)
    main.style.scrollPaddingTop =
      getComputedStyle(card as HTMLElement).position === "sticky" ? `${(card as HTMLElement).offsetHeight + 12}px` : "";
}

/** Nothing where no programme scores this form. */
function RunningScore({ form, answers }: { form: string; answers: Answers }): JSX.Element | null {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => keepClear(card.current));
  const model = models.value.get(form);
  if (!model) return null;
  const scored = score(model, (key) => answers.get(key));
  const band = model.bands.find(({ id }) => id === scored.band);
  const next = nextBand(model, scored);
  return (
    <section ref={card} class="card score" aria-label={t("score")} role="status">
      <p class="row">
        <span>{t(scored.complete ? "score.is" : "score.so_far")}</span>
        <b class="num">{textOf(exactOf(scored.total ?? 0) ?? ZERO)}</b>
        {model.full && <span class="small num">/ {textOf(model.full)}</span>}
        <span class="grow" />
        {band && <span class={`tag ${toneOf(model, scored)}`}>{titleOf(band)}</span>}
      </p>
      <p class="small">
        {scored.missing.length > 0 && <span>{t("score.left", { n: scored.missing.length })}</span>}
        {next !== null && scored.complete && <Missing model={model} way={missingTo(model, scored, next)} />}
        <Barriers model={model} scored={scored} />
      </p>
    </section>
  );
}

/** The best grade is good news, the last one asks for something. */
function toneOf({ bands }: ScoringModel, { band }: Scored): string {
  return band === bands[0]?.id ? "pass" : band === bands.at(-1)?.id ? "warn" : "info";
}

function Missing({ model, way }: { model: ScoringModel; way: Way }): JSX.Element | null {
  const band = model.bands.find(({ id }) => id === way.band);
  if (!band || way.lacks.length === 0) return null;
  const what = way.lacks.map((lack) => lackWords(model, lack)).join(t("score.and"));
  return <span>{t("score.missing", { band: titleOf(band), what })}</span>;
}

/** What has its effect whatever the points. */
function Barriers({ model, scored }: { model: ScoringModel; scored: Scored }): JSX.Element | null {
  const held = [...model.vetoes, ...model.gates].filter(
    ({ id }) => scored.vetoes.includes(id) || scored.gates.includes(id),
  );
  if (held.length === 0) return null;
  return <span class="warn">{t("score.held", { what: held.map(titleOf).join(t("score.and")) })}</span>;
}
