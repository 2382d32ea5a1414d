import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf, dashed } from "../../model/ids";
import { pollOf } from "../../model/poll";
import type { Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { type Plan, planFor, planOf, planToChange } from "./plan";
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

  it("is put anew to the same people, in the same meeting", async () => {
    const meeting = "05".repeat(16);
    const redone = async (voters: Value) => {
      const values = { ...Object.fromEntries(await prepared(approval(more))), voters, meeting: bytesOf(meeting) };
      const doc = docOf("poll", values, NOW, "06".repeat(16));
      const known = replica.value as unknown as { doc: (id: string) => unknown };
      replica.value = { ...known, doc: (id: string) => (id === doc.id ? signal(doc) : known.doc(id)) } as never;
      written = new Map();
      const said = await prepared({ ...planOf(pollOf(doc)), day: "2026-11-22" });
      return [said.get("voters") ?? null, said.get("meeting"), said.get("redo_of")];
    };
    const rest = [bytesOf(meeting), bytesOf("06".repeat(16))];
    for (const voters of [null, "party_member", { role: "head" }, { role: "secretary" }])
      expect(await redone(voters)).toEqual([voters, ...rest]);
  });

  it("is changed while it is prepared: the same document, without what it said before", async () => {
    const values = Object.fromEntries(await prepared(approval({ ...more, type: "choice", options: "甲\n乙\n丙" })));
    const doc = docOf("poll", { ...values, branch: bytesOf(HERE) }, NOW, "06".repeat(16));
    const known = replica.value as unknown as { doc: (id: string) => unknown };
    replica.value = { ...known, doc: (id: string) => (id === doc.id ? signal(doc) : known.doc(id)) } as never;
    const plan = planToChange(pollOf(doc));
    expect([plan.edits, plan.again, plan.opens, plan.at]).toEqual([doc.id, null, "set", "08:30"]);
    written = new Map();
    expect(await preparePoll({ ...plan, options: "甲\n乙", note: "", chair: [], opens: "at_once" })).toBe(doc.id);
    const back = ["options/3", "note", "opens_at", `chair/${dashed(CHAIR)}`];
    expect(back.map((path) => written.get(path))).toEqual([null, null, null, null]);
    const once = ["institution", "branch", "meeting", "redo_of"];
    expect(once.filter((path) => written.has(path))).toEqual([]);
    expect(written.get("options/2")).toBe("乙");
  });

  it("says no threshold where the poll is open, and of probation only where people are judged", async () => {
    const said = await prepared(approval({ ...more, type: "approval", mode: "open" }));
    expect([said.has("threshold"), said.has("probationary")]).toEqual([false, false]);
  });
});

describe("what is lacking", () => {
  const at = (plan: Plan, picks = false) => faultOf(plan, picks)?.at ?? "";

  it("is a threshold of three or more, unless none is said or needed", () => {
    for (const threshold of ["2", "0", "4.5", "几", "-5"]) expect(at(approval({ threshold }))).toBe("threshold");
    for (const threshold of ["", " ", "3", "12"]) expect(at(approval({ threshold }))).toBe("");
    expect(at(approval({ threshold: "2", mode: "open" }))).toBe("");
  });

  it("is a title that can be read in one breath", () => {
    expect(at(approval({ title: "长".repeat(101) }))).toBe("title");
    expect(at(approval({ title: "长".repeat(100) }))).toBe("");
  });

  it("is a note that the server takes, counted in characters and not in halves of one", () => {
    expect(at(approval({ note: "长".repeat(2001) }))).toBe("note");
    expect(at(approval({ note: "🙂".repeat(2000) }))).toBe("");
  });

  it("is an opening before the closing", () => {
    const opening = (from: string, moment: string) => at(approval({ opens: "set", from, at: moment }));
    expect(opening("2026-11-22", "23:59")).toBe("");
    expect(opening("2026-11-23", "00:00")).toBe("opens");
    expect(at(approval({ from: "2026-12-01" }))).toBe("");
  });

  it("is said of the field that stands first, in words of its own", () => {
    const plan = approval({ title: " ", type: "choice", options: "甲", most: "2", threshold: "1" });
    const options = { ...plan, title: "推荐" };
    const most = { ...options, options: "甲\n乙", most: "3" };
    const faults = [plan, options, most, { ...most, most: "1" }].map((each) => faultOf(each, false));
    expect(faults.map((fault) => fault?.at)).toEqual(["title", "options", "most", "threshold"]);
    expect(new Set(faults.map((fault) => fault?.words)).size).toBe(4);
  });

  it("is whom it is about where people are to be picked and nobody is", () => {
    const stay = { branch: bytesOf(HERE), from: "2020-01-01", to: null };
    const member = docOf("person", { institution: bytesOf(HERE), name: "党员", "branches/1": stay }, NOW, CHAIR);
    replica.value = { ...replica.value, ofKind: () => signal([member]) } as never;
    expect(at({ ...approval({ type: "appraisal", subjects: [] }), place: HERE })).toBe("");
    const plan = { ...approval({ type: "appraisal", subjects: [] }), place: HERE };
    expect(at(plan, true)).toBe("subjects");
    expect(at({ ...plan, subjects: [ME] }, true)).toBe("");
    expect(at({ ...plan, subjects: [ME], tellers: [ME] }, true)).toBe("tellers");
  });

  it("is a range that is none", () => {
    expect(at(approval({ type: "score", subjects: [ME], min: "9", max: "1" }))).toBe("range");
  });
});
