/** 表彰资格: what keeps somebody from an award. Mirrors models/award_bar.py, by the cases of honours.json. Pure. */
import type { Day } from "./day";
import { type Given, listOf, mapOf } from "./given";
import { quarterOf } from "./period";

/** 成绩: what of a closed result counts here. */
export interface Result {
  readonly vetoed: boolean;
  readonly total: string | null;
  readonly grade: string | null;
}

/** 参评情况: the results, the latest first; whether an order is past its day; whether the amount is reached. */
export interface Facts {
  readonly results: readonly Result[];
  readonly owes: boolean;
  readonly reached: boolean;
}

export interface Bar {
  readonly reason: "award_vetoed" | "award_order_overdue" | "award_total_low" | "award_grade_low" | "award_count_short";
  readonly params: { readonly least?: string; readonly amount?: number };
}

/** The first thing that stands in the way, in the order in which a programme's fields stand. */
export function barOf(award: Given, { results, owes, reached }: Facts): Bar | null {
  const vetoes = listOf(award.vetoes);
  if (vetoes.includes("vetoed") && results.some(({ vetoed }) => vetoed)) return { reason: "award_vetoed", params: {} };
  if (vetoes.includes("overdue_order") && owes) return { reason: "award_order_overdue", params: {} };
  const needs = mapOf(award.needs) ?? {};
  const last = results.find(({ total }) => total !== null);
  const least = needs.total === undefined || needs.total === null ? Number.NaN : Number(needs.total);
  if (!Number.isNaN(least) && !(Number(last?.total ?? Number.NaN) >= least)) {
    return { reason: "award_total_low", params: { least: String(needs.total) } };
  }
  const grades = listOf(needs.grades);
  if (grades.length > 0 && !(last && grades.includes(last.grade))) return { reason: "award_grade_low", params: {} };
  const amount = amountOf(award);
  return amount && !reached ? { reason: "award_count_short", params: { amount } } : null;
}

/** The amount without an error that an award asks for; 0 for none. */
export function amountOf(award: Given): number {
  const amount = mapOf(award.needs)?.error_free;
  return typeof amount === "number" && Number.isInteger(amount) ? amount : 0;
}

/** Whether an award asks for anything that is looked up in results. */
export function asksResults(award: Given): boolean {
  const needs = mapOf(award.needs) ?? {};
  return listOf(award.vetoes).includes("vetoed") || Boolean(needs.total) || listOf(needs.grades).length > 0;
}

/** The periods of a day's year whose results count, the latest first: each quarter beside its last month. */
export function periodsUntil(day: Day): string[] {
  const found: string[] = [];
  for (let month = Number(day.slice(5, 7)); month >= 1; month--) {
    const label = `${day.slice(0, 4)}-${String(month).padStart(2, "0")}`;
    found.push(label, quarterOf(`${label}-01`));
  }
  return [...new Set([...found, day.slice(0, 4)])];
}
