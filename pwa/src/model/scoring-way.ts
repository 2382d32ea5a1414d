/** 距上一等次: what is missing to a better band, as `models/scoring_explain.py` tells it. */
import { conditionHolds, type Scored } from "./scoring";
import type { Condition, ScoringModel } from "./scoring-model";
import { compare, type Exact, minus, ZERO } from "./scoring-number";

export interface Lack {
  readonly condition: Condition;
  readonly have: Exact | null;
  /** How far away it is; null where that is not known. */
  readonly short: Exact | null;
}

export interface Way {
  readonly band: string;
  readonly lacks: readonly Lack[];
  /** The vetoes and gates that stand in the way. */
  readonly blocked: readonly string[];
}

/** What a score has come to, without how. */
export type Reached = Pick<Scored, "band" | "soFar" | "vetoes" | "gates">;

/** The band above the one reached; the last one while none is; null for who stands at the top. */
export function nextBand(model: ScoringModel, scored: Reached): string | null {
  const at = model.bands.findIndex((band) => band.id === scored.band);
  return model.bands[(at < 0 ? model.bands.length : at) - 1]?.id ?? null;
}

export function missingTo(model: ScoringModel, scored: Reached, band: string): Way {
  const place = (id: string | null) => model.bands.findIndex((each) => each.id === id);
  const when = model.bands[place(band)]?.when ?? { all: [], any: [] };
  const open = (group: readonly Condition[]) => group.filter((each) => !conditionHolds(each, scored.soFar));
  const [nearest = []] = when.any.map(open).sort((one, other) => one.length - other.length);
  const worst = model.bands.at(-1)?.id ?? null;
  const barriers = [
    ...model.vetoes.filter(({ id }) => scored.vetoes.includes(id)).map(({ id, band }) => ({ id, best: band ?? worst })),
    ...model.gates
      .filter(({ id }) => scored.gates.includes(id))
      .map((gate) => ({ ...gate, best: gate.band ?? gate.atMost })),
  ];
  return {
    band,
    lacks: [...open(when.all), ...nearest].map((condition) => lack(condition, scored)),
    blocked: barriers.filter(({ best }) => best && place(best) > place(band)).map(({ id }) => id),
  };
}

function lack(condition: Condition, scored: Reached): Lack {
  const have = scored.soFar.get(condition.of) ?? null;
  if (!have) return { condition, have, short: null };
  const goal = condition.to && compare(have, condition.to) > 0 ? condition.to : condition.value;
  const gap = minus(goal, have);
  return { condition, have, short: compare(gap, ZERO) < 0 ? minus(ZERO, gap) : gap };
}
