/**
 * 工作日: which days are worked, by the library's calendars and the institution's own over them.
 * Mirror of models/working_days.py. Promises: pure; a year that nobody has published yet has plain weekends.
 */
import type { Doc, Hex } from "../sync/interface";
import { addDays, type Day, weekdayOf } from "./day";
import { mapOf } from "./given";
import { idOf } from "./ids";

/** 特别日: a day that isn't what its weekday says, or has a name. */
export interface SpecialDay {
  readonly type: string;
  readonly name: string;
}

/** 工作日历 */
export interface WorkingDays {
  readonly special: ReadonlyMap<Day, SpecialDay>;
  /** The years whose holidays are known. */
  readonly years: ReadonlySet<number>;
}

export const PLAIN: WorkingDays = { special: new Map(), years: new Set() };
const NOBODY = "0".repeat(32);
const MOVE_MAX = 20;

/** The days of `work_calendar` documents. */
export function workingDays(docs: readonly Doc[], institution: Hex | null): WorkingDays {
  const special = new Map<Day, SpecialDay>();
  const years = new Set<number>();
  const whose = (doc: Doc) => idOf(doc.registers.get("institution")?.value);
  const order = (doc: Doc) => (whose(doc) === NOBODY ? `0${doc.id}` : `1${doc.id}`);
  const mine = docs.filter((doc) => [NOBODY, institution].includes(whose(doc)));
  for (const doc of mine.sort((one, other) => (order(one) < order(other) ? -1 : 1))) {
    const year = doc.registers.get("year")?.value;
    if (typeof year !== "string" || !/^\d+$/.test(year)) continue;
    years.add(Number(year));
    for (const [path, { value }] of doc.registers) {
      const given = mapOf(value);
      if (given && path.startsWith("days/")) {
        special.set(`${year}-${path.slice(5)}`, { type: String(given.type), name: String(given.name ?? "") });
      }
    }
  }
  return { special, years };
}

export function works({ special }: WorkingDays, day: Day): boolean {
  const found = special.get(day);
  return found ? found.type === "work" : weekdayOf(day) < 5;
}

/** False where holidays and 调休 of that year are not known yet. */
export function isKnown({ years }: WorkingDays, day: Day): boolean {
  return years.has(Number(day.slice(0, 4)));
}

/** Where a due day falls: same, or the working day before or after where it is free. */
export function moved(days: WorkingDays, day: Day, rule: string): Day {
  return rule === "same" ? day : towards(days, day, rule === "previous" ? -1 : 1);
}

/** The day so many working days later; the day itself isn't counted. */
export function addWorkingDays(days: WorkingDays, day: Day, count: number): Day {
  const step = count > 0 ? 1 : -1;
  let here = day;
  for (let left = Math.abs(count); left > 0; left--) here = towards(days, addDays(here, step), step);
  return here;
}

function towards(days: WorkingDays, day: Day, step: number): Day {
  let here = day;
  for (let tries = 0; tries < MOVE_MAX; tries++, here = addDays(here, step)) if (works(days, here)) return here;
  return day;
}
