/** What is typed into a form outlives the page: field by field, on one's own devices, until it is saved. */
import { type Signal, signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { bytesOf } from "../model/ids";
import type { Doc, Register, Replica, Value } from "../sync/interface";
import { isBegun, resumed, typedIn } from "./form-draft";
import { forgetForm, KeptForm } from "./form-keeping";
import { replica } from "./here";

const [ME, OTHER] = ["01".repeat(16), "02".repeat(16)];
const FORM = "poll";
const EMPTY = { title: "", subjects: [] as readonly string[], rules: { quorum: ">1/2" } as object };
const NAMES = ["title", "subjects", "rules"] as const;

let docs: Map<string, Doc>;
let writes: string[][];

beforeEach(() => {
  docs = new Map();
  writes = [];
  replica.value = {
    person: ME,
    doc: (id: string) => signal(docs.get(id)),
    naturalId: async (kind: string, ...parts: string[]) => [kind, ...parts].join("/"),
    write: async (id: string, kind: string, given: readonly (readonly [string, Value])[]) => {
      writes.push(given.map(([path]) => path));
      const registers = new Map<string, Register>(docs.get(id)?.registers);
      for (const [path, value] of given) registers.set(path, { value, stamp: "", author: ME, receivedMs: null });
      docs.set(id, { id, kind, registers, waiting: true });
    },
    ofKind: (kind: string) => signal([...docs.values()].filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
});

/** A form as a screen has it: its fields, and typing into them. */
class Screen {
  readonly fields: Record<string, Signal<unknown>>;
  readonly kept: KeptForm;

  constructor(form = FORM) {
    const lines = resumed(form, EMPTY, NAMES);
    this.fields = Object.fromEntries(NAMES.map((name) => [name, signal<unknown>(lines[name])]));
    this.kept = new KeptForm(form, typedIn(this.fields));
  }

  async type(name: string, value: unknown): Promise<void> {
    (this.fields[name] as Signal<unknown>).value = value;
    await this.kept.keep(typedIn(this.fields));
  }

  get lines(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.fields).map(([name, { value }]) => [name, value]));
  }
}

describe("a form that is being written", () => {
  it("stands as it was left, whatever its fields hold", async () => {
    const screen = new Screen();
    await screen.type("title", " 发展党员 ");
    await screen.type("subjects", [ME, OTHER]);
    await screen.type("rules", { quorum: "2/3", quota: { share: "1/3" } });
    expect(new Screen().lines).toEqual({
      title: " 发展党员 ",
      subjects: [ME, OTHER],
      rules: { quorum: "2/3", quota: { share: "1/3" } },
    });
    expect(isBegun(FORM)).toBe(true);
  });

  it("is nothing before anybody has typed, and no other form's", async () => {
    const screen = new Screen();
    await screen.kept.keep(typedIn(screen.fields));
    expect([writes, isBegun(FORM)]).toEqual([[], false]);
    await screen.type("title", "评议");
    expect(new Screen("poll.another").lines).toEqual(EMPTY);
    expect(isBegun("poll.another")).toBe(false);
  });

  it("writes the fields that were typed in, and says whose it is once", async () => {
    const screen = new Screen();
    await screen.type("title", "评");
    await screen.type("title", "评议");
    expect(writes).toEqual([["person", "form", "fields/title"], ["fields/title"]]);
  });

  it("doesn't write over what another device typed meanwhile in another field", async () => {
    const here = new Screen();
    const there = new Screen();
    await there.type("rules", { quorum: "4/5" });
    await here.type("title", "评议");
    expect(new Screen().lines).toEqual({ title: "评议", subjects: [], rules: { quorum: "4/5" } });
  });

  it("is kept up to what a register holds, in whole characters", async () => {
    const screen = new Screen();
    await screen.type("title", "长".repeat(9_000));
    const { title } = new Screen().lines;
    expect(title).toBe("长".repeat(5_333));
  });

  it("is not somebody else's", () => {
    const theirs = { person: bytesOf(OTHER), form: FORM, "fields/title": "别人的" };
    docs.set("x", docOf("form_draft", theirs, 0, "x"));
    expect(new Screen().lines).toEqual(EMPTY);
  });

  it("stays as it began where what is kept can't be read", async () => {
    const kept = {
      person: bytesOf(ME),
      form: FORM,
      "fields/subjects": "[1,",
      "fields/rules": "[]",
      "fields/title": "评议",
    };
    docs.set("x", docOf("form_draft", kept, 0, "x"));
    expect(new Screen().lines).toEqual({ ...EMPTY, title: "评议" });
  });
});

describe("a form that was saved", () => {
  it("is begun afresh, and what was typed last comes after nothing", async () => {
    const screen = new Screen();
    await screen.type("title", "评议");
    await screen.kept.forget();
    await screen.type("title", "评议会");
    expect([isBegun(FORM), new Screen().lines]).toEqual([false, EMPTY]);
  });

  it("is forgotten too where this page kept nothing of it", async () => {
    await new Screen().type("title", "评议");
    await forgetForm(FORM);
    expect(isBegun(FORM)).toBe(false);
  });
});
