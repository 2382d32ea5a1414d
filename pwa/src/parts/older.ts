/**
 * Old days: the server sends what is older than 90 days only to who names its quarter (protocol §6).
 * Promises: a day that is recent costs nothing; an old one arrives as soon as there is a network, and stays.
 */
import { addDays, type Day } from "../model/day";
import { dashed } from "../model/ids";
import { mine, today } from "./here";

export const SENT_UNASKED_DAYS = 90;

/** The quarter of a day, such as 2026Q3. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Sees to it that this device holds one's own work of that day's quarter. */
export function readOlder(day: Day): void {
  const recent = quarterOf(addDays(today.peek(), -SENT_UNASKED_DAYS));
  const quarter = quarterOf(day);
  if (quarter < recent) void mine().alsoRead?.(`person/${dashed(mine().person)}/${quarter}`);
}
