import { expect, it } from "vitest";
import { told } from "../../model/agreement";
import { bytesOf } from "../../model/ids";
import { textOf } from "../../model/scoring-number";
import type { Doc, Hex, Value } from "../../sync/interface";
import { courseIn } from "./agreeing";

const [ONE, TWO] = ["a".repeat(32), "b".repeat(32)];
const [CHECKLIST, OTHER] = ["c".repeat(32), "d".repeat(32)];

function docOf(id: Hex, kind: string, values: Readonly<Record<string, Value>>): Doc {
  const register = (value: Value) => ({ value, stamp: "0".repeat(32), author: ONE, receivedMs: 1 });
  const registers = new Map(Object.entries(values).map(([path, value]) => [path, register(value)]));
  return { id, kind, registers } as unknown as Doc;
}

const idAt = (at: number): Hex => at.toString(16).padStart(32, "0");
const visitAt = (at: number, more: Readonly<Record<string, Value>> = {}): Doc =>
  docOf(idAt(at), "visit", { checklist: bytesOf(CHECKLIST), ...more });

function seen(at: number, by: Hex, item: string, verdict: Value): Doc {
  const registers = { visit: bytesOf(idAt(at)), inspector: bytesOf(by), item, verdict };
  return docOf(`${at}${by}${item}`, "observation", registers);
}

it("an item's kappa is told from its tenth visit on, over visits with the same version alone", () => {
  // Cohen by hand: of ten visits both pass five, both fail three, differ on two: (0.8 − 0.52) / (1 − 0.52) = 7/12.
  const said = ["pp", "pp", "pp", "pp", "pp", "ff", "ff", "ff", "pf", "fp"];
  const word = (letter: string | undefined) => (letter === "p" ? "pass" : "fail");
  const visits = said.map((_, at) => visitAt(at));
  const observations = said.flatMap((both, at) => [
    seen(at, ONE, "hands", word(both[0])),
    seen(at, TWO, "hands", word(both[1])),
    seen(at, ONE, "alone", "pass"),
    ...(at < 9 ? [seen(at, ONE, "few", "pass"), seen(at, TWO, "few", "fail")] : []),
  ]);
  const { items, visits: count } = courseIn(observations, visits, CHECKLIST);
  expect(count).toBe(10);
  expect([...items.keys()].sort()).toEqual(["few", "hands"]);
  const hands = items.get("hands");
  const kappa = hands && told(hands);
  expect(kappa && textOf(kappa)).toBe("7/12");
  const few = items.get("few");
  expect([few?.subjects, few && told(few)]).toEqual([9, null]);
});

it("a cancelled visit, one with another version, and what was not looked at tell nothing", () => {
  const visits = [
    visitAt(1),
    visitAt(2, { cancelled: "停电" }),
    docOf(idAt(3), "visit", { checklist: bytesOf(OTHER) }),
    visitAt(4),
  ];
  const observations = [1, 2, 3, 5].flatMap((at) => [seen(at, ONE, "hands", "pass"), seen(at, TWO, "hands", "fail")]);
  observations.push(seen(4, ONE, "hands", "pass"), seen(4, TWO, "hands", "unseen"));
  const { items, visits: count } = courseIn(observations, visits, CHECKLIST);
  expect(count).toBe(1);
  expect(items.get("hands")?.subjects).toBe(1);
});

it("what came after the publication and is kept apart tells nothing, and what counted before goes on telling", () => {
  const published = { [`finished/1/${ONE}`]: 1, published: 1 };
  const late = (doc: Doc, more: Readonly<Record<string, Value>> = {}): Doc => {
    const registers = [...doc.registers, ...docOf("", "", more).registers];
    const came = registers.map(([path, register]) => [path, { ...register, receivedMs: 9 }] as const);
    return { ...doc, registers: new Map(came) };
  };
  const counted = { verdict: "pass", points: null, lost: null, failed: 0, count: 1 };
  const observations = ["whole", "over", "apart"].map((item) => seen(1, ONE, item, "pass"));
  observations.push(seen(1, TWO, "whole", "fail"), late(seen(1, TWO, "apart", "fail")));
  observations.push(late(seen(1, TWO, "over", "fail"), { counted }));
  const course = (facts: Readonly<Record<string, Value>>) => {
    const { items } = courseIn(observations, [visitAt(1, facts)], CHECKLIST);
    return Object.fromEntries([...items].map(([id, { observed }]) => [id, observed && textOf(observed)]));
  };
  expect(course(published)).toEqual({ whole: "0", over: "1" });
  expect(course({})).toEqual({ whole: "0", over: "0", apart: "0" });
});
