import { describe, expect, it, test } from "vitest";
import { vectors } from "../../tests/tagged";
import { addDays, dayOf, isDay, localOf, weekdayOf, weekOf } from "./day";
import { addMonths, monthPage, startOf } from "./months";

interface DayCases {
  readonly local_day: { ms: number; zone: string; day: string }[];
  readonly is_day: { text: string; valid: boolean }[];
  readonly bounds: { day: string; zone: string; start: number; end: number }[];
  readonly add_days: { day: string; count: number; result: string }[];
}

const cases = vectors<DayCases>("days");

describe("the shared vectors", () => {
  test.each(cases.local_day)("$ms in $zone is $day", ({ ms, zone, day }) => expect(dayOf(ms, zone)).toBe(day));
  test.each(cases.is_day)("$text is a day: $valid", ({ text, valid }) => expect(isDay(text)).toBe(valid));
  test.each(cases.add_days)("$day and $count days is $result", ({ day, count, result }) => {
    expect(addDays(day, count)).toBe(result);
  });
  test.each(cases.bounds)("$day in $zone begins and ends as in Python", ({ day, zone, start, end }) => {
    expect(startOf(day, zone)).toBe(start);
    expect(startOf(addDays(day, 1), zone)).toBe(end);
  });
});

it("knows the time of day as well", () => {
  expect(localOf(1795274640000)).toEqual({ day: "2026-11-21", time: "23:24" });
});

it("begins the week on Monday", () => {
  expect(weekdayOf("2026-11-16")).toBe(0);
  expect(weekOf("2026-11-22")).toEqual(weekOf("2026-11-16"));
  expect(weekOf("2026-11-22")[6]).toBe("2026-11-22");
});

it("shows whole weeks of a month, and no week of another", () => {
  const page = monthPage("2026-11");
  expect(page[0]?.[6]).toBe("2026-11-01");
  expect(page.at(-1)?.[0]).toBe("2026-11-30");
  expect(page).toHaveLength(6);
  expect(monthPage("2027-02")).toHaveLength(4);
});

it("goes from month to month over the year's end", () => {
  expect(addMonths("2026-12", 1)).toBe("2027-01");
  expect(addMonths("2026-01", -1)).toBe("2025-12");
});
