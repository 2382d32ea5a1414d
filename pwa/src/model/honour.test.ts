import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/honours.json";
import type { Doc, Register, Value } from "../sync/interface";
import { barOf, periodsUntil } from "./award-bar";
import { kindsOf } from "./award-kinds";
import { sameAward } from "./award-names";
import { periodAt, periodBefore, periodOf } from "./award-period";
import type { Given } from "./given";
import { bandsOf, banners, honourOf, levelsOfStars, starsFor, titlesOf } from "./honour";
import { bytesOf } from "./ids";
import { nominationOf } from "./nomination";
import { awaitsCheckOf, isLate, reportDue, reportState, ruleOf } from "./report";
import type { WorkingDays } from "./working-days";

const ME = "01".repeat(16);
const OTHER = "02".repeat(16);
const days: WorkingDays = {
  special: new Map(Object.entries(vectors.holidays).map(([day, type]) => [`2026-${day}`, { type, name: "" }])),
  years: new Set([2026]),
};

function docOf(kind: string, writes: [string, Value, string?][], id = "aa".repeat(16)): Doc {
  const registers = writes.map(
    ([path, value, author], at) =>
      [path, { value, stamp: String(at).padStart(32, "0"), author: author ?? ME, receivedMs: 1 }] as const,
  );
  return { id, kind, waiting: false, registers: new Map(registers) };
}

it.each(vectors.stars)("$total comes to $stars stars by $award", ({ award, total, stars }) => {
  expect(starsFor(total, bandsOf(award as unknown as Given))).toBe(stars);
});

it.each(vectors.kinds)("an award is of the kinds $kinds", ({ award, kinds }) => {
  expect(kindsOf(award as unknown as Given).sort()).toEqual(kinds);
});

it.each(vectors.bars)("%# is barred as the server bars", ({ award, facts, bar }) => {
  expect(barOf(award as unknown as Given, facts)).toEqual(bar);
});

it.each(vectors.same)("$element is one with $same", ({ awards, element, same }) => {
  const writes = Object.entries(awards).map(([id, award]): [string, Value] => [
    `awards/${id}`,
    award as unknown as Value,
  ]);
  const { registers } = docOf("programme", [...writes, ["awards/a/x", {}]]);
  expect(sameAward(registers, element)).toEqual(same);
});

it.each(vectors.until)("results count up to $day", ({ day, periods }) => {
  expect(periodsUntil(day)).toEqual(periods);
});

it.each(vectors.periods)("$day lies in $period of $award", ({ award, day, period }) => {
  expect(periodAt(award as unknown as Given, day)).toBe(period);
});

it("is put forward for the period that it names, else for that in which it was made", () => {
  const quarterly = { period: "quarterly" };
  const made = "019dc1efa000".padEnd(32, "0"); // 2026-04-25
  const doc = docOf("nomination", [["subject", bytesOf(ME)]]);
  const old = {
    ...doc,
    registers: new Map([...doc.registers].map(([path, each]) => [path, { ...each, stamp: made }])),
  };
  expect(periodOf(nominationOf(old), quarterly)).toBe("2026Q2");
  expect(periodOf(nominationOf(docOf("nomination", [["period", "2026Q1"]])), quarterly)).toBe("2026Q1");
  expect([
    periodBefore(quarterly, "2026Q1"),
    periodBefore({}, "2026"),
    periodBefore({ period: "monthly" }, "2026-01"),
  ]).toEqual(["2025Q4", "2025", "2025-12"]);
});

it.each(vectors.due)("the $type report of $period is due on $due", ({ type, period, rule, due }) => {
  expect(reportDue(type, period, rule as unknown as Given, days)).toBe(due);
});

describe("an honour", () => {
  const announced: [string, Value][] = [
    ["announced", true],
    ["objections_until", "2026-11-27"],
  ];
  it.each([
    [[], "2026-11-20", "draft"],
    [announced, "2026-11-27", "notice"],
    [announced, "2026-11-28", "over"],
    [[...announced, ["conferred", true]], "2026-11-28", "conferred"],
    [[...announced, ["withdrawn", "异议成立"]], "2026-11-28", "withdrawn"],
    [[...announced, ["conferred", true], ["stripped", "查实"]], "2026-11-28", "stripped"],
    [[["announced", true]], "2026-11-28", "notice"],
  ] as [[string, Value][], string, string][])("stands by its facts %#", (writes, today, state) => {
    expect(honourOf(docOf("honour", writes), today).state).toBe(state);
  });

  it("is called by its names and by the titles that it covers", () => {
    expect(titlesOf({ title: "巾帼示范岗", aliases: ["巾帼文明岗"] })).toEqual(["巾帼示范岗", "巾帼文明岗"]);
    expect(titlesOf({ title: "品牌称号", items: ["青年文明号", { title: "工人先锋号" }] })[0]).toBe("青年文明号");
  });
});

