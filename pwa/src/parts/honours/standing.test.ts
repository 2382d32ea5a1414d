import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { FakeReplica } from "../../../tests/fake/replica";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Value } from "../../sync/interface";
import { replica } from "../here";
import { standings } from "./standing";

const id = (digit: string) => digit.repeat(32);
const [HOUSE, ME, NURSE, WARD] = [id("a"), id("1"), id("2"), id("b")];
const NOW = Date.parse("2026-11-21T04:00:00Z");
const STRICT = { vetoes: ["vetoed", "overdue_order"], needs: { total: 80 } };

function holds(role: string, ...docs: Doc[]): void {
  const held = new FakeReplica(ME, () => NOW);
  const named = {
    institution: bytesOf(HOUSE),
    name: "我",
    "roles/1": { role, at: bytesOf(HOUSE), from: "2020-01-01", to: null },
  };
  const known = [docOf("institution", { name: "院" }, 0, HOUSE), docOf("person", named, 0, ME), ...docs];
  held.docs.value = new Map(known.map((doc) => [doc.id, doc]));
  replica.value = held;
}

const result = (subject: string, period: string, said: Record<string, Value>): Doc =>
  docOf("period_result", { programme: "none", subject: bytesOf(subject), period, components: [], ...said });
const sheet = (period: string, total: string): Doc =>
  result(WARD, period, { subject_kind: "department", total: "95", [`rows/${dashed(NURSE)}`]: { total } });
const closed = (period: string): Doc => docOf("month_close", { period, state: "closed" });
const order = (due_on: string): Doc => docOf("order", { unit: bytesOf(WARD), due_on, issued: true });
const reason = (subject: string, award = STRICT, period = "2026") =>
  standings(award, period)(subject).bar?.reason ?? null;

describe("who can't get an award", () => {
  beforeEach(() => holds("leader"));

  it("is nobody where the programme asks for nothing", () => {
    holds("staff");
    expect(standings({ title: "标兵" }, "2026")(NURSE)).toEqual({ bar: null, unsure: false });
  });

  it("is told from the line on the department's sheet, the latest that counts", () => {
    holds("leader", sheet("2026-10", "79"), sheet("2026-09", "95"));
    expect(standings(STRICT, "2026")(NURSE).bar).toEqual({ reason: "award_total_low", params: { least: "80" } });
    expect(reason(NURSE, STRICT, "2026Q3")).toBe(null);
    holds("head", sheet("2026-10", "79"));
    expect(reason(NURSE)).toBe("award_total_low");
  });

  it("is not who only has no result here", () => {
    holds("head");
    expect(standings(STRICT, "2026")(NURSE)).toEqual({ bar: null, unsure: true });
    holds("leader", sheet("2025-12", "95"));
    expect(standings(STRICT, "2026")(NURSE)).toEqual({ bar: null, unsure: true });
  });

  it("is a unit with an order past its day, and not one with a day to go", () => {
    holds("leader", result(WARD, "2026-10", { total: "95" }), order("2026-11-20"));
    expect(reason(WARD)).toBe("award_order_overdue");
    holds("leader", result(WARD, "2026-10", { total: "95" }), order("2026-11-21"));
    expect(standings(STRICT, "2026")(WARD)).toEqual({ bar: null, unsure: false });
  });

  it("is a unit with a veto in the year of the period", () => {
    const vetoed = { total: "95", [`scores/${dashed(HOUSE)}`]: { vetoes: ["complaint"] } };
    holds("leader", result(WARD, "2026-10", { total: "95" }), result(WARD, "2026-02", vetoed));
    expect(reason(WARD)).toBe("award_vetoed");
    expect(reason(WARD, { ...STRICT, vetoes: [] })).toBe(null);
    expect(reason(WARD, STRICT, "2025")).toBe(null);
  });

  it("isn't sure where a veto can't be seen: of a line, of a month that isn't here, for who isn't of the office", () => {
    const unsure = (subject: string) => standings(STRICT, "2026")(subject).unsure;
    holds("leader", sheet("2026-10", "90"));
    expect([unsure(NURSE), unsure(WARD)]).toEqual([true, false]);
    holds("leader", sheet("2026-10", "90"), closed("2026-03"));
    expect(unsure(WARD)).toBe(true);
    holds("head", sheet("2026-10", "90"));
    expect(unsure(WARD)).toBe(true);
  });

  it("counts amounts without an error for the office alone", () => {
    const award = { needs: { error_free: 1_000_000 } };
    expect(standings(award, "2026")(NURSE).bar).toEqual({ reason: "award_count_short", params: { amount: 1_000_000 } });
    holds("head");
    expect(standings(award, "2026")(NURSE)).toEqual({ bar: null, unsure: true });
  });
});
