import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/honours.json";
import type { Doc, Value } from "../sync/interface";
import { kindsOf } from "./award-kinds";
import type { Given } from "./given";
import { bandsOf, banners, honourOf, levelsOfStars, starsFor, titlesOf } from "./honour";
import { bytesOf } from "./ids";
import { creatorOf, isLate, reportDue, reportState, ruleOf } from "./report";
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
  ] as [[string, Value, string?][], string][])("stands by its facts %#", (writes, state) => {
    const doc = docOf("report", writes);
    expect(reportState(doc, creatorOf(doc))).toBe(state);
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