it("shows the latest stars first", () => {
  const doc = docOf("star_rating", [
    ["levels/2026-09", { stars: 3, reason: "首次" }],
    ["levels/2026-10", { stars: 4, reason: "达标" }],
  ]);
  expect(levelsOfStars(doc).map(({ stars }) => stars)).toEqual([4, 3]);
});

it("tells a banner that was won from one that was kept", () => {
  const of = (period: string, holder: string, id: string, more: [string, Value][] = []) =>
    docOf("roving_banner", [["period", period], ["holder", bytesOf(holder)], ["element", "b"], ...more], id);
  const found = banners([
    of("2026Q3", OTHER, "33".repeat(16)),
    of("2026Q1", ME, "11".repeat(16)),
    of("2026Q2", ME, "22".repeat(16)),
    of("2026Q4", ME, "44".repeat(16), [["withdrawn", "查实"]]),
  ]);
  expect(found.map(({ period, how }) => [period, how])).toEqual([
    ["2026Q4", "won"],
    ["2026Q3", "won"],
    ["2026Q2", "kept"],
    ["2026Q1", "first"],
  ]);
});

describe("a report", () => {
  const drafted: [string, Value, string?][] = [
    ["institution", bytesOf(OTHER), ME],
    ["title", "月报"],
  ];
  const check = (by: string, ruling: string): [string, Value, string] => [
    `checks/${[by.slice(0, 8), by.slice(8, 12), by.slice(12, 16), by.slice(16, 20), by.slice(20)].join("-")}`,
    { ruling },
    by,
  ];
  it.each([
    [drafted, "draft"],
    [[...drafted, check(OTHER, "accepted")], "checked"],
    [[...drafted, check(ME, "accepted")], "draft"],
    [[...drafted, check(OTHER, "returned")], "returned"],
    [[drafted[0], check(OTHER, "accepted"), ["title", "改"]], "changed"],
    [[...drafted, check(OTHER, "accepted"), ["sent", true]], "sent"],
    [[...drafted, ["sections/a", {}, OTHER], check(OTHER, "accepted")], "draft"],
    [[...drafted, ["sections/a", {}, OTHER], check(OTHER, "accepted"), check(ME, "accepted")], "checked"],
  ] as [[string, Value, string?][], string][])("stands by its facts %#", (writes, state) => {
    const doc = docOf("report", writes);
    expect(reportState(doc)).toBe(state);
  });

  it("waits for the check of who didn't write what is not checked", () => {
    const written = docOf("report", [...drafted, ["sections/a", {}, OTHER]]);
    expect([awaitsCheckOf(written, ME), awaitsCheckOf(written, OTHER)]).toEqual([true, true]);
    const half = docOf("report", [...drafted, ["sections/a", {}, OTHER], check(OTHER, "accepted")]);
    expect([awaitsCheckOf(half, ME), awaitsCheckOf(half, OTHER)]).toEqual([true, false]);
  });

  it("isn't checked where something arrived after the check, whatever its stamp says", () => {
    const doc = docOf("report", [...drafted, check(OTHER, "accepted")]);
    const late = (receivedMs: number | null) => {
      const title = { ...(doc.registers.get("title") as Register), receivedMs };
      return reportState({ ...doc, registers: new Map([...doc.registers, ["title", title]]) });
    };
    expect([late(1), late(2), late(null)]).toEqual(["checked", "changed", "changed"]);
  });

  it("is late by its day", () => {
    expect([isLate("2026-11-05", "2026-11-05", "2026-11-28"), isLate("2026-11-05", "", "2026-11-06")]).toEqual([
      false,
      true,
    ]);
    expect(isLate("", "", "2026-11-06")).toBe(false);
  });

  it("is asked for by the programme", () => {
    const cadence = { type: "monthly", due_day: 3 };
    const plan = new Map<string, Value>([
      ["publications/a", { kind: "bulletin", cadence }],
      ["publications/b", { kind: "report", cadence }],
    ]);
    expect([ruleOf(plan, "monthly"), ruleOf(plan, "yearly")]).toEqual([cadence, null]);
  });
});
