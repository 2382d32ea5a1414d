/**
 * 检查结果: what several inspectors' observations of an item come to, what a visit scores, who still owes what.
 * Promises: pure and exact, to the digit what models/inspection_result.py says (tests/vectors/inspection.json).
 */
import type { ChecklistItem } from "./generated";
import { compare, type Exact, exactOf, least, minus, most, plus, textOf, times, whole, ZERO } from "./scoring-number";

export type Verdict = "pass" | "fail" | "na" | "unseen";
export type VerdictRule = "worst" | "majority" | "leader";
type Points = string | number | null | undefined;

/** 所见: one inspector's observation, as much of it as decides. */
export interface Seen {
  readonly inspector: string;
  readonly verdict: Verdict;
  readonly points?: Points;
  /** Points of the inspector's own deduction. */
  readonly lost?: Points;
  /** How many parts of the item failed. */
  readonly failed: number;
  readonly count: number;
}

/** 裁定: what the leader says holds. */
export interface Ruled {
  readonly verdict: Verdict;
  readonly points?: Points;
  readonly lost?: Points;
}

/** 单项结果: `source` is "none", "agreed", "rule", "ruling" or "open" (the leader must say). */
export interface ItemResult {
  readonly verdict: Verdict;
  readonly lost: string;
  readonly source: "none" | "agreed" | "rule" | "ruling" | "open";
  readonly disagree: boolean;
  readonly judged: number;
}

export interface VisitScore {
  readonly full: string;
  readonly score: string;
  readonly lost: string;
  readonly passed: number;
  readonly failed: number;
  readonly na: number;
  readonly unseen: number;
  readonly open: number;
  readonly core: number;
}

type Item = Pick<ChecklistItem, "points" | "deduct" | "core" | "group" | "order" | "scale">;
type Judged = readonly [Verdict, Exact];

const BADNESS: Readonly<Partial<Record<Verdict, number>>> = { fail: 2, pass: 1, na: 0 };
const badness = (verdict: Verdict): number => BADNESS[verdict] ?? -1;

/** What the item costs by one observation: nothing unless it failed, or has points that weren't all given. */
export function lostBy(item: Item, seen: Seen | Ruled): Exact {
  const full = exactOf(item.points);
  const given = exactOf(seen.points);
  if (full && given && seen.verdict !== "na") return most(ZERO, minus(full, given));
  if (seen.verdict !== "fail") return ZERO;
  const { each, cap, whole: all, judged } = ruleOf(item);
  const own = exactOf(seen.lost);
  if (own) return [full, cap].reduce<Exact>((lost, limit) => (limit ? least(lost, limit) : lost), own);
  if (judged || (!each && !all)) return full ?? ZERO;
  let lost = times(whole("failed" in seen ? seen.failed || seen.count : 1), each ?? ZERO);
  if (all) lost = full ?? cap ?? ZERO;
  if (cap) lost = least(lost, cap);
  return full ? least(lost, full) : lost;
}

function ruleOf({ deduct }: Item): { each: Exact | null; cap: Exact | null; whole: boolean; judged: boolean } {
  const each = nonZero(exactOf(deduct?.each)) ?? exactOf(deduct?.step);
  const all = deduct?.all_or_nothing === true;
  const judged = deduct?.discretionary === true;
  const cap = each || all || judged ? exactOf(deduct?.cap) : null;
  return { each, cap, whole: all, judged };
}

const nonZero = (value: Exact | null): Exact | null => (value?.n ? value : null);

/** What holds of one item. */
export function ofItem(item: Item, seen: readonly Seen[], ruling: Ruled | null, rule: VerdictRule): ItemResult {
  const judged = seen
    .filter(({ verdict }) => badness(verdict) >= 0)
    .map((one): Judged => [one.verdict, lostBy(item, one)]);
  const disagree = new Set(judged.map(([verdict]) => verdict)).size > 1;
  const tell = ([verdict, lost]: Judged, source: ItemResult["source"]): ItemResult => {
    return { verdict, lost: textOf(lost), source, disagree, judged: judged.length };
  };
  if (ruling) return tell([ruling.verdict, lostBy(item, ruling)], "ruling");
  const [first] = judged;
  if (!first) return tell(["unseen", ZERO], "none");
  if (judged.every((one) => alike(one, first))) return tell(first, judged.length > 1 ? "agreed" : "rule");
  if (rule === "leader") return tell(["unseen", ZERO], "open");
  return tell(rule === "worst" ? worst(judged) : frequent(judged), "rule");
}

