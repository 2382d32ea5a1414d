/** 多份答卷计分: what a component comes to over several filled-in sheets, as `models/scoring_sheets.py`. */
import type { Value } from "../sync/interface";
import { type Component, plainOf } from "./scoring-model";
import { type Exact, exactOf, over, plus, times, whole, ZERO } from "./scoring-number";
import { type Given, leaf, type Part } from "./scoring-parts";

/** Filled-in sheets, each with how many there are of it. */
export type Sheets = readonly (readonly [sheet: Given, times: number])[];

/** Aggregates that are worked out over all the answers together; the others speak of one sheet. */
const TOGETHER = ["mean", "trimmed_mean", "min", "max", "count", "rate", "ballots"];

/** A component whose source are items, over sheets; there is at least one. */
export function overSheets(component: Component, sheets: Sheets): Part {
  if (TOGETHER.includes(component.aggregate)) return leaf(component, (key) => pooled(sheets, key));
  const parts = sheets.map(([sheet, n]) => ({ part: leaf(component, sheet), n }));
  const complete = parts.filter(({ part }) => part.complete && part.applies);
  const known = (complete.length > 0 ? complete : parts).flatMap(({ part, n }) =>
    part.value ? [{ part, value: part.value, n }] : [],
  );
  const absent = complete.length > 0 ? [] : parts.flatMap(({ part }) => part.absent);
  const unread = parts.flatMap(({ part }) => part.unread);
  const add = (of: (part: Part) => number) => parts.reduce((all, { part, n }) => all + of(part) * n, 0);
  const size = whole(known.reduce((all, { n }) => all + n, 0));
  const mean = (of: (one: (typeof known)[number]) => Exact) =>
    over(
      known.reduce((all, one) => plus(all, times(of(one), whole(one.n))), ZERO),
      size,
    );
  const some = known.length > 0;
  return {
    value: some ? mean(({ value }) => value) : null,
    complete: unread.length === 0 && (complete.length > 0 || absent.length === 0),
    applies: parts.some(({ part }) => part.applies),
    counted: add((part) => part.counted),
    excluded: add((part) => part.excluded),
    dropped: 0,
    lost: some ? mean(({ part }) => part.lost) : ZERO,
    cut: some ? mean(({ part }) => part.cut) : ZERO,
    absent: [...new Set(absent)],
    unread: [...new Set(unread)],
  };
}

/** A raw answer as a condition sees it over sheets: what they add up to; null where nobody answered. */
export function sumOver(sheets: Sheets, key: string): Exact | null {
  let sum: Exact | null = null;
  for (const [sheet, n] of sheets) {
    const answer = sheet(key);
    const one = typeof answer === "boolean" ? whole(Number(answer)) : exactOf(answer);
    if (one) sum = plus(sum ?? ZERO, times(one, whole(n)));
  }
  return sum;
}

/** Every answer to an item; what is no answer of one sheet (a tally) is none. */
function pooled(sheets: Sheets, key: string): Value {
  return sheets.flatMap(([sheet, n]): Value[] => {
    const given = sheet(key) ?? null;
    if (plainOf(given)) return [];
    const each: readonly Value[] = Array.isArray(given) ? given : [given];
    return Array.from({ length: n }, () => each).flat();
  });
}
