/** What a decision becomes: nothing that the server would send back, and nothing twice while there is no network. */
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf } from "../../model/ids";
import type { Decision } from "../../model/meeting";
import type { Doc, Refused, Register, Replica, Value } from "../../sync/interface";
import { moreTexts } from "../../text";
import { replica } from "../here";
import { madeOf, madeWords } from "./made";
import { decisionAt, makeOf } from "./making";

const [ME, HERE, UNIT, MEETING, ACTIVITY, NEW] = ["01", "02", "03", "04", "05", "09"].map((byte) =>
  byte.repeat(16),
) as [string, string, string, string, string, string];
const NOW = Date.parse("2026-11-20T02:00:00Z");
const [YESTERDAY, TODAY, LATER] = ["2026-11-19", "2026-11-20", "2026-12-04"] as const;

let docs: Doc[];
let refused: Refused[];

/** The meeting at which something was decided that is due on that day. */
function decided(becomes: "task" | "order", dueOn: string): Doc {
  const value = { text: "周五前归位", becomes, responsible: bytesOf(ME), unit: bytesOf(UNIT), due_on: dueOn };
  docs = [
    docOf("person", { institution: bytesOf(HERE), name: "某人" }, NOW, ME),
    docOf("activity", { institution: bytesOf(HERE), type: "meeting" }, NOW, ACTIVITY),
    docOf("meeting", { activity: bytesOf(ACTIVITY), institution: bytesOf(HERE), "decisions/1": value }, NOW, MEETING),
  ];
  return docs[1] as Doc;
}

/** A phone without a network: what is written stands there, and waits. */
beforeEach(() => {
  docs = [];
  refused = [];
  replica.value = {
    person: ME,
    now: () => NOW,
    newId: () => NEW,
    naturalId: async () => MEETING,
    get refused() {
      return signal(refused);
    },
    write: async (id: string, kind: string, writes: readonly (readonly [string, Value])[]) => {
      const known = docs.find((doc) => doc.id === id);
      const registers = new Map<string, Register>(known?.registers);
      for (const [path, value] of writes) registers.set(path, { value, stamp: NEW, author: ME, receivedMs: null });
      docs = [...docs.filter((doc) => doc.id !== id), { id, kind, registers, waiting: true }];
    },
    doc: (id: string) => signal(docs.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(docs.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
});

const made = () => docs.filter(({ kind }) => kind === "contracted_task" || kind === "order");
const decision = (activity: Doc) => decisionAt(activity, "1") as Decision;
const meeting = () => docs.find(({ id }) => id === MEETING);

describe("a decision whose day has passed", () => {
  it.each(["task", "order"] as const)("becomes no %s, and is left as it was", async (becomes) => {
    const activity = decided(becomes, YESTERDAY);
    const before = meeting();
    expect(await makeOf(activity, decision(activity))).toBe(false);
    expect(made()).toEqual([]);
    expect(meeting()).toBe(before);
  });

  it.each(["task", "order"] as const)(
    "becomes a %s by another day, and not by one that is over, too",
    async (becomes) => {
      const activity = decided(becomes, YESTERDAY);
      expect(await makeOf(activity, decision(activity), YESTERDAY)).toBe(false);
      expect(await makeOf(activity, decision(activity), LATER)).toBe(true);
      expect(made().map(({ registers }) => registers.get("due_on")?.value)).toEqual([LATER]);
    },
  );

  it("is due today to the end of the day", async () => {
    const activity = decided("order", TODAY);
    expect(await makeOf(activity, decision(activity))).toBe(true);
  });
});

describe("an order that is issued without a network", () => {
  const issued = async () => {
    const activity = decided("order", LATER);
    await makeOf(activity, decision(activity));
    return madeOf(meeting(), decision(activity));
  };

  it("is what the decision has become, so that it is not offered twice", async () => {
    expect(await issued()).toBe(NEW);
    expect(made().map(({ kind }) => kind)).toEqual(["order"]);
  });

  it("is called waiting until it is sent, and issued afterwards", async () => {
    await moreTexts("meeting");
    await issued();
    expect(madeWords(NEW, "order")).toEqual(["待传", "warn"]);
    docs = docs.map((doc) => ({ ...doc, waiting: false }));
    expect(madeWords(NEW, "order")).toEqual(["已开单", "pass"]);
  });

  it("was not made where the server sent it back", async () => {
    await issued();
    docs = docs.filter(({ id }) => id !== NEW);
    refused = [{ id: "1", doc: NEW, kind: "order" } as Refused];
    const activity = docs.find(({ id }) => id === ACTIVITY) as Doc;
    expect(madeOf(meeting(), { ...decision(activity), doc: NEW })).toBe(null);
  });

  it("is the one that the server names where another issued it before", async () => {
    const activity = decided("order", LATER);
    const told = docOf("meeting", { activity: bytesOf(ACTIVITY), "ordered/1": bytesOf(UNIT) }, NOW, MEETING);
    expect(madeOf(told, decision(activity))).toBe(UNIT);
  });
});
