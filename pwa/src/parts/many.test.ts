import { expect, it } from "vitest";
import { foundIn } from "./many";

const ENTRIES = [
  ["a", "处置室无菌物品过期 整改〔2026〕3号 外科 何永康"],
  ["b", "夜班交接班记录缺项 整改〔2026〕4号 内科"],
  ["c", "Ward round 外科"],
] as const;

it("finds an entry by any of its words, in the order of the list, whatever the case", () => {
  expect(foundIn(ENTRIES, "外科")).toEqual(["a", "c"]);
  expect(foundIn(ENTRIES, "WARD")).toEqual(["c"]);
  expect(foundIn(ENTRIES, "外科  3号")).toEqual(["a"]);
});

it("shows all while nothing is typed, and nothing where a word stands nowhere", () => {
  expect(foundIn(ENTRIES, "  ")).toEqual(["a", "b", "c"]);
  expect(foundIn(ENTRIES, "外科 4号")).toEqual([]);
});
