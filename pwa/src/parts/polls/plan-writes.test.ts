import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf, dashed } from "../../model/ids";
import { pollOf } from "../../model/poll";
import type { Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { electorsOf } from "./electors";
import { type Plan, planFor, planOf, planSentBack, planToChange, sentBackOf } from "./plan";
import { faultOf as faultBy } from "./plan-faults";
import { preparePoll } from "./plan-writes";

const ME = "01".repeat(16);
const HERE = "02".repeat(16);
const CHAIR = "03".repeat(16);
const NOW = Date.parse("2026-11-20T02:00:00Z");
let written: Map<string, Value>;

beforeEach(() => {
  written = new Map();
  const stay = { unit: bytesOf(HERE), from: "2020-01-01", to: null };
  const known = [docOf("person", { institution: bytesOf(HERE), name: "某人", "memberships/1": stay }, NOW, ME)];
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

const faultOf = (plan: Plan, picks: boolean) => faultBy(plan, picks, electorsOf);

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

  it("is a range that is none, or steps that don't lead from its one end to the other", () => {
    const of = (min: string, max: string, step: string) =>
      at(approval({ type: "score", subjects: [ME], min, max, step }));
    for (const [min, max, step] of [
      ["9", "1", "1"],
      ["0", "十", "1"],
      ["0", "10", "0"],
      ["0", "10", "-1"],
      ["0", "10", "20"],
      ["0", "10", "3"],
      ["0", "1e2", "1"],
      ["0", "1/2", "0.1"],
      ["", "10", "1"],
      ["0", "10", "0.0000000000000001"],
    ] as const)
      expect([min, max, step, of(min, max, step)]).toEqual([min, max, step, "range"]);
    for (const [min, max, step] of [
      ["0", "100", "1"],
      [" 0 ", "10", "0.5"],
      ["-5", "5", "2.5"],
    ] as const)
      expect(of(min, max, step)).toBe("");
  });

  it("is an option that is too long, or said twice, and more options than can be counted", () => {
    const of = (options: readonly string[]) =>
      faultOf(approval({ type: "choice", options: options.join("\n") }), false);
    const many = (n: number) => Array.from({ length: n }, (_, each) => `选项 ${each}`);
    const wrong = [["甲", "长".repeat(101)], ["甲", "乙", "甲 "], many(51)].map(of);
    expect(wrong.map((fault) => fault?.at)).toEqual(["options", "options", "options"]);
    expect(new Set(wrong.map((fault) => fault?.words)).size).toBe(3);
    for (const options of [["甲", "🙂".repeat(100)], many(50)]) expect(of(options)).toBe(null);
  });

  it("is a day that is over, or none", () => {
    for (const day of ["2026-11-19", "", "12026-11-22"]) expect(at(approval({ day }))).toBe("closes");
    expect(at(approval({ day: "2026-11-20" }))).toBe("");
    const opening = (from: string, day = "2026-11-22") => at(approval({ opens: "set", from, at: "08:00", day }));
    for (const from of ["2026-11-19", "", "12026-11-21"]) expect(opening(from)).toBe("opens");
    expect(opening("2026-11-20")).toBe("");
    expect(opening("2026-11-21", "")).toBe("closes");
  });

  it("is somebody to ask, and as many as a ballot hides among", () => {
    expect(at(approval({ voters: "heads" }))).toBe("voters");
    expect(at(approval({ place: CHAIR }))).toBe("voters");
    expect(at(approval({ mode: "anonymous" }))).toBe("mode");
    expect(at(approval({ mode: "confidential" }))).toBe("");
    const people = Array.from({ length: 5 }, (_, each) => {
      const stay = { unit: bytesOf(HERE), from: "2020-01-01", to: each === 4 ? "2026-11-20" : null };
      return docOf("person", { institution: bytesOf(HERE), "memberships/1": stay }, NOW, `${each}1`.repeat(16));
    });
    const known = (kind: string) => signal(kind === "person" ? people : []);
    replica.value = { ...replica.value, ofKind: known } as never;
    expect(at(approval({ mode: "anonymous" }))).toBe("");
    expect(at(approval({ mode: "anonymous", threshold: "6" }))).toBe("mode");
  });

  it("is somebody who gets a grade", () => {
    const member = docOf("person", { institution: bytesOf(HERE), party: "probationary" }, NOW, CHAIR);
    const known = replica.value as unknown as { doc: (id: string) => unknown };
    replica.value = { ...known, doc: (id: string) => (id === CHAIR ? signal(member) : known.doc(id)) } as never;
    expect(at(approval({ type: "appraisal", subjects: [CHAIR] }))).toBe("subjects");
    expect(at(approval({ type: "appraisal", subjects: [CHAIR], probation: "graded" }))).toBe("");
    expect(at(approval({ type: "appraisal", subjects: [CHAIR, ME] }))).toBe("");
  });

  it("is more people than one change can name", () => {
    const people = (n: number) => Array.from({ length: n }, (_, each) => each.toString(16).padStart(32, "0"));
    expect(at(approval({ type: "appraisal", subjects: people(401) }))).toBe("subjects");
    expect(at(approval({ type: "appraisal", subjects: people(400) }))).toBe("");
  });
});

describe("a poll that the server sent back", () => {
  const POLL = "06".repeat(16);
  let again: [string, readonly (readonly [string, Value])[]][];
  let thrown: string[];

  /** What came back, on a phone that holds the poll or doesn't. */
  function sentBack(writes: readonly (readonly [string, Value])[], code: string, held?: Record<string, Value>): void {
    const refused = { id: "r", doc: POLL, kind: "poll", code, message: "为什么", path: null, stampMs: NOW, writes };
    const doc = held && docOf("poll", held, NOW, POLL);
    const known = replica.value as unknown as { doc: (id: string) => unknown };
    again = [];
    thrown = [];
    replica.value = {
      ...known,
      refused: signal([refused]),
      correct: async (id: string, given: readonly (readonly [string, Value])[]) => void again.push([id, given]),
      discard: async (id: string) => void thrown.push(id),
      doc: (id: string) => (id === POLL ? signal(doc) : known.doc(id)),
    } as never;
  }

  const filled = async (more: Partial<Plan> = {}) => {
    await preparePoll(approval({ type: "choice", options: "甲\n乙", note: "先看材料", tellers: [CHAIR], ...more }));
    const writes = [...written.entries()];
    written = new Map();
    return writes;
  };
  const planHere = () => {
    const refused = sentBackOf(POLL);
    if (!refused) throw new Error("nothing came back");
    return planSentBack(refused);
  };

  it("stands in the form with everything that was filled in, and is sent as the same poll", async () => {
    sentBack([...(await filled({ meeting: HERE, voters: "heads" })), ["institution", bytesOf(HERE)]], "invalid");
    const plan = planHere();
    expect(plan).toMatchObject({
      title: "发展党员",
      options: "甲\n乙",
      note: "先看材料",
      tellers: [CHAIR],
      voters: "heads",
    });
    expect(await preparePoll({ ...plan, options: "甲\n丙" })).toBe(POLL);
    const [[id, writes] = ["", []]] = again;
    const said = new Map(writes);
    expect([id, said.get("options/2"), said.get("note")]).toEqual(["r", "丙", "先看材料"]);
    expect([said.get("meeting"), said.get("voters")]).toEqual([bytesOf(HERE), { role: "head" }]);
    expect([written.size, thrown]).toEqual([0, []]);
  });

  it("of one that is prepared keeps where it belongs, and takes back what it no longer says", async () => {
    const before = Object.fromEntries(await filled({ options: "甲\n乙\n丙" }));
    const changed = [...(await filled({ title: "改过" })), ["options/3", null] as const];
    sentBack(changed, "invalid", { ...before, branch: bytesOf(HERE) });
    const plan = planHere();
    expect(plan.title).toBe("改过");
    await preparePoll({ ...plan, note: "" });
    const said = new Map(again[0]?.[1]);
    expect([said.get("options/3"), said.get("note"), said.has("branch")]).toEqual([null, null, false]);
  });

  it.each(["closed", "forbidden", "not_found"])("for good (%s) becomes another poll with all of it", async (code) => {
    sentBack(await filled({ title: "来晚了" }), code, { title: "原来的", opened: true });
    expect(await preparePoll(planHere())).toBe("09".repeat(16));
    expect([written.get("title"), written.get("note"), again, thrown]).toEqual(["来晚了", "先看材料", [], ["r"]]);
  });

  it("is none where only an act of its chair came back", () => {
    sentBack([["opened", true]], "invalid", { title: "原来的" });
    expect(sentBackOf(POLL)).toBe(undefined);
  });
});
