import { expect, it } from "vitest";
import type { Doc, Value } from "../sync/interface";
import { commentaryOf, coverageOf, partsLeft, partWrites, restsOn } from "./commentary";
import { bytesOf } from "./ids";
import { decisionOf, electorateOf, moreOf } from "./round";
import { entered, surveyOf, surveyStage } from "./survey";

const ME = `${"0".repeat(31)}1`;
const OTHER = `${"0".repeat(31)}2`;
const STAMP = "019a0000000070008000000000000000";

function doc(kind: string, values: Record<string, Value>, id = STAMP): Doc {
  const registers = new Map(
    Object.entries(values).map(([path, value]) => [path, { value, stamp: STAMP, author: ME, receivedMs: 5 }]),
  );
  return { id, kind, registers, waiting: false };
}

const said = (subject: string, more: Record<string, Value>) =>
  doc("branch_commentary", { period: "2026Q3", subject: bytesOf(subject), ...more });

it("needs all four parts, and blanks are none", () => {
  const one = commentaryOf(said(ME, { strengths: "耐心", problems: " ", advice: "当班写完" }));
  expect(partsLeft(one)).toEqual(["problems", "direction"]);
});

it("tells who of a branch is with, drafted and without, for one period alone", () => {
  const docs = [said(ME, { submitted: true }), said(OTHER, { strengths: "稳" })];
  expect(coverageOf([ME, OTHER, STAMP], "2026Q3", docs)).toEqual({ with: [ME], drafted: [OTHER], without: [STAMP] });
  expect(coverageOf([ME], "2026Q4", docs).without).toEqual([ME]);
});

it("believes the server that a commentary is out, where this device doesn't hold it", () => {
  const done = doc("commentary_coverage", { "done/00000000-0000-0000-0000-000000000002": true });
  expect(coverageOf([ME, OTHER], "2026Q3", [], done).with).toEqual([OTHER]);
});

it("takes a short remark for given as soon as it has words", () => {
  expect(commentaryOf(doc("leader_remark", { text: "好" })).submitted).toBe(true);
  expect(commentaryOf(doc("quarterly_remark", { strengths: "好" })).submitted).toBe(false);
});

it("reads a round that says nothing more as one of peers", () => {
  expect(moreOf(doc("peer_round", {}))).toMatchObject({ kind: "peer", bands: [], notValid: false });
  const more = moreOf(
    doc("peer_round", { "bands/1": { grade: "称职", from: 60 }, "bands/2": { grade: "优秀", from: "90" } }),
  );
  expect(more.bands.map(({ grade }) => grade)).toEqual(["优秀", "称职"]);
});

it("reads who takes part, without what was removed", () => {
  const name = "00000000-0000-0000-0000-000000000002";
  const found = electorateOf(doc("electorate", { due: 3, [`subjects/${name}`]: 2, [`short/${name}`]: null }));
  expect([found.due, found.subjects.get(OTHER), found.short.size]).toEqual([3, 2, 0]);
});

it("says who decided, by the author of the register", () => {
  const found = decisionOf(
    doc("decision", { proposal: { score: "88.00", grade: "称职" }, grade: "优秀", decided: true }),
  );
  expect([found.proposed, found.grade, found.by]).toEqual(["称职", "优秀", ME]);
});

it("counts what one interviewer has entered, by the day of the document", () => {
  const answer = doc("survey_answer", { survey: bytesOf(OTHER), submitted: true });
  expect(entered(OTHER, [answer, doc("survey_answer", { survey: bytesOf(OTHER) })], "2025-10-20")).toEqual({
    all: 1,
    today: 1,
  });
});

it("knows when a survey takes answers", () => {
  const survey = surveyOf(doc("survey_round", { opens_at: 10, closes_at: 20, opened: true, target: "90" }));
  expect([5, 10, 20].map((ms) => surveyStage(survey, ms))).toEqual(["planned", "open", "closed"]);
  expect(survey.target).toBe(90);
});

const [MINE, THEIRS] = ["019a00000000700080000000000000aa", "019a00000000700080000000000000bb"];

it("rests on what another device wrote once that is in the box, and goes on doing so", () => {
  const part = (value: Value, stamp: string) => ({ value, stamp, author: ME, receivedMs: 5 });
  const tail = "0000aa";
  expect(restsOn(null, "", undefined, tail)).toBeNull();
  expect(restsOn(null, "细", part("细", MINE), tail)).toBeNull();
  expect(restsOn(null, "稳", part("细", THEIRS), tail), "typed here while it came").toBeNull();
  expect(restsOn(null, "细", part("细", THEIRS), tail)).toBe(THEIRS);
  expect(restsOn(THEIRS, "细致", part("细致", MINE), tail)).toBe(THEIRS);
});

it("says with its words on which it rests", () => {
  expect(partWrites("advice", "细", null)).toEqual([["advice", "细"]]);
  expect(partWrites("advice", "细", THEIRS)).toEqual([
    ["advice", "细"],
    ["from/advice", bytesOf(THEIRS)],
  ]);
});
