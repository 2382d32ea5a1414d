import { expect, test } from "vitest";
import type { Doc } from "../sync/interface";
import { freshOf, shareOf, together } from "./public";
import { keyOf, spelled } from "./public-code";

test("a code is spelled and hashed as the server spells and hashes it", () => {
  expect(spelled(new Uint8Array(16))).toBe("AAAAAAAAAAAAAAAAAAAAAA");
  expect(spelled(new Uint8Array(16).fill(255))).toBe("_____________________w");
  expect(keyOf(new Uint8Array(16))).toBe("374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb");
});

test("what is told of too few has no rate, and units add their forms up", () => {
  expect(shareOf({ n: 3, below: true })).toEqual({ n: 3, counted: 0, satisfied: 0, rate: null });
  const share = { n: 6, counted: 5, satisfied: 4, rate: "80.00" };
  const tally = { id: "a", unit: "u", period: "2026-11", counted: share, poster: share, held: 0, dropped: 0 };
  expect(together([tally, { ...tally, id: "b" }]).get("u")).toEqual({ n: 12, counted: 10, satisfied: 8, rate: null });
});

test("two phones that answer at the same time draw different numbers, and none that is taken", () => {
  const registers = new Map([["replies/101", { value: "a" }]]) as unknown as Doc["registers"];
  const doc = { id: "a", kind: "rating_case", registers } as unknown as Doc;
  expect(freshOf(doc, "replies/", 0)).toBe(102);
  expect(freshOf(doc, "replies/", 0.999999)).toBe(999);
  expect(new Set([0.1, 0.2, 0.3].map((lot) => freshOf(doc, "replies/", lot))).size).toBe(3);
});
