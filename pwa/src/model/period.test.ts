import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/periods.json";
import { docOf } from "../../tests/docs";
import { cameBy } from "./came";
import { firstDay, isPeriod, lastDay, quarterAfter, quarterBefore, quarterSpokenOf } from "./period";

it.each(vectors.periods)("$period has its days", ({ period, first, last }) => {
  expect(isPeriod(period)).toBe(true);
  expect([firstDay(period), lastDay(period)]).toEqual([first, last]);
});

it.each(vectors.none)("%s is no period", (text) => {
  expect(isPeriod(text)).toBe(false);
});

it.each(vectors.came)("$stays had come by $day: $came", ({ stays, day, came }) => {
  expect(cameBy(docOf("person", stays), day)).toBe(came);
});

it("goes from quarter to quarter, over the year", () => {
  expect(quarterBefore("2026Q1")).toBe("2025Q4");
  expect(quarterAfter("2026Q4")).toBe("2027Q1");
});

it("speaks of the quarter before until the last weeks of the new one", () => {
  expect(quarterSpokenOf("2026-12-10")).toBe("2026Q3");
  expect(quarterSpokenOf("2026-12-20")).toBe("2026Q4");
});
