import { describe, expect, it } from "vitest";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Register } from "../sync/interface";
import { agendaOf, atHand, decisionsOf, itemAfter, type MeetingState, meetingState, needed } from "./meeting";
import { draftAgenda, NOTHING, orderAfter } from "./meeting-draft";

type Fact = [string, Tagged, string, string];
interface Cases {
  meetings: { why: string; facts: Fact[]; state: MeetingState; agenda: string[]; decisions: string[] }[];
  quorums: { quorum: string; due: number; needed: number }[];
}

const CASES = vectors<Cases>("meeting");

function held(facts: readonly Fact[]): Map<string, Register> {
  const registers = new Map<string, Register>();
  for (const [path, value, stamp, author] of facts) {
    if ((registers.get(path)?.stamp ?? "") < stamp) {
      registers.set(path, { value: untag(value), stamp, author, receivedMs: 0 });
    }
  }
  return registers;
}

describe("how a meeting stands", () => {
  it.each(CASES.meetings)("$why", ({ facts, state, agenda, decisions }) => {
    for (const told of [facts, [...facts].reverse()]) {
      const registers = held(told);
      expect(meetingState(registers)).toBe(state);
      expect(agendaOf(registers).map(({ name }) => name)).toEqual(agenda);
      expect(decisionsOf(registers).map(({ name }) => name)).toEqual(decisions);
    }
  });
  it.each(CASES.quorums)("$quorum of $due", ({ quorum, due, needed: number }) => {
    expect(needed(quorum, due)).toBe(number);
  });
  it("the item at hand is the first until somebody turns to another, and the last has none after it", () => {
    const facts = CASES.meetings[1]?.facts ?? [];
    expect(atHand(held(facts))?.name).toBe("c");
    expect(itemAfter(held(facts))?.name).toBe("d");
    const at: Fact = ["at", { t: "text", v: "b" } as unknown as Tagged, "f".repeat(32), ""];
    const turned = held(facts);
    turned.set("at", { value: "b", stamp: at[2], author: "", receivedMs: 0 });
    expect(atHand(turned)?.name).toBe("b");
    expect(itemAfter(turned)).toBeNull();
    expect(atHand(held([]))).toBeNull();
  });
});

describe("an agenda drafted from the month", () => {
  it("says nothing of what there is nothing of", () => {
    expect(draftAgenda(NOTHING)).toEqual([]);
  });
  it("has what waits, in the order of a meeting", () => {
    const drafted = draftAgenda({
      ...NOTHING,
      polls: [{ id: "ab", title: "民主评议" }],
      ordersOver: 2,
      commentary: 3,
      results: "2026-10",
    });
    expect(drafted.map(({ kind, n }) => [kind, n])).toEqual([
      ["results", 0],
      ["orders", 2],
      ["commentary", 3],
      ["poll", 0],
    ]);
    expect(drafted.at(-1)).toMatchObject({ doc: "ab", title: "民主评议" });
  });
  it("leaves out what stands on the agenda already", () => {
    const drafted = draftAgenda({ ...NOTHING, ordersOver: 2, pledges: 1 }, [
      { name: "a", kind: "orders", title: "逾期整改", order: 1, doc: null },
    ]);
    expect(drafted.map(({ kind }) => kind)).toEqual(["pledges"]);
  });
  it("puts an item between two, or at an end", () => {
    const items = [1, 2].map((order) => ({ name: `${order}`, kind: "other" as const, title: "", order, doc: null }));
    expect(orderAfter(items, 0)).toBe(1.5);
    expect(orderAfter(items, 1)).toBe(3);
    expect(orderAfter(items, -1)).toBe(0.5);
    expect(orderAfter([], -1)).toBe(1);
  });
});
