import { describe, expect, it } from "vitest";
import type { Doc, Register, Value } from "../sync/interface";
import type { ProgrammeScore } from "./generated";
import { bytesOf, dashed } from "./ids";
import { rank } from "./ranking";
import {
  contests,
  gains,
  gradeCounts,
  measuredBy,
  monthCloseOf,
  type PeriodResult,
  periodResultOf,
  short,
  spanOf,
} from "./results";
import { toldOf } from "./score-told";
import { explain } from "./scoring-explain";
import { readModel, type ScoringModel } from "./scoring-model";

const ID = "0190000000007000800000000000000a";
const OTHER = "0190000000007000800000000000000b";

function doc(kind: string, registers: Record<string, Value>, waiting = false): Doc {
  const entries = Object.entries(registers).map(([path, value], at): [string, Register] => [
    path,
    { value, stamp: String(at).padStart(32, "0"), author: ID, receivedMs: 1 },
  ]);
  return { id: OTHER, kind, registers: new Map(entries), waiting };
}

const SAID = {
  subject: bytesOf(ID),
  period: "2026-10",
  subject_kind: "person",
  total: "75.00",
  next: { grade: "B", lacking: "5.00" },
  components: [
    { id: "days", source: "self_evaluation", value: "50.00", n: 20, hits: 10, weight: "50.00" },
    { id: "self/a", source: "self_evaluation", value: "100.00", n: 10, weight: "50.00" },
    { id: "peer/b", source: "peer_review", value: "10.00", n: 5 },
  ],
  "earlier/10": { total: "72.00", components: [], computed_at: 2 },
  "earlier/9": { total: "71.00", components: [], computed_at: 1 },
};

describe("a result", () => {
  it("is read with what it said before, in the order in which it was said", () => {
    const result = periodResultOf(doc("period_result", SAID));
    expect(result?.earlier.map(({ total }) => total)).toEqual(["71.00", "72.00"]);
    expect(result?.next).toEqual({ grade: "B", lacking: "5.00" });
    expect(result?.measured).toBeNull();
  });

  it("says where the missing points lie, and for days what each one brings; what doesn't count brings nothing", () => {
    const result = periodResultOf(doc("period_result", SAID));
    const found = result ? gains(result) : [];
    expect(found.map(({ component, points, each }) => [component.id, points, each])).toEqual([["days", 25, 2.5]]);
  });

  it("without a subject is none", () => expect(periodResultOf(doc("period_result", { period: "2026" }))).toBeNull());

  it("of a group is measured by its totals or by its days; one that is not told has nobody", () => {
    const told = { ...SAID, subject_kind: "department", people: 6, sum: "480.00", squares: "38500.0000" };
    const result = periodResultOf(doc("period_result", told));
    expect(result && measuredBy(result, "total")).toEqual({
      id: ID,
      n: 6,
      sum: "480.00",
      squares: "38500.0000",
      ceiling: 100,
    });
    expect(result && measuredBy(result, "days")).toEqual({ id: ID, n: 20, hits: 10 });
    const below = periodResultOf(doc("period_result", { ...SAID, subject_kind: "window", below: true }));
    expect(below && measuredBy(below, "total").n).toBe(0);
  });

  it("counts grades from the best total down, over the lines that have one", () => {
    const rows = { [`rows/${ID}`]: { total: "61.00", grade: "C" }, [`rows/${OTHER}`]: { total: "95.00", grade: "A" } };
    const result = periodResultOf(doc("period_result", { ...SAID, ...rows, "rows/none": { total: "1" } }));
    expect(result && gradeCounts(result.rows)).toEqual([
      ["A", 1],
      ["C", 1],
    ]);
  });
});

const SCORED = {
  subject: bytesOf(ID),
  period: "2026-10",
  subject_kind: "department",
  total: "88.50",
  judged_by: bytesOf(OTHER),
  [`scores/${dashed(OTHER)}`]: {
    version: 2,
    evaluation: "month",
    model: "abc",
    complete: true,
    total: "88.50",
    band: "good",
    parts: [
      { id: "self", value: "265/3", counted: 3 },
      { id: "peer", complete: false },
    ],
    measures: { total: "88.5", self: "88.33" },
    vetoes: ["red"],
  },
};

describe("a programme's score", () => {
  const result = periodResultOf(doc("period_result", SCORED));
  const told = result?.scores.get(OTHER);

  it("is read back with its exact parts and measures; what isn't stored isn't known", () => {
    expect(result?.judgedBy).toBe(OTHER);
    const { parts, soFar, band, vetoes, gates } = toldOf(told as ProgrammeScore);
    expect(parts.get("self")).toMatchObject({ value: { n: 265n, d: 3n }, counted: 3, complete: true });
    expect(parts.get("peer")).toMatchObject({ value: null, counted: 0, complete: false });
    expect(soFar.get("total")).toEqual({ n: 177n, d: 2n });
    expect(soFar.get("bonus")).toBeUndefined();
    expect([band, vetoes, gates]).toEqual(["good", ["red"], []]);
  });

  it("of a place is one score without an interval", () => {
    const measured = measuredBy(result as PeriodResult, "total");
    expect(rank([measured])).toMatchObject([
      { state: "ranked", value: "88.50", low: "88.50", high: "88.50", place: 1 },
    ]);
  });

  it("is explained step by step without the answers", () => {
    const source = { evaluation: "self" };
    const model = readModel({
      components: [
        { id: "self", title: "S", weight: 60, source },
        { id: "peer", title: "P", weight: 40, source },
        { id: "more", title: "M", source },
      ],
    }) as ScoringModel;
    const steps = explain(model, toldOf(told as ProgrammeScore));
    expect(steps.map(({ component, value, brings }) => [component.id, value, brings])).toEqual([
      ["self", "88.33", "53.00"],
      ["peer", null, null],
    ]);
  });
});

it("shows the contests alone where there are three of them", () => {
  const aspect = (name: string) => ({ id: `self/${name}`, source: "self_evaluation", value: "1.00", n: 1 });
  const all = ["x", "y", "\u6bd41", "\u6bd42", "\u6bd43"].map(aspect);
  expect(contests(all)).toHaveLength(3);
  expect(contests(all.slice(0, 4))).toHaveLength(4);
});

it("knows a month's standing by counting its acts, and that it is done once the server has said so", () => {
  const acts = { period: "2026-10", "closings/1": "", "late/x": 2, "late/y": 0 };
  expect(monthCloseOf(doc("month_close", acts))).toMatchObject({ closings: 1, reopenings: 0, late: 1, done: false });
  const done = { ...acts, state: "closed", results: 5 };
  expect(monthCloseOf(doc("month_close", done))).toMatchObject({ done: true, results: 5, reasons: [] });
  expect(monthCloseOf(doc("month_close", done, true)).done).toBe(false);
  const opened = { ...done, "reopenings/1": "r" };
  expect(monthCloseOf(doc("month_close", opened))).toMatchObject({ done: false, reasons: ["r"] });
});

it("tells periods apart and leaves out zeros that say nothing", () => {
  expect(["2026-10", "2026Q4", "2026"].map(spanOf)).toEqual(["month", "quarter", "year"]);
  expect(["90.50", "90.00", "100", "0.05"].map(short)).toEqual(["90.5", "90", "100", "0.05"]);
});
