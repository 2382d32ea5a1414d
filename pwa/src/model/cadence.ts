/**
 * 周期: how often a plan asks for something, read from the map in its register. Mirror of models/cadence.py.
 * Promises: total; what can't be read is `unspecified` or its default, since the server has told the writer already.
 */
import type { Value } from "../sync/interface";
import { type Given, listOf, mapOf, text, whole } from "./given";
import { isMonth, isPlanDay } from "./plan-day";

/** 周期 */
export interface Cadence {
  readonly type: string;
  readonly dates: readonly string[];
  readonly times: number;
  readonly dueDay: number | null;
  readonly weekday: number;
  readonly months: readonly string[];
  readonly stage: string;
  readonly event: string;
  readonly workingDays: boolean;
  readonly onHoliday: string;
  readonly remindDays: number | null;
  readonly of: readonly Cadence[];
}

const TYPES =
  "once_by daily weekly monthly bimonthly quarterly half_yearly months year_end in_stage per_event immediate irregular regular_and_irregular choice_of periodic campaign combined unspecified".split(
    " ",
  );

export function cadenceOf(value: Value | undefined): Cadence {
  const given: Given = typeof value === "string" ? { type: value } : (mapOf(value) ?? {});
  const known = TYPES.includes(String(given.type));
  if (!known) return cadence("unspecified");
  return cadence(String(given.type), {
    dates: sorted(listOf(given.dates).filter(isPlanDay)),
    times: whole(given.times, 1, 99) ?? 1,
    dueDay: whole(given.due_day, 1, 31),
    weekday: whole(given.weekday, 1, 7) ?? 7,
    months: sorted(listOf(given.months).flatMap(monthOf)),
    stage: text(given.stage),
    event: text(given.event),
    workingDays: given.working_days === true,
    onHoliday: ["previous", "next"].find((rule) => rule === given.on_holiday) ?? "same",
    remindDays: whole(given.remind_days, 0, 60),
    of: listOf(given.of).map(cadenceOf),
  });
}

export function cadence(type: string, more: Partial<Cadence> = {}): Cadence {
  return {
    type,
    dates: [],
    times: 1,
    dueDay: null,
    weekday: 7,
    months: [],
    stage: "",
    event: "",
    workingDays: false,
    onHoliday: "same",
    remindDays: null,
    of: [],
    ...more,
  };
}

function monthOf(value: Value): string[] {
  const number = whole(value, 1, 12);
  if (number !== null) return [String(number).padStart(2, "0")];
  return isMonth(value) ? [value] : [];
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
