/** 分项得分: from answers to what one component came to, as `models/scoring_values.py` and `models/scoring_parts.py`. */
import type { Value } from "../sync/interface";
import { type Component, plainOf } from "./scoring-model";
import {
  compare,
  type Exact,
  exactOf,
  least,
  minus,
  most,
  over,
  plus,
  times,
  whole,
  wordOf,
  ZERO,
} from "./scoring-number";

/** What was answered: an item's answer by its id, all else by `<kind>/<id>`; several raters as a list or a tally. */
export type Given = (key: string) => Value | undefined;

export interface Part {
  /** null where nothing is known yet, or where it does not apply. */
  readonly value: Exact | null;
  /** False while an answer is missing below. */
  readonly complete: boolean;
  /** False where all of it was 不了解 or 不适用. */
  readonly applies: boolean;
  readonly counted: number;
  readonly excluded: number;
  readonly dropped: number;
  readonly lost: Exact;
  /** What bounds took away. */
  readonly cut: Exact;
  readonly absent: readonly string[];
  readonly unread: readonly string[];
}

type Pair = readonly [value: Exact, times: number];

const NOTHING: Part = {
  value: null,
  complete: true,
  applies: true,
  counted: 0,
  excluded: 0,
  dropped: 0,
  lost: ZERO,
  cut: ZERO,
  absent: [],
  unread: [],
};
const OCCURRENCES = new Map([
  ["fail", whole(1)],
  ["pass", ZERO],
]);

/** A component that a gate puts to nothing. */
export function zeroed(part: Part): Part {
  return { ...NOTHING, value: ZERO, cut: part.value ?? ZERO };
}

function each(answer: Value | undefined): [Value, Value][] {
  const tally = plainOf(answer);
  if (tally) return Object.entries(tally);
  return Array.isArray(answer) ? answer.map((one) => [one, 1]) : [[answer ?? null, 1]];
}

function isBlank(raw: Value): boolean {
  return raw === null || (typeof raw === "string" && raw.trim() === "") || (Array.isArray(raw) && raw.length === 0);
}

function worth(component: Component, raw: Value): Exact | null {
  if (component.points.size > 0) return component.points.get(wordOf(raw)) ?? null;
  if (component.aggregate === "rate") return ZERO;
  if (typeof raw === "boolean") return whole(Number(raw));
  const occurrences = component.aggregate === "deductions" && typeof raw === "string" ? OCCURRENCES.get(raw) : null;
  return occurrences ?? exactOf(raw);
}

interface Found {
  readonly values: Pair[];
  counted: number;
  excluded: number;
  hits: number;
  readonly absent: string[];
  readonly unread: string[];
}

function find(component: Component, given: Given): Found {
  const found: Found = { values: [], counted: 0, excluded: 0, hits: 0, absent: [], unread: [] };
  for (const key of component.source?.keys ?? [""]) {
    const answers = each(given(key)).filter(([raw]) => !isBlank(raw));
    if (answers.length === 0 && component.default) {
      found.values.push([component.default, 1]);
      found.counted++;
    } else if (answers.length === 0) found.absent.push(key);
    for (const [raw, n] of answers) take(component, raw, n, key, found);
  }
  return found;
}

function take(component: Component, raw: Value, n: Value, key: string, found: Found): void {
  const word = wordOf(raw);
  const unknown = component.unknownOptions.includes(word);
  const value = unknown ? ZERO : worth(component, raw);
  const mayNot = component.aggregate === "deductions" || component.aggregate === "bonus";
  if (typeof n !== "number" || !Number.isInteger(n) || n < 0) found.unread.push(key);
  else if (unknown && component.unknown === "exclude") found.excluded += n;
  else if (!value || (mayNot && compare(value, ZERO) < 0)) found.unread.push(key);
  else {
    found.values.push([value, n]);
    found.counted += n;
    if (!unknown && component.numerator.includes(word)) found.hits += n;
  }
}

/** A component with a source in the answers. */
export function leaf(component: Component, given: Given): Part {
  const found = find(component, given);
  const { counted, excluded, unread, values } = found;
  const short = component.expect !== null && counted + excluded < component.expect;
  const complete = found.absent.length === 0 && unread.length === 0 && !short;
  const absent = found.absent.length === 0 && short ? (component.source?.keys ?? []) : found.absent;
  const applies = counted > 0 || !(complete && excluded > 0);
  const part = { ...NOTHING, complete, applies, counted, excluded, absent, unread };
  if (counted === 0) return part;
  let value: Exact;
  let [lost, dropped] = [ZERO, 0];
  if (component.aggregate === "deductions") {
    lost = deducted(component, sum(values));
    value = minus(component.full ?? ZERO, lost);
  } else if (component.aggregate === "bonus") value = times(sum(values), component.each ?? whole(1));
  else if (component.aggregate === "rate") value = over(whole(100 * found.hits), whole(counted));
  else [value, dropped] = combined(component, values);
  return { ...part, ...bounded(component, value), lost, dropped };
}

function sum(values: readonly Pair[]): Exact {
  return values.reduce((all, [value, n]) => plus(all, times(value, whole(n))), ZERO);
}

