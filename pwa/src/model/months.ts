/** Months, and where local days begin: what only the calendar, forms and rounds ask for. Pure, as day.ts. */
import { addDays, type Day, localOf, monthOf, SHANGHAI, utc, weekOf } from "./day";

export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The weeks that a month's page shows, Monday first, days outside the month included. */
export function monthPage(month: string): Day[][] {
  const weeks: Day[][] = [];
  for (let monday = weekOf(`${month}-01`)[0] ?? ""; monthOf(monday) <= month; monday = addDays(monday, 7)) {
    weeks.push(weekOf(monday));
  }
  return weeks;
}

/** The moment a local day begins, milliseconds. Two steps, so that a change of the clocks does no harm. */
export function startOf(day: Day, zone = SHANGHAI): number {
  let ms = utc(day);
  for (let step = 0; step < 2; step++) {
    const local = localOf(ms, zone);
    ms -= Date.parse(`${local.day}T${local.time}:00Z`) - utc(day);
  }
  return ms;
}
