import { expect, it } from "vitest";
import { costOf, typedSpread } from "./ballot-spread";

it("takes whole seconds up to the usual hour, and nothing for the hour itself", () => {
  expect(["", " ", "0", "15", " 600 ", "3600"].map(typedSpread)).toEqual([null, null, 0, 15, 600, 3600]);
  expect(["3601", "99999", "-1", "1.5", "一分钟"].map(typedSpread)).toEqual(Array(5).fill(undefined));
});

it("costs more of the anonymity the shorter the wait is", () => {
  expect([null, 3600, 1800].map(costOf)).toEqual(["little", "little", "little"]);
  expect([1799, 300].map(costOf)).toEqual(["some", "some"]);
  expect([299, 15, 0].map(costOf)).toEqual(["much", "much", "much"]);
});
