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

/** A day as milliseconds of a calendar without time zones. */
export function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  const ms = utc(day);
  return Number.isNaN(ms) ? "" : new Date(ms + days * DAY_MS).toISOString().slice(0, 10);
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

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= "0001" && addDays(text, 0) === text;
}
