import { expect, it } from "vitest";
import { excess } from "./limits";

it("counts as people and the server do: a rare character is one", () => {
  expect(excess("𠮷".repeat(100), 100)).toBeNull();
  expect(excess("𠮷".repeat(101), 100)).toEqual({ n: 101, of: 100 });
  expect(excess("", 0)).toBeNull();
});
