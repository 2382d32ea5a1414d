import { expect, test } from "vitest";
import { vectors } from "../../tests/tagged";
import { type Interval, interval, type Measured, type Place, rank, textOf } from "./ranking";

interface RankingCases {
  readonly intervals: { of: Measured; is: Interval }[];
  readonly ranks: { of: Measured[]; is: Place[] }[];
}

const cases = vectors<RankingCases>("ranking");

test.each(cases.intervals)("$of.n seen: $is.low to $is.high", ({ of, is }) => expect(interval(of)).toEqual(is));

test("every list stands in the order and with the places that Python gives it", () => {
  for (const { of, is } of cases.ranks) expect(rank(of)).toEqual(is);
});

test("hundredths are written with two places", () => {
  expect([0, 5, 9250, -101].map(textOf)).toEqual(["0.00", "0.05", "92.50", "-1.01"]);
});
