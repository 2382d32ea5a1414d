/** 应报: which reports this house owes now, by when, and how near that is. */
import { addDays, type Day } from "../../model/day";
import type { Given } from "../../model/given";
import { idOf } from "../../model/ids";
import { monthAfter } from "../../model/plan-day";
import { type ReportType, reportDue, ruleOf, WARN_DAYS } from "../../model/report";
import { workingDays } from "../../model/working-days";
import type { Doc, Hex, Value } from "../../sync/interface";
import { all, today } from "../here";

export interface Owed {
  readonly type: ReportType;
  readonly period: string;
  readonly due: Day;
  /** Overdue, due within days, or with time left. */
  readonly tone: "fail" | "warn" | "";
  readonly doc: Doc | undefined;
}

const MONTHS_BACK = 3;

/**
 * Last month's report, those of the months before it that a house which has reported before still owes, and in December
 * and January the year's; what was sent is left out.
 */
export function owed(house: Hex | null): Owed[] {
  const month = today.value.slice(0, 7);
  const own = all("report").filter(({ registers }) => idOf(registers.get("institution")?.value) === house);
  const monthly = own.filter(({ registers }) => registers.get("type")?.value === "monthly");
  const asked: [ReportType, string][] = [];
  for (let back = MONTHS_BACK; back >= 1; back--) {
    const period = monthAfter(month, -back);
    const before = monthly.some(({ registers }) => String(registers.get("period")?.value) <= period);
    if (back === 1 || before) asked.push(["monthly", period]);
  }
  if (month.endsWith("-12")) asked.push(["yearly", month.slice(0, 4)]);
  if (month.endsWith("-01")) asked.push(["yearly", monthAfter(month, -1).slice(0, 4)]);
  return asked.flatMap(([type, period]) => {
    const doc = own.find(
      ({ registers }) =>
        registers.get("type")?.value === type &&
        registers.get("period")?.value === period &&
        registers.get("edition")?.value === "1",
    );
    if (doc?.registers.get("sent")?.value === true) return [];
    const due = dueDay(house, type, period);
    const near = today.value >= addDays(due, -WARN_DAYS);
    return [
      {
        type,
        period,
        due,
        tone: today.value > due ? ("fail" as const) : near ? ("warn" as const) : ("" as const),
        doc,
      },
    ];
  });
}

/** By the strictest of the programmes in force. */
function dueDay(house: Hex | null, type: ReportType, period: string): Day {
  const rules = all("programme")
    .filter(
      ({ registers }) =>
        idOf(registers.get("institution")?.value) === house &&
        registers.get("published")?.value === true &&
        !registers.get("ended")?.value,
    )
    .flatMap(({ registers }) => {
      const plan = new Map<string, Value>([...registers].map(([path, { value }]) => [path, value]));
      const rule = ruleOf(plan, type);
      return rule ? [rule] : [];
    });
  const days = workingDays(all("work_calendar"), house);
  const said: readonly Given[] = rules.length > 0 ? rules : [{}];
  const due = said.map((rule) => reportDue(type, period, rule, days));
  return due.sort()[0] ?? "";
}
