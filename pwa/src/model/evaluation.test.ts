import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import type { Value } from "../sync/interface";
import { addDays, type Day } from "./day";
import { byDay, type Evaluation, evaluationOf, lastBefore, stateOf, streak } from "./evaluation";
import { formOf } from "./form";
import { bytesOf } from "./ids";
import { startOf } from "./months";
import { gaps, repeated } from "./repeat";

const ME = "01".repeat(16);
const OTHER = "02".repeat(16);
const TODAY = "2026-11-19"; // a Thursday

function evaluated(day: Day, more: Record<string, Value> = {}, person = ME, atMs = startOf(day) + 1000): Evaluation {
  const doc = docOf("self_evaluation", { person: bytesOf(person), form: "daily@1", day, ...more }, atMs);
  return evaluationOf(doc) as Evaluation;
}

function submittedOn(...days: Day[]): Map<Day, Evaluation> {
  return new Map(days.map((day) => [day, evaluated(day, { submitted: true })]));
}

describe("an evaluation", () => {
  it("is late when it was submitted on a later day of the institution, however close to midnight", () => {
    const midnight = startOf("2026-11-20");
    expect(evaluated(TODAY, { submitted: true }, ME, midnight - 1).late).toBe(false);
    expect(evaluated(TODAY, { submitted: true }, ME, midnight).late).toBe(true);
  });

  it("is none without its day, and nobody else's is mine", () => {
    expect(evaluationOf(docOf("self_evaluation", { person: bytesOf(ME), form: "daily@1" }))).toBeNull();
    const docs = [evaluated(TODAY, {}, OTHER).doc, evaluated("2026-11-18").doc];
    expect([...byDay(docs, ME, "daily").keys()]).toEqual(["2026-11-18"]);
    expect(byDay(docs, ME, "weekly").size).toBe(0);
  });

  it("is a draft once something is written, and a taken-back answer is nothing", () => {
    const draft = new Map([[TODAY, evaluated(TODAY, { "answers/a": 1 })]]);
    const bare = new Map([[TODAY, evaluated(TODAY, { "answers/a": null })]]);
    expect(stateOf(TODAY, TODAY, draft)).toBe("draft");
    expect(stateOf(TODAY, TODAY, bare)).toBe("none");
    expect(stateOf(addDays(TODAY, 1), TODAY, draft)).toBe("future");
    expect(stateOf(TODAY, TODAY, submittedOn(TODAY))).toBe("done");
  });
});

describe("the row of days", () => {
  it("stands while today is still open, and counts today once it is submitted", () => {
    const days = ["2026-11-16", "2026-11-17", "2026-11-18"];
    expect(streak(TODAY, submittedOn(...days))).toBe(3);
    expect(streak(TODAY, submittedOn(...days, TODAY))).toBe(4);
  });

  it("is broken by a working day, not by a weekend", () => {
    expect(streak("2026-11-16", submittedOn("2026-11-13", "2026-11-16"))).toBe(2);
    expect(streak(TODAY, submittedOn("2026-11-16", "2026-11-18"))).toBe(1);
  });

  it("counts a weekend that was worked", () => {
    expect(streak("2026-11-16", submittedOn("2026-11-13", "2026-11-14", "2026-11-16"))).toBe(3);
  });
});

describe("as yesterday", () => {
  it("takes the latest submitted day of a week, of the same version only", () => {
    const days = submittedOn("2026-11-16", "2026-11-10");
    expect(lastBefore(TODAY, "daily@1", days)?.day).toBe("2026-11-16");
    expect(lastBefore(TODAY, "daily@2", days)).toBeNull();
    expect(lastBefore("2026-11-24", "daily@1", days)).toBeNull();
  });

  it("repeats judgements, and nothing that happened on one day", () => {
    const items = ["rating", "score", "choice", "multiple", "yes_no", "pass_fail", "number", "text", "photo", "date"];
    const form = formOf(
      docOf("form", Object.fromEntries(items.map((type) => [`items/${type}`, { type, label: type }]))),
    );
    const answers = new Map<string, Value>(items.map((type) => [type, 1]));
    expect(
      repeated(form, answers)
        .map(([item]) => item)
        .sort(),
    ).toEqual(items.slice(0, 6).sort());
  });
});

it("names working days left open, latest first, none before the first evaluation", () => {
  expect(gaps(TODAY, submittedOn("2026-11-16"))).toEqual(["2026-11-18", "2026-11-17"]);
  expect(gaps("2026-11-23", submittedOn("2026-11-20"))).toEqual([]);
  expect(gaps(TODAY, new Map())).toEqual([]);
});
