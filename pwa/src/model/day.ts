/**
 * Local days: text such as 2026-11-21, counted in the institution's time zone whatever the phone is set to.
 * Promises: no function reads a clock; days compare as text.
 */

export type Day = string;

export const SHANGHAI = "Asia/Shanghai";
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  return format;
}

/** The local day and minute of a moment: `{ day: "2026-11-21", time: "18:02" }`. */
export function localOf(ms: number, zone = SHANGHAI): { day: Day; time: string } {
  const part: Record<string, string> = {};
  for (const { type, value } of formatIn(zone).formatToParts(ms)) part[type] = value;
  return { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

export function dayOf(ms: number, zone = SHANGHAI): Day {
  return localOf(ms, zone).day;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  const ms = utc(day);
  return Number.isNaN(ms) ? "" : new Date(ms + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(utc(day)).getUTCDay() + 6) % 7;
}

/** The seven days, Monday first, of the week that holds the day. */
export function weekOf(day: Day): Day[] {
  const monday = addDays(day, -weekdayOf(day));
  return Array.from({ length: 7 }, (_, at) => addDays(monday, at));
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

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
