/**
 * 时段: the year, half-year, quarter or month that a commentary speaks of: 2026, 2026H1, 2026Q3, 2026-07.
 * Promises: pure; the same as `models/period.py`, by the cases of tests/vectors/periods.json.
 */
import { addDays, type Day } from "./day";

const MONTHS: Record<string, number> = { H: 6, Q: 3 };

export function isPeriod(text: string): boolean {
  return /^[1-9]\d{3}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(text);
}

function firstMonth(period: string): number {
  if (period.length === 4) return 1;
  const number = Number(period.slice(5));
  return period[4] === "-" ? number : (number - 1) * (MONTHS[period[4] ?? ""] ?? 1) + 1;
}

function length(period: string): number {
  return period.length === 4 ? 12 : (MONTHS[period[4] ?? ""] ?? 1);
}

const two = (number: number) => String(number).padStart(2, "0");

export function firstDay(period: string): Day {
  return `${period.slice(0, 4)}-${two(firstMonth(period))}-01`;
}

export function lastDay(period: string): Day {
  const month = firstMonth(period) + length(period);
  return month > 12 ? `${period.slice(0, 4)}-12-31` : addDays(`${period.slice(0, 4)}-${two(month)}-01`, -1);
}

/** 2026-11-21 → 2026Q4 */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The quarter that is spoken of now: until its last weeks the one before, since one looks back. */
export function quarterSpokenOf(day: Day): string {
  return quarterOf(addDays(day, -75));
}

export function quarterBefore(period: string): string {
  return quarterOf(addDays(firstDay(period), -1));
}

export function quarterAfter(period: string): string {
  return quarterOf(addDays(lastDay(period), 1));
}
