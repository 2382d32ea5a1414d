import { expect, test } from "vitest";
import type { Doc, Value } from "../sync/interface";
import { isOpen, mayChange, pollOf, runs } from "./poll";

const [NURSE, HEAD, CHAIR] = ["a", "b", "c"].map((sign) => sign.repeat(32));
const dashed = (hex = "") => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

function doc(registers: Readonly<Record<string, Value>>): Doc {
  const entries = Object.entries(registers).map(
    ([path, value]) => [path, { value, stamp: "0".repeat(32), author: "0".repeat(32), receivedMs: 1 }] as const,
  );
  return { id: "d".repeat(32), kind: "poll", registers: new Map(entries), waiting: false };
}

const OPEN = {
  title: "民主评议",
  type: "appraisal",
  mode: "confidential",
  closes_at: 1000,
  opened: true,
  [`subjects/${dashed(NURSE)}`]: true,
  [`subjects/${dashed(HEAD)}`]: true,
  [`judged/${dashed(NURSE)}`]: "graded",
  [`judged/${dashed(HEAD)}`]: "ungraded",
  [`chair/${dashed(CHAIR)}`]: true,
  [`tellers/${dashed(HEAD)}`]: false,
};

test("a ballot answers for those who are graded, by the grades that come by themselves", () => {
  const poll = pollOf(doc(OPEN));
  expect(poll.lines).toEqual([dashed(NURSE)]);
  expect(poll.ungraded).toEqual([HEAD]);
  expect([...poll.options.values()]).toEqual(["优秀", "合格", "基本合格", "不合格"]);
});

test("who was taken off the tellers is none", () => expect(pollOf(doc(OPEN)).tellers).toEqual([]));

test("ballots are taken from the opening to the closing, and no more once it is closed or void", () => {
  expect(isOpen(pollOf(doc(OPEN)), 1000)).toBe(true);
  expect(isOpen(pollOf(doc(OPEN)), 1001)).toBe(false);
  expect(isOpen(pollOf(doc({ ...OPEN, opens_at: 500 })), 499)).toBe(false);
  expect(isOpen(pollOf(doc({ ...OPEN, closed: true })), 1)).toBe(false);
  expect(isOpen(pollOf(doc({ ...OPEN, voided: "停电" })), 1)).toBe(false);
});

test("the chair that a poll names runs it, and nobody without an office besides", () => {
  const somebody = (id = "") => ({ id, name: "", institution: null, units: [], branches: [], roles: [] });
  const poll = pollOf(doc(OPEN));
  expect(runs(somebody(CHAIR) as unknown as Parameters<typeof runs>[0], poll)).toBe(true);
  expect(runs(somebody(NURSE) as unknown as Parameters<typeof runs>[0], poll)).toBe(false);
});

test("who runs a poll changes it and takes it away until it is opened, and nobody afterwards", () => {
  const chair = { id: CHAIR, name: "", institution: null, units: [], branches: [], roles: [] };
  const may = (more: Readonly<Record<string, Value>>, id = CHAIR) =>
    mayChange({ ...chair, id } as unknown as Parameters<typeof runs>[0], pollOf(doc({ ...OPEN, ...more })));
  expect([may({ opened: false }), may({}), may({ voided: "停电" })]).toEqual([true, false, false]);
  expect([may({ opened: false, removed: true }), may({ opened: false }, NURSE)]).toEqual([false, false]);
});

test("a poll that was taken away is no poll to vote in", () => {
  const poll = pollOf(doc({ ...OPEN, removed: true }));
  expect([poll.stage, isOpen(poll, 1)]).toEqual(["removed", false]);
});
