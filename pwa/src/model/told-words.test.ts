import { expect, test } from "vitest";
import type { Doc, Value } from "../sync/interface";
import { saidIn, toldIn } from "./told-words";

const ONE = "01941d72-086d-7000-8000-00000000006d";
const OTHER = "01941d72-086e-7000-8000-00000000006e";

function docOf(writes: Record<string, Value>, stamps: Record<string, string> = {}): Doc {
  const registers = Object.entries(writes).map(([path, value]) => {
    return [path, { value, stamp: stamps[path] ?? "00", author: "", receivedMs: 0 }] as const;
  });
  return { id: "aa", kind: "anonymous_words", registers: new Map(registers) } as unknown as Doc;
}

test("what waits for a ruling comes first, in the server's order, and the first ruling stands", () => {
  const words = Object.fromEntries([1, 2, 10, 11].map((n) => [`words/${n}`, `话${n}`]));
  const early = `rulings/2/${OTHER}`;
  const late = `rulings/2/${ONE}`;
  const told = {
    [late]: { told: true },
    [early]: { told: false, reason: "私怨" },
    [`rulings/1/${ONE}`]: { told: true },
  };
  const found = saidIn(docOf({ round: ONE, subject: OTHER, ...words, ...told }, { [early]: "01", [late]: "02" }));
  expect(found.said.map(({ n }) => n)).toEqual([10, 11, 1, 2]);
  expect(found.said.map(({ ruling }) => ruling)).toEqual([
    null,
    null,
    { told: true, reason: "" },
    { told: false, reason: "私怨" },
  ]);
  expect(found).toMatchObject({ waiting: 2, subject: OTHER.replaceAll("-", ""), round: ONE.replaceAll("-", "") });
});

test("a result tells what was let through, in the order of its marks, and nothing else", () => {
  expect(toldIn(docOf({ count: 6, "words/ff": "后", "words/0a": "前", "items/a": { mean: "5", n: 6 } }))).toEqual([
    ["words/0a", "前"],
    ["words/ff", "后"],
  ]);
});
