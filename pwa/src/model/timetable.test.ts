import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { answer, type PlanCase, type Written, worldOf } from "../../tests/plan-player";
import { type Tagged, vectors } from "../../tests/tagged";
import { bytesOf } from "./ids";
import { addWorkingDays, isKnown, moved, PLAIN, workingDays } from "./working-days";

interface Vectors {
  readonly institution: string;
  readonly worlds: { world: Tagged; cases: { case: PlanCase; answer: object }[] }[];
}

const { institution, worlds } = vectors<Vectors>("timetable");

describe("the shared vectors", () => {
  for (const [number, { world, cases }] of worlds.entries()) {
    const made = worldOf(institution, world as unknown as Written);
    for (const [at, each] of cases.entries()) {
      it(`world ${number}, case ${at} is answered as in Python`, () =>
        expect(answer(each.case, made)).toEqual(each.answer));
    }
  }
});

describe("working days", () => {
  const calendar = (whose: string, days: object) =>
    docOf("work_calendar", { institution: bytesOf(whose), year: "2026", ...days });
  const library = calendar("0".repeat(32), {
    "days/10-01": { type: "holiday", name: "国庆节" },
    "days/10-02": { type: "holiday", name: "国庆节" },
    "days/10-10": { type: "work", name: "国庆节" },
  });

  it("moves a due day off the holidays and over weekends that are worked", () => {
    const days = workingDays([library], institution);
    expect(moved(days, "2026-10-01", "next")).toBe("2026-10-05");
    expect(moved(days, "2026-10-01", "previous")).toBe("2026-09-30");
    expect(addWorkingDays(days, "2026-10-09", 1)).toBe("2026-10-10");
    expect(moved(PLAIN, "2026-10-10", "next")).toBe("2026-10-12");
  });

  it("takes the institution's own word before the library's", () => {
    const own = calendar(institution, { "days/10-10": { type: "rest", name: "" } });
    const other = calendar("12".repeat(16), { "days/10-02": { type: "work", name: "" } });
    const days = workingDays([own, other, library], institution);
    expect(moved(days, "2026-10-10", "next")).toBe("2026-10-12");
    expect(moved(days, "2026-10-02", "next")).toBe("2026-10-05");
    expect(isKnown(days, "2026-01-01")).toBe(true);
    expect(isKnown(days, "2027-01-01")).toBe(false);
  });
});
