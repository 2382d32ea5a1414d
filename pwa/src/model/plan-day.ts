/**
 * Days as plans write them: to the day, or to the month. Mirror of models/plan_day.py.
 * Promises: a month begins on its first day and ends on its last (底前); no function reads a clock.
 */
import { addDays, type Day } from "./day";

const PLAN_DAY = /^(19|2\d)\d{2}-\d{2}(-\d{2})?$/;
const DAY_LENGTH = 10;

/** Whether it is `2011-10-31` or `2011-10`, in a year that a plan can mean. */
export function isPlanDay(value: unknown): value is string {
  if (typeof value !== "string" || !PLAN_DAY.test(value)) return false;
  const day = value.length === DAY_LENGTH ? value : `${value}-01`;
  return addDays(day, 0) === day;
}

export function isWholeDay(value: unknown): value is Day {
  return isPlanDay(value) && value.length === DAY_LENGTH;
}

export function isMonth(value: unknown): value is string {
  return isPlanDay(value) && value.length < DAY_LENGTH;
}

export function firstDay(text: string): Day {
  return text.length === DAY_LENGTH ? text : `${text}-01`;
}

export function lastDay(text: string): Day {
  return text.length === DAY_LENGTH ? text : dayOfMonth(text, 31);
}

/** A day of a month; the last one where the month is too short for it. */
export function dayOfMonth(month: string, day: number): Day {
  const length = Number(addDays(`${monthAfter(month, 1)}-01`, -1).slice(8));
  return `${month}-${String(Math.min(day, length)).padStart(2, "0")}`;
}

/** `2011-12` and 1 → `2012-01`. */
export function monthAfter(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
}