function size(values: readonly Pair[]): number {
  return values.reduce((all, [, n]) => all + n, 0);
}

function combined(component: Pick<Component, "aggregate" | "trim" | "each">, values: readonly Pair[]): [Exact, number] {
  const { aggregate, trim } = component;
  const sorted = values.filter(([, n]) => n > 0).sort(([one], [other]) => compare(one, other));
  if (aggregate === "trimmed_mean") {
    const trims = size(values) > trim.nGt && size(values) > 2 * trim.drop;
    const kept = trims ? without(without(sorted, trim.drop).reverse(), trim.drop) : sorted;
    return [over(sum(kept), whole(size(kept))), trims ? 2 * trim.drop : 0];
  }
  const [lowest, highest] = [sorted[0]?.[0] ?? ZERO, sorted.at(-1)?.[0] ?? ZERO];
  if (aggregate === "mean" || aggregate === "ballots") return [over(sum(values), whole(size(values))), 0];
  if (aggregate === "min") return [lowest, 0];
  if (aggregate === "max") return [highest, 0];
  if (aggregate !== "count") return [sum(values), 0];
  return [times(whole(size(values.filter(([value]) => value.n !== 0n))), component.each ?? whole(1)), 0];
}

function without(values: readonly Pair[], drop: number): Pair[] {
  let left = drop;
  return values.flatMap(([value, n]) => {
    const gone = Math.min(n, left);
    left -= gone;
    return n > gone ? [[value, n - gone] as const] : [];
  });
}

function deducted(component: Component, n: Exact): Exact {
  const { deduct: rule, full } = component;
  if (!rule) return ZERO;
  const everything = full ?? rule.cap ?? ZERO;
  let lost = rule.discretionary ? n : times(n, rule.each);
  if (rule.allOrNothing && n.n !== 0n) lost = everything;
  for (const { at, points } of rule.steps) {
    if (compare(n, at) >= 0) lost = points ?? everything;
  }
  if (rule.cap) lost = least(lost, rule.cap);
  return full ? least(lost, full) : lost;
}

/** A component that looks at others: how many of them are met, or any aggregate of their values. */
export function counted(
  component: Component,
  parts: ReadonlyMap<string, Part>,
  known: ReadonlyMap<string, Component>,
): Part {
  const looked = (component.source?.names ?? []).flatMap((name) => {
    const [other, part] = [known.get(name), parts.get(name)];
    return other && part?.applies ? [{ other, part }] : [];
  });
  const complete = looked.every(({ part }) => part.complete);
  const values = looked.flatMap(({ other, part }): Pair[] =>
    part.value ? [[component.met ? whole(Number(isMet(component.met, other, part.value))) : part.value, 1]] : [],
  );
  if (values.length === 0) return { ...NOTHING, complete, applies: looked.length > 0 };
  const [value] = combined(component, values);
  return { ...NOTHING, ...bounded(component, value), complete, counted: values.length };
}

function isMet(met: NonNullable<Component["met"]>, { full }: Component, value: Exact): boolean {
  if (!full) return compare(value, ZERO) > 0;
  const stated = met.at.find(([points]) => compare(points, full) === 0);
  return compare(value, stated ? stated[1] : times(full, met.share)) >= 0;
}

/** Several components as one: the children of a component, or those at the top. */
export function inner(
  component: Pick<Component, "aggregate" | "trim" | "each" | "outOf" | "full" | "base" | "cap" | "floor">,
  children: readonly Component[],
  parts: ReadonlyMap<string, Part>,
): Part {
  const looked = children.filter((child) => !child.apart);
  const applying = looked.flatMap((child) => {
    const part = parts.get(child.id);
    return part?.applies ? [{ child, part }] : [];
  });
  const complete = applying.every(({ part }) => part.complete);
  const known = applying.flatMap(({ child, part }) => (part.value ? [{ child, value: part.value }] : []));
  if (known.length === 0) return { ...NOTHING, complete, applies: applying.length > 0 };
  let [result, dropped] = [ZERO, 0];
  if (component.aggregate === "weighted") {
    let [all, weighed, added] = [ZERO, ZERO, ZERO];
    for (const { child } of applying) all = plus(all, child.weight ?? ZERO);
    for (const { child, value } of known) {
      if (child.weight) weighed = plus(weighed, times(value, child.weight));
      else added = plus(added, value);
    }
    result = plus(all.n ? over(weighed, all) : ZERO, added);
  } else {
    [result, dropped] = combined(
      component,
      known.map(({ value }) => [value, 1] as const),
    );
  }
  return { ...NOTHING, ...bounded(component, result), complete, counted: looked.length, dropped };
}

function bounded(
  component: Pick<Component, "outOf" | "full" | "base" | "cap" | "floor">,
  raw: Exact,
): { value: Exact; cut: Exact } {
  const { outOf, full, base, cap, floor } = component;
  const value = plus(outOf && full ? over(times(raw, full), outOf) : raw, base);
  let kept = value;
  for (const limit of [cap, full]) kept = limit ? least(kept, limit) : kept;
  if (floor) kept = most(kept, floor);
  return { value: kept, cut: minus(value, kept) };
}
