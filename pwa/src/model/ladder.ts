/**
 * 督办阶梯: near the due day blue, on it yellow, past it red; then 督办通知, 现场会, 公开通报, or what the programme says.
 * Mirror of `models/ladder.py`. Promises: pure, in working days; what was reached is written by the server alone.
 */
import type { Day } from "./day";
import { OPEN, type OrderStanding } from "./order";
import { addWorkingDays, type WorkingDays } from "./working-days";

export const NEAR_DAYS = 3;
const MEASURE_DAYS = 3;
const DAYS_COUNTED_MAX = 400;

export type Colour = "" | "blue" | "yellow" | "red";

/** 阶梯: one rung; a colour, or a measure by its number, and the day on which it is reached. */
export interface Rung {
  readonly step: string;
  readonly title: string;
  readonly on: Day;
}

/** The whole ladder of a due day; a colour's title is its name. */
export function rungs(due: Day, measures: readonly string[], days: WorkingDays): Rung[] {
  const colours: [string, Day][] = [
    ["blue", addWorkingDays(days, due, -NEAR_DAYS)],
    ["yellow", due],
    ["red", addWorkingDays(days, due, 1)],
  ];
  return [
    ...colours.map(([step, on]) => ({ step, title: step, on })),
    ...measures.map((title, at) => ({
      step: String(at + 1),
      title,
      on: addWorkingDays(days, due, MEASURE_DAYS * (at + 1)),
    })),
  ];
}

/** "" where the clock rests or the day is far. */
export function colourOf({ state, due_on }: OrderStanding, today: Day, days: WorkingDays): Colour {
  if (!OPEN.includes(state) || !due_on) return "";
  if (today > due_on) return "red";
  if (today === due_on) return "yellow";
  return today >= addWorkingDays(days, due_on, -NEAR_DAYS) ? "blue" : "";
}

/** Working days from today to the due day; negative once it is past. */
export function daysLeft(due: Day, today: Day, days: WorkingDays): number {
  const count = workingDaysBetween(today < due ? today : due, today < due ? due : today, days);
  return today > due ? -count : count;
}

/** Working days after the first day up to the last. */
export function workingDaysBetween(first: Day, last: Day, days: WorkingDays): number {
  let count = 0;
  for (let here = first; here < last && count <= DAYS_COUNTED_MAX; ) {
    here = addWorkingDays(days, here, 1);
    if (here <= last) count++;
  }
  return count;
}

/** `steps/20261205.blue` */
export function stepKey(due: Day, step: string): string {
  return `steps/${due.replaceAll("-", "")}.${step}`;
}
