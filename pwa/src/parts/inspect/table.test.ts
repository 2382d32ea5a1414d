import { expect, it } from "vitest";
import { bytesOf, dashed } from "../../model/ids";
import { type Verdict, visitScore } from "../../model/inspection";
import { type Standing, visitStanding } from "../../model/visit";
import type { Doc, Hex, Value } from "../../sync/interface";
import { FILTERS, passes } from "./filter";
import { Gathered } from "./gathered";
import { readOf, Table } from "./table";

const ME = "a".repeat(32);
const OTHER = "b".repeat(32);
const VISIT = "c".repeat(32);
const STAMP = "0".repeat(32);

function docOf(id: Hex, kind: string, values: Readonly<Record<string, Value>>): Doc {
  const register = (value: Value) => ({ value, stamp: STAMP, author: ME, receivedMs: 1 });
  const registers = new Map(Object.entries(values).map(([path, value]) => [path, register(value)]));
  return { id, kind, registers } as unknown as Doc;
}

const visit = docOf(VISIT, "visit", { rule: "worst" });
const standing: Standing = visitStanding(visit.registers);

/** A checklist of so many items that counts how often an item's points are read. */
function checklistOf(count: number): { doc: Doc; reads: () => number } {
  let reads = 0;
  const values: Record<string, Value> = {};
  for (let at = 0; at < count; at++) {
    const item = {
      order: at + 1,
      text: `第 ${at} 项`,
      group: [`${Math.floor(at / 20)}`],
      deduct: { each: "0.3", cap: 2 },
    };
    const points = { enumerable: true, get: () => (reads++ >= 0 ? 2 : 0) };
    values[`items/i${at}`] = Object.defineProperty(item, "points", points) as unknown as Value;
  }
  return { doc: docOf("d".repeat(32), "checklist", values), reads: () => reads };
}

function seen(item: number, by: Hex, verdict: Verdict): Doc {
  const id = `${item.toString(16).padStart(8, "0")}${by.slice(8)}`;
  return docOf(id, "observation", { visit: bytesOf(VISIT), item: `i${item}`, inspector: bytesOf(by), verdict });
}

/** A visit of which nobody has seen anything, and what it is told. */
function walk(count: number) {
  const { doc, reads } = checklistOf(count);
  const [gathered, table, held] = [new Gathered(VISIT), new Table(), new Map<Hex, Doc>()];
  const tell = (...docs: Doc[]) => {
    for (const each of docs) held.set(each.id, each);
    const touched = gathered.take([...held.values()], visit, standing);
    table.refresh({ read: readOf(doc, visit), gathered, touched, rulings: new Map(), rule: "worst", me: ME });
    return table;
  };
  tell();
  return { tell, reads, table };
}

it("an answer makes one row anew and reads as much whether there are 50 items or 1,000", () => {
  const costs = [50, 1_000].map((count) => {
    const { tell, reads, table } = walk(count);
    tell(...Array.from({ length: count }, (_, at) => seen(at, OTHER, "pass")));
    const [before, readBefore] = [table.rows, reads()];
    const { rows } = tell(seen(7, ME, "fail"));
    expect(rows.filter((row, at) => row !== before[at]).map(({ id }) => id)).toEqual(["i7"]);
    return reads() - readBefore;
  });
  expect(costs[1]).toBe(costs[0]);
  expect(costs[0]).toBeLessThan(10);
});

it("sums that were kept up are those of a recount, whatever was said and taken back in whatever order", () => {
  const { tell, table } = walk(40);
  const verdicts: readonly Verdict[] = ["pass", "fail", "na", "unseen"];
  let drawn = 7;
  const next = (below: number): number => {
    drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(drawn / 65_536) % below;
  };
  for (let turn = 0; turn < 300; turn++) {
    const docs = Array.from({ length: 1 + next(3) }, () =>
      seen(next(40), next(2) ? ME : OTHER, verdicts[next(4)] ?? "pass"),
    );
    tell(...docs);
    const { rows } = table;
    const items = rows.map(({ id, item }) => [id, item] as const);
    expect(table.score.told()).toEqual(visitScore(items, new Map(rows.map(({ id, result }) => [id, result]))));
    const counted = FILTERS.map((filter) => [filter, rows.filter((row) => passes(row, filter)).length]);
    expect(table.counts.told()).toEqual(Object.fromEntries(counted));
  }
});

it("what is of another visit, or was purged, is not in the rows", () => {
  const { tell } = walk(3);
  const strange = docOf("e".repeat(32), "observation", { visit: bytesOf(OTHER), item: "i1", verdict: "fail" });
  expect(tell(seen(1, ME, "pass"), strange).rows[1]?.seen.map(({ inspector }) => inspector)).toEqual([dashed(ME)]);
  const gathered = new Gathered(VISIT);
  gathered.take([seen(1, ME, "pass"), seen(2, ME, "fail")], visit, standing);
  expect(gathered.take([seen(2, ME, "fail")], visit, standing)).toBeNull();
  expect([gathered.of("i1").length, gathered.of("i2").length]).toEqual([0, 1]);
});

it("a visit that looks at some items reads those, whether an order asked for them or the plan alone", () => {
  const { doc } = checklistOf(5);
  const some = docOf(VISIT, "visit", { "only/i3": true, "only/i1": true, "only/i2": null });
  expect(readOf(doc, some).items.map(([id]) => id)).toEqual(["i1", "i3"]);
  expect(readOf(doc, docOf(VISIT, "visit", { rule: "worst" })).items).toHaveLength(5);
  const again = docOf(VISIT, "visit", { "only/i3": true, "only/i1": true, day: "2026-11-29" });
  expect(readOf(doc, again)).toBe(readOf(doc, some));
});
