import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf } from "../../model/ids";
import type { Doc, Replica } from "../../sync/interface";
import { replica } from "../here";
import { owed } from "./owed";

const [ME, HERE, THERE] = ["01", "02", "03"].map((pair) => pair.repeat(16)) as [string, string, string];
const NOON = "T04:00:00Z";

const report = (type: string, period: string, sent = true, house = HERE): Doc =>
  docOf("report", { institution: bytesOf(house), type, period, edition: "1", ...(sent ? { sent } : {}) }, 1);

function on(day: string, ...docs: Doc[]): string[] {
  replica.value = {
    person: ME,
    now: () => Date.parse(day + NOON),
    doc: () => signal(undefined),
    ofKind: (kind: string) => signal(docs.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
  return owed(HERE).map(({ type, period, tone }) => [type, period, tone].filter(Boolean).join(" "));
}

it("asks a new house for last month's report and no earlier one", () => {
  expect(on("2026-11-20")).toEqual(["monthly 2026-10 fail"]);
  expect(on("2026-11-20", report("monthly", "2026-07", true, THERE))).toEqual(["monthly 2026-10 fail"]);
  expect(on("2026-11-20", report("monthly", "2026-10"))).toEqual([]);
});

it("goes on asking for a month that was never begun, once the house has reported", () => {
  expect(on("2026-11-20", report("monthly", "2026-08"), report("monthly", "2026-10"))).toEqual([
    "monthly 2026-09 fail",
  ]);
});

it("asks for the year's report in December, and in January for the last year's", () => {
  const months = [report("monthly", "2026-11"), report("monthly", "2026-12")];
  expect(on("2026-12-10", ...months)).toEqual(["yearly 2026"]);
  expect(on("2027-01-10", ...months)).toEqual(["yearly 2026 fail"]);
  expect(on("2027-01-10", ...months, report("yearly", "2026"))).toEqual([]);
});
