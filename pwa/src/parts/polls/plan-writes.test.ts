import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf, dashed } from "../../model/ids";
import { pollOf } from "../../model/poll";
import type { Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { type Plan, planFor, planOf } from "./plan";
import { faultOf, preparePoll } from "./plan-writes";

const ME = "01".repeat(16);
const HERE = "02".repeat(16);
const CHAIR = "03".repeat(16);
const NOW = Date.parse("2026-11-20T02:00:00Z");
let written: Map<string, Value>;

beforeEach(() => {
  written = new Map();
  const known = [docOf("person", { institution: bytesOf(HERE), name: "某人" }, NOW, ME)];
  replica.value = {
    person: ME,
    now: () => NOW,
    newId: () => "09".repeat(16),
    write: async (_id: string, _kind: string, writes: readonly (readonly [string, Value])[]) => {
      for (const [path, value] of writes) written.set(path, value);
    },
    doc: (id: string) => signal(known.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(known.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
});

const approval = (more: Partial<Plan> = {}): Plan => ({
  ...planFor(undefined),
  title: "发展党员",
  type: "approval",
  day: "2026-11-22",
  ...more,
});

/** What a poll says that was prepared by this plan. */
async function prepared(plan: Plan): Promise<ReadonlyMap<string, Value>> {
  await preparePoll(plan);
  return written;
}

describe("a poll that says nothing besides", () => {
  it("leaves note, threshold, probation, chair and opening as they are by themselves", async () => {
    const paths = [...(await prepared(approval())).keys()];
    const besides = ["note", "threshold", "probationary", "opens_at", `chair/${dashed(CHAIR)}`];
    expect(paths).toContain("closes_at");
    expect(paths.filter((path) => besides.includes(path))).toEqual([]);
  });
});

describe("a poll that says more", () => {
  const more: Partial<Plan> = {
    type: "score",
    subjects: [ME],
    note: " 先看材料 ",
    threshold: "8",
    probation: "graded",
    chair: [CHAIR],
    opens: "set",
    from: "2026-11-21",
    at: "08:30",
  };

  it("writes it, the opening by the clock of the institution", async () => {
    const said = await prepared(approval(more));
    expect(said.get("note")).toBe("先看材料");
    expect(said.get("threshold")).toBe(8);
    expect(said.get("probationary")).toBe(false);
    expect(said.get(`chair/${dashed(CHAIR)}`)).toBe(true);
    expect(said.get("opens_at")).toBe(Date.parse("2026-11-21T00:30:00Z"));
  });

  it("begins with it when it is put anew", async () => {
    const poll = pollOf(docOf("poll", Object.fromEntries(await prepared(approval(more))), NOW));
    const { note, threshold, probation, chair, opens } = planOf(poll);
    expect({ note, threshold, probation, chair }).toEqual({
      note: "先看材料",
      threshold: "8",
      probation: "graded",
      chair: [CHAIR],
    });
    expect(opens).toBe("at_once");
  });

  it("says no threshold where the poll is open, and of probation only where people are judged", async () => {
    const said = await prepared(approval({ ...more, type: "approval", mode: "open" }));
    expect([said.has("threshold"), said.has("probationary")]).toEqual([false, false]);
  });
});

describe("what is lacking", () => {
  it("is a threshold of three or more, unless none is said or needed", () => {
    for (const threshold of ["2", "0", "4.5", "几", "-5"]) expect(faultOf(approval({ threshold }))).not.toBe("");
    for (const threshold of ["", " ", "3", "12"]) expect(faultOf(approval({ threshold }))).toBe("");
    expect(faultOf(approval({ threshold: "2", mode: "open" }))).toBe("");
  });

  it("is a title that can be read in one breath", () => {
    expect(faultOf(approval({ title: "长".repeat(101) }))).not.toBe("");
    expect(faultOf(approval({ title: "长".repeat(100) }))).toBe("");
  });

  it("is an opening before the closing", () => {
    const opening = (from: string, at: string) => faultOf(approval({ opens: "set", from, at }));
    expect(opening("2026-11-22", "23:59")).toBe("");
    expect(opening("2026-11-23", "00:00")).not.toBe("");
    expect(faultOf(approval({ from: "2026-12-01" }))).toBe("");
  });
});
