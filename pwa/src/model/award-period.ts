/** 评选周期: for which period somebody is put forward. Mirrors models/award_period.py, by the cases of honours.json. Pure. */
import { kindsOf } from "./award-kinds";
import { addDays, type Day, dayOf } from "./day";
import { type Given, text } from "./given";
import type { Nomination } from "./nomination";
import { firstDay, quarterOf } from "./period";

const SPANS: readonly unknown[] = ["monthly", "quarterly", "half_yearly", "yearly"];

/** The period that a day lies in; a quarter of a banner, else a year where the programme names none. */
export function periodAt(award: Given, day: Day): string {
  const span = SPANS.includes(award.period) ? award.period : kindsOf(award).includes("flag") ? "quarterly" : "yearly";
  if (span === "monthly") return day.slice(0, 7);
  if (span === "quarterly") return quarterOf(day);
  if (span === "half_yearly") return `${day.slice(0, 4)}H${day.slice(5, 7) < "07" ? 1 : 2}`;
  return day.slice(0, 4);
}

export function periodBefore(award: Given, period: string): string {
  return periodAt(award, addDays(firstDay(period), -1));
}

/** What a nomination says; for one from before nominations had a period, that in which it was made. */
export function periodOf({ registers }: Nomination, award: Given): string {
  const said = text(registers.get("period")?.value);
  const made = Number.parseInt((registers.get("subject")?.stamp ?? "").slice(0, 12), 16) || 0;
  return said || periodAt(award, dayOf(made));
}
