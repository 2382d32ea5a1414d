/** 计分说明: how a score came about, step by step, as `models/scoring_explain.py` tells it. */
import type { Component, ScoringModel } from "./scoring-model";
import { type Exact, over, plus, roundedText, times, whole, ZERO } from "./scoring-number";
import type { Part } from "./scoring-parts";

/** One component, below its parent. */
export interface Line {
  readonly component: Component;
  readonly depth: number;
  readonly value: string | null;
  /** Of what its parent is made of by weight; null for what has no weight. */
  readonly share: Exact | null;
  /** The points that it adds to its parent; null where that is no sum, or nothing is known. */
  readonly brings: string | null;
  readonly part: Part;
}

/** Every component in the order of the tree, parents first. */
export function explain(model: ScoringModel, { parts }: { readonly parts: ReadonlyMap<string, Part> }): Line[] {
  const shown = (value: Exact | null) => value && roundedText(value, model.decimals, model.rounding);
  const below = (parent: Component | null, depth: number): Line[] => {
    const children = model.components.flatMap((component) => {
      const part = component.parent === (parent?.id ?? null) ? parts.get(component.id) : undefined;
      return part ? [{ component, part }] : [];
    });
    const aggregate = parent?.aggregate ?? model.aggregate;
    const all = children
      .filter(({ component, part }) => !component.apart && part.applies)
      .reduce((sum, { component }) => plus(sum, component.weight ?? ZERO), ZERO);
    return children.flatMap(({ component, part }) => {
      const share = shareOf(component, part, aggregate, all);
      const line: Line = {
        component,
        depth,
        value: shown(part.value),
        share: aggregate === "weighted" && component.weight ? share : null,
        brings: shown(share && part.value && times(part.value, share)),
        part,
      };
      return [line, ...below(component, depth + 1)];
    });
  };
  return below(null, 0);
}

/** What of a component's points its parent takes; null where the parent is no sum, or leaves it out. */
function shareOf({ apart, weight }: Component, part: Part, aggregate: string, all: Exact): Exact | null {
  if (apart || !part.applies || (aggregate !== "sum" && aggregate !== "weighted")) return null;
  if (aggregate === "sum" || !weight) return whole(1);
  return all.n ? over(weight, all) : ZERO;
}
