/** 指标: a measure from answers or counts, and whether it reaches what was aimed at, as `models/target.py`. */
import type { Value } from "../sync/interface";
import { listOf, plainOf, text } from "./scoring-model";
import { compare, type Exact, exactOf, minus, over, times, whole, wordOf, ZERO } from "./scoring-number";

export interface Indicator {
  readonly formula: string;
  readonly numerator: readonly string[];
  readonly denominator: readonly string[];
  readonly exclude: readonly string[];
  readonly op: string;
  readonly value: Exact | null;
  readonly relative: boolean;
}

export interface Rate {
  readonly value: Exact | null;
  readonly above: number;
  readonly below: number;
  readonly excluded: number;
}

/** The indicator of an element of a programme's section `targets`. */
export function indicatorOf(plain: Value | undefined): Indicator {
  const given = plainOf(plain) ?? {};
  const words = (value: Value | undefined) => listOf(value).map(text).filter(Boolean);
  const numerator = words(given.numerator);
  return {
    formula: text(given.formula) || (numerator.length > 0 ? "answers" : "value"),
    numerator,
    denominator: words(given.denominator),
    exclude: words(given.exclude),
    op: text(given.op) || ">=",
    value: exactOf(given.value),
    relative: given.relative === true,
  };
}

/** The indicator's value: per cent for a share, the number itself for a counter. */
export function rateOf(indicator: Indicator, answers: Value | undefined): Rate {
  const none = { above: 0, below: 0, excluded: 0 };
  if (indicator.formula === "value") return { value: exactOf(answers), ...none };
  if (indicator.formula === "counts") {
    const [above, below] = [exactOf(plainOf(answers)?.numerator), exactOf(plainOf(answers)?.denominator)];
    return { value: above && below?.n ? over(times(whole(100), above), below) : null, ...none };
  }
  let { above, below, excluded } = none;
  for (const [sheet, n] of sheets(answers)) {
    const said = sheet.filter((each) => each !== null && !(typeof each === "string" && each.trim() === "")).map(wordOf);
    const valid = said.filter((each) => countsBelow(indicator, each));
    const hits = valid.filter((each) => indicator.numerator.includes(each)).length;
    const every = indicator.formula === "every";
    excluded += n * (every ? Number(valid.length === 0) : said.length - valid.length);
    below += n * (every ? Number(valid.length > 0) : valid.length);
    above += n * (every ? Number(valid.length > 0 && hits === valid.length) : hits);
  }
  return { value: below > 0 ? over(whole(100 * above), whole(below)) : null, above, below, excluded };
}

function countsBelow(indicator: Indicator, said: string): boolean {
  const named = indicator.denominator.length === 0 || indicator.denominator.includes(said);
  return named && !indicator.exclude.includes(said);
}

function sheets(answers: Value | undefined): [readonly Value[], number][] {
  const tally = plainOf(answers);
  if (tally) {
    return Object.entries(tally).flatMap(([option, n]) =>
      typeof n === "number" && Number.isInteger(n) && n > 0 ? [[[option], n]] : [],
    );
  }
  return listOf(answers).map((each) => [Object.values(plainOf(each) ?? (Array.isArray(each) ? each : [each])), 1]);
}

/** Whether the aim is reached; null while that can't be said. */
export function isMet({ op, value, relative }: Indicator, have: Exact | null, baseline: Exact | null): boolean | null {
  if (!have) return null;
  if (op === "increase" || op === "decrease") {
    if (!baseline || (relative && baseline.n === 0n)) return null;
    let change = op === "increase" ? minus(have, baseline) : minus(baseline, have);
    const size = compare(baseline, ZERO) < 0 ? minus(ZERO, baseline) : baseline;
    if (relative) change = over(times(whole(100), change), size);
    return value ? compare(change, value) >= 0 : compare(change, ZERO) > 0;
  }
  if (!value) return null;
  const than = compare(have, value);
  if (op === ">=") return than >= 0;
  if (op === "<=") return than <= 0;
  if (op === ">") return than > 0;
  return op === "<" ? than < 0 : than === 0;
}
