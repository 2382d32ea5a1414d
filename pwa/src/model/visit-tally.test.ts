import { expect, test } from "vitest";
import type { VisitScore } from "./inspection";
import type { Registers } from "./visit";
import { visitTally } from "./visit-tally";

const HERE: VisitScore = {
  full: "15",
  score: "12.5",
  lost: "4.5",
  passed: 2,
  failed: 1,
  na: 1,
  unseen: 3,
  open: 0,
  core: 0,
};
const SAID = { full: "15", score: "12.5", lost: "4.5", failed: 1, judged: 4, n: 9 };

function tally(said: Readonly<Record<string, string | number>>): Registers {
  return new Map(
    Object.entries(said).map(([path, value]) => [path, { value, stamp: "0".repeat(32), receivedMs: 1 }] as const),
  );
}

test("a tally that says what this phone counts is the same", () => {
  expect(visitTally(tally(SAID), HERE)).toEqual({ full: "15", score: "12.5", lost: "4.5", same: true });
});

test.each([
  ["full", "14"],
  ["score", "12"],
  ["lost", "5"],
  ["failed", 2],
  ["judged", 3],
] as const)("a tally with another %s is not the same", (path, value) => {
  expect(visitTally(tally({ ...SAID, [path]: value }), HERE).same).toBe(false);
});

test("what a tally doesn't say is nothing", () => {
  expect(visitTally(tally({}), HERE)).toEqual({ full: "0", score: "0", lost: "0", same: false });
});
