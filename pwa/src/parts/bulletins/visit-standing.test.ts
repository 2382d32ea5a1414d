import { describe, expect, it } from "vitest";
import { FakeReplica, stampAt } from "../../../tests/fake/replica";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Hex, Register, Value } from "../../sync/interface";
import { replica } from "../here";
import { wantingOf } from "./visit-standing";

const LEADER: Hex = `${"0".repeat(31)}1`;
const SECOND: Hex = `${"0".repeat(31)}2`;
const [VISIT, TEAM, LIST]: Hex[] = ["a", "b", "c"].map((end) => `${"0".repeat(31)}${end}`) as [Hex, Hex, Hex];
const HOUR = 3_600_000;

let made = 0;
function doc(kind: string, writes: Readonly<Record<string, Value>>, ms: number, id?: Hex): Doc {
  const registers = new Map<string, Register>(
    Object.entries(writes).map(([path, value]) => [
      path,
      { value, stamp: stampAt(ms), author: LEADER, receivedMs: ms },
    ]),
  );
  return { id: id ?? (++made).toString(16).padStart(32, "f"), kind, registers, waiting: false };
}

const seen = (item: string, by: Hex, verdict: string, ms = HOUR): Doc =>
  doc("observation", { visit: bytesOf(VISIT as Hex), item, inspector: bytesOf(by), verdict }, ms);

function house(rule: string, docs: readonly Doc[], published?: number): Doc {
  const about = { checklist: bytesOf(LIST as Hex), rule, [`finished/1/${dashed(LEADER)}`]: 2 * HOUR };
  const visit = doc("visit", published ? { ...about, published } : about, 2 * HOUR, VISIT);
  const items = Object.fromEntries(["x", "y"].map((id, order) => [`items/${id}`, { order, text: id }]));
  const team = { visit: bytesOf(VISIT as Hex), leader: bytesOf(LEADER), [`members/${dashed(LEADER)}`]: true };
  const all = [visit, doc("inspection_team", team, HOUR, TEAM), doc("checklist", items, HOUR, LIST), ...docs];
  const mine = new FakeReplica(LEADER, () => 3 * HOUR);
  mine.docs.value = new Map(all.map((each) => [each.id, each]));
  replica.value = mine;
  return visit;
}

const ruling = (item: string, verdict: string, by = LEADER, ms = HOUR): Doc =>
  doc("visit_ruling", { visit: bytesOf(VISIT as Hex), item, [`by/${dashed(by)}`]: { verdict, reason: "看过" } }, ms);

describe("what a visit found wanting", () => {
  it("is what somebody saw fail, by the rule", () => {
    const fails = seen("x", SECOND, "fail");
    expect(wantingOf(house("worst", [fails, seen("x", LEADER, "pass"), seen("y", LEADER, "pass")]))).toEqual(
      new Map([["x", new Set([fails.id])]]),
    );
  });

  it("is nothing that the leader has ruled to be in order, and is what the leader has ruled to fail", () => {
    const passed = seen("y", SECOND, "pass");
    const visit = house("worst", [seen("x", SECOND, "fail"), passed, ruling("x", "pass"), ruling("y", "fail")]);
    expect(wantingOf(visit)).toEqual(new Map([["y", new Set([passed.id])]]));
  });

  it("is by the last ruling, also of somebody who led before today's leader", () => {
    const fails = seen("x", SECOND, "fail");
    const [today, before] = [ruling("x", "pass"), ruling("x", "fail", SECOND, HOUR + 1)];
    const both = { ...today, registers: new Map([...before.registers, ...today.registers]) };
    expect(wantingOf(house("worst", [fails, both]))).toEqual(new Map([["x", new Set([fails.id])]]));
  });

  it("is what counted at the publication, though something else came since", () => {
    const [fails, later] = [seen("x", SECOND, "fail"), seen("x", SECOND, "pass", 4 * HOUR)];
    const counted = { verdict: "fail", points: null, lost: null, failed: 0, count: 1 };
    const kept = doc("", { counted }, 4 * HOUR).registers;
    const both = { ...later, registers: new Map([...fails.registers, ...later.registers, ...kept]) };
    expect(wantingOf(house("worst", [both], 2 * HOUR))).toEqual(new Map([["x", new Set([both.id])]]));
  });

  it("is what nobody has settled where the leader alone rules", () => {
    const fails = seen("x", SECOND, "fail");
    expect(wantingOf(house("leader", [fails, seen("x", LEADER, "pass")]))).toEqual(
      new Map([["x", new Set([fails.id])]]),
    );
  });

  it("is nothing that came after the publication and is kept apart", () => {
    expect(wantingOf(house("worst", [seen("x", SECOND, "fail", 4 * HOUR)], 2 * HOUR))).toEqual(new Map());
  });
});
