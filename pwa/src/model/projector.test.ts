/** What the projector shows, and that no number of it runs backwards. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Doc, Register, Value } from "../sync/interface";
import { agendaOf, nextOf, pageTurned, previousOf, Steady, sceneOf, sceneOfItem } from "./projector";

function registers(...writes: [string, Value, string?][]): Map<string, Register> {
  const made = writes.map(([path, value, stamp], at): [string, Register] => [
    path,
    { value, stamp: stamp ?? String(at).padStart(32, "0"), author: "0".repeat(32), receivedMs: 1 },
  ]);
  return new Map(made);
}

const ITEMS: [string, Value][] = [
  ["agenda/2", { kind: "orders", title: "整改", order: 20 }],
  ["agenda/1", { kind: "other", title: "学习", order: 10 }],
  ["agenda/3", { kind: "poll", title: "评议", order: 30, doc: new Uint8Array(16).fill(7) }],
  ["agenda/4", null],
];

describe("the scene", () => {
  it("is the attendance until somebody asks for something or the agenda begins", () => {
    expect(sceneOf(registers(...ITEMS))).toMatchObject({ what: "attendance", dark: true });
  });
  it("follows the agenda, and what was asked for after it", () => {
    expect(sceneOf(registers(...ITEMS, ["at", "2"]))).toMatchObject({ what: "orders", page: 0 });
    expect(sceneOf(registers(...ITEMS, ["at", "1"]))).toMatchObject({ what: "agenda" });
    const asked: [string, Value] = ["shown", { what: "findings", page: 3, dark: false }];
    expect(sceneOf(registers(...ITEMS, ["at", "1"], asked))).toMatchObject({ what: "findings", page: 3, dark: false });
    expect(sceneOf(registers(...ITEMS, asked, ["at", "3"]))).toMatchObject({
      what: "poll",
      doc: "07".repeat(16),
      dark: false,
    });
  });
  it("of items of which there is but a number is the month", () => {
    const item = (kind: string) => ({ key: "a", kind, title: "", order: 1, doc: null, speaker: null });
    const shown = ["evaluations", "pledges", "complaints", "findings", "other"].map(
      (kind) => sceneOfItem(item(kind), true).what,
    );
    expect(shown).toEqual(["month", "month", "month", "findings", "agenda"]);
  });
  it("is nothing that this app doesn't know", () => {
    expect(sceneOf(registers(["shown", { what: "fireworks" }]))).toMatchObject({ what: "attendance" });
  });
});

describe("going on", () => {
  it("turns the pages, then the items of the agenda, and stops at its end", () => {
    let held = registers(...ITEMS);
    const walked: string[] = [];
    for (let step = 0; step < 9; step++) {
      const pages = sceneOf(held).what === "orders" ? 2 : 1;
      const next = nextOf(held, sceneOf(held), pages);
      if (!next) break;
      walked.push(`${next.at ?? ""} ${next.scene.what} ${next.scene.page}`);
      const at = next.at ?? String(held.get("at")?.value ?? "");
      held = registers(...ITEMS, ["at", at, "8"], ["shown", { ...next.scene, doc: null }, "9"]);
    }
    expect(walked).toEqual(["1 agenda 0", "2 orders 0", " orders 1", "3 poll 0"]);
  });
  it("turns no page before the first one and none after the last", () => {
    const scene = { what: "findings" as const, doc: null, page: 0, dark: true };
    expect(pageTurned(scene, -1, 3)).toBeNull();
    expect(pageTurned(scene, 1, 1)).toBeNull();
    expect(pageTurned({ ...scene, page: 2 }, 1, 3)).toBeNull();
    expect(pageTurned({ ...scene, page: 1 }, 1, 3)?.page).toBe(2);
    // What somebody counted on to before there were so few is turned back from the last page there is.
    expect(pageTurned({ ...scene, page: 7 }, -1, 3)?.page).toBe(1);
    expect(pageTurned({ ...scene, page: 7 }, 1, 3)).toBeNull();
    expect(previousOf(registers(...ITEMS, ["at", "2"]), { ...scene, page: 7 }, 3)?.scene.page).toBe(1);
  });
  it("from an aside goes back to where the agenda stands", () => {
    const held = registers(...ITEMS, ["at", "2"]);
    expect(nextOf(held, { what: "attendance", doc: null, page: 0, dark: true }, 1)).toMatchObject({
      scene: { what: "orders", page: 0 },
    });
  });
  it("and back again to the attendance", () => {
    const held = registers(...ITEMS, ["at", "2"]);
    const scene = sceneOf(held);
    expect(previousOf(held, { ...scene, page: 1 })?.scene.page).toBe(0);
    expect(previousOf(held, scene)).toMatchObject({ at: "1", scene: { what: "agenda" } });
    const first = registers(...ITEMS, ["at", "1"]);
    expect(previousOf(first, sceneOf(first))?.scene.what).toBe("attendance");
    expect(previousOf(first, { ...scene, what: "attendance" })).toBeNull();
  });
  it("shows the items in their order, without those that were taken away", () => {
    expect(agendaOf(registers(...ITEMS)).map(({ title }) => title)).toEqual(["学习", "整改", "评议"]);
  });
});

describe("what is shown of a tally", () => {
  const state = (n: number): Doc => ({
    id: "aa",
    kind: "poll_turnout",
    waiting: false,
    registers: registers(["n", n], ["cast", n * 2]),
  });
  it("never runs backwards, in whatever order its states come, and whether or not it is there", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(30), { nil: undefined }), { maxLength: 40 }), (numbers) => {
        const steady = new Steady();
        let last = -1;
        for (const n of numbers) {
          const shown = steady.newest("aa", n === undefined ? undefined : state(n));
          const told = Number(shown?.registers.get("n")?.value ?? last);
          expect(told).toBeGreaterThanOrEqual(last);
          if (n !== undefined) expect(told).toBeGreaterThanOrEqual(n);
          last = Math.max(last, told);
        }
      }),
    );
  });
});
