/** Numbers as they are typed and stepped. Pure. */
import type { Value } from "../../sync/interface";

/** What was typed as a number, full-width digits included; the text itself where it is none, so that it can be said. */
export function typedNumber(text: string): Value {
  const plain = text.normalize("NFKC").replace(",", ".").trim();
  if (plain === "") return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : plain;
}

/** The next value a stepper reaches: on the grid of steps from the lowest, within the bounds, without binary dust. */
export function stepped(from: number | null, direction: 1 | -1, min: number, max: number | null, step: number): number {
  if (from === null) return direction === 1 ? Math.min(min + step, max ?? Number.POSITIVE_INFINITY) : (max ?? min);
  const steps = Math.round((from - min) / step) + direction;
  const next = Number((min + Math.max(0, steps) * step).toFixed(6));
  return max === null ? next : Math.min(next, max);
}