const alike = (one: Judged, other: Judged): boolean => one[0] === other[0] && compare(one[1], other[1]) === 0;

function worst(judged: readonly Judged[]): Judged {
  return judged.reduce((bad, one) => {
    const by = badness(one[0]) - badness(bad[0]);
    return by > 0 || (by === 0 && compare(one[1], bad[1]) > 0) ? one : bad;
  });
}

/** The most frequent verdict, the worse one of two that are alike; of it the most frequent loss, the greater one. */
function frequent(judged: readonly Judged[]): Judged {
  const count = (fits: (one: Judged) => boolean): number => judged.filter(fits).length;
  return judged.reduce((best, one) => {
    const verdicts = count(([verdict]) => verdict === one[0]) - count(([verdict]) => verdict === best[0]);
    const by = verdicts || badness(one[0]) - badness(best[0]);
    if (by !== 0) return by > 0 ? one : best;
    const losses = count((each) => alike(each, one)) - count((each) => alike(each, best));
    return losses > 0 || (losses === 0 && compare(one[1], best[1]) > 0) ? one : best;
  });
}

/**
 * 得分累计: what a visit scores of what has been judged so far, kept up item by item: whatever was added can be taken
 * out again. What doesn't apply takes its points out of the full ones.
 */
export class RunningScore {
  readonly #counts = { pass: 0, fail: 0, na: 0, unseen: 0 };
  #full = ZERO;
  #lost = ZERO;
  #taken = ZERO;
  #core = 0;
  #open = 0;

  add(item: Item, result: ItemResult | undefined): void {
    this.#count(item, result, 1, plus);
  }

  take(item: Item, result: ItemResult | undefined): void {
    this.#count(item, result, -1, minus);
  }

  #count(item: Item, result: ItemResult | undefined, by: 1 | -1, sum: (a: Exact, b: Exact) => Exact): void {
    const verdict = result?.verdict ?? "unseen";
    this.#counts[verdict] += by;
    if (result?.source === "open") this.#open += by;
    if (!result || (verdict !== "pass" && verdict !== "fail")) return;
    const cost = exactOf(result.lost) ?? ZERO;
    const points = exactOf(item.points);
    this.#taken = sum(this.#taken, cost);
    if (points) [this.#full, this.#lost] = [sum(this.#full, points), sum(this.#lost, cost)];
    if (verdict === "fail" && item.core === true) this.#core += by;
  }

  told(): VisitScore {
    const { pass: passed, fail: failed, na, unseen } = this.#counts;
    const [full, lost] = [this.#full, this.#lost];
    const told = { full: textOf(full), score: textOf(minus(full, lost)), lost: textOf(this.#taken) };
    return { ...told, passed, failed, na, unseen, open: this.#open, core: this.#core };
  }
}

/** The score of all items at once. */
export function visitScore(
  items: Iterable<readonly [string, Item]>,
  results: ReadonlyMap<string, ItemResult>,
): VisitScore {
  const score = new RunningScore();
  for (const [id, item] of items) score.add(item, results.get(id));
  return score.told();
}

/** Items as they are walked through: by order, then by id. */
export function walked(items: Iterable<readonly [string, Item]>): [string, Item][] {
  const place = ({ order }: Item): Exact => exactOf(order as Points) ?? ZERO;
  return Array.from(items, ([id, item]): [string, Item] => [id, item]).sort(
    ([a, one], [b, other]) => compare(place(one), place(other)) || (a < b ? -1 : 1),
  );
}

/** The headings that an item stands under, from above. */
export function headings({ group }: Pick<ChecklistItem, "group">): readonly string[] {
  return typeof group === "string" ? [group] : (group ?? []);
}

/** First item to the items of its section: those that follow each other under the same headings. */
export function sections(items: Iterable<readonly [string, Item]>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let heading: string | null = null;
  let here: string[] = [];
  for (const [id, item] of items) {
    const told = JSON.stringify(headings(item));
    if (told !== heading) {
      heading = told;
      here = [];
      found.set(id, here);
    }
    here.push(id);
  }
  return found;
}

/** The items of claimed sections (by first item) that are not in `seen`; notes, and what is worked out, are never owed. */
export function owed(
  items: Iterable<readonly [string, Item]>,
  claims: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): string[] {
  const list = [...items];
  const read = new Set(list.filter(([, { scale }]) => scale === "note" || scale === "calculate").map(([id]) => id));
  return [...sections(list)].flatMap(([first, ids]) =>
    claims.has(first) ? ids.filter((id) => !seen.has(id) && !read.has(id)) : [],
  );
}
