import { describe, expect, it } from "vitest";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Doc, Register } from "../sync/interface";
import { type AssistanceStanding, assistanceStanding } from "./assistance";
import { colourOf, daysLeft, rungs, stepKey } from "./ladder";
import { nextRound, type OrderStanding, orderStanding } from "./order";
import { cycles, type Line, lineOf, measured, median, repeated, spots } from "./order-desk";
import { workingDays } from "./working-days";

type Fact = [string, Tagged, string, string];
interface Written {
  id: string;
  kind: string;
  registers: Fact[];
}
interface Cases {
  calendar: Written[];
  standings: { why: string; facts: Fact[]; standing: OrderStanding; next: number }[];
  ladder: { due: string; rungs: [string, string][] }[];
  colours: { due: string; today: string; colour: string; left: number }[];
  desk: {
    today: string;
    orders: Written[];
    lines: Line[];
    spots: object[];
    cycles: number[];
    median: number | null;
    repeated: object[];
    measured: object[];
  }[];
  assistance: { why: string; facts: Fact[]; standing: AssistanceStanding }[];
}

const CASES = vectors<Cases>("orders");
const MEASURES = ["1", "2", "3"];

function held(facts: readonly Fact[]): Map<string, Register> {
  const registers = new Map<string, Register>();
  for (const [path, value, stamp, author] of facts) {
    if ((registers.get(path)?.stamp ?? "") < stamp) {
      registers.set(path, { value: untag(value), stamp, author, receivedMs: 0 });
    }
  }
  return registers;
}

const docOf = ({ id, kind, registers }: Written): Doc => ({ id, kind, registers: held(registers), waiting: false });
const days = workingDays(CASES.calendar.map(docOf), null);

describe("how an order stands", () => {
  it.each(CASES.standings)("$why", ({ facts, standing, next }) => {
    expect(orderStanding(held(facts))).toEqual(standing);
    expect(orderStanding(held([...facts].reverse()))).toEqual(standing);
    expect(nextRound(orderStanding(held(facts)))).toBe(next);
  });
});

describe("the ladder", () => {
  it.each(CASES.ladder)("of $due", ({ due, rungs: expected }) => {
    expect(rungs(due, MEASURES, days).map(({ step, on }) => [step, on])).toEqual(expected);
  });
  it.each(CASES.colours)("$due on $today is $colour", ({ due, today, colour, left }) => {
    const open = { state: "issued", due_on: due } as OrderStanding;
    expect(colourOf(open, today, days)).toBe(colour);
    expect(daysLeft(due, today, days)).toBe(left);
  });
  it("names its rungs by day and step", () => expect(stepKey("2026-12-05", "blue")).toBe("steps/20261205.blue"));
});

describe("the desk", () => {
  const [desk] = CASES.desk;
  const lines = desk?.orders.flatMap((each) => lineOf(docOf(each), desk.today, days) ?? []) ?? [];
  it("counts every issued order as the server does", () => expect(lines).toEqual(desk?.lines));
  it("shows what is open where", () => expect(spots(lines)).toEqual(desk?.spots));
  it("says how long it took", () => {
    expect(cycles(lines)).toEqual(desk?.cycles);
    expect(median(lines)).toBe(desk?.median);
    expect(median([])).toBeNull();
  });
  it("finds what returns", () => expect(repeated(lines)).toEqual(desk?.repeated));
  it("measures who is in time", () => expect(measured(lines)).toEqual(desk?.measured));
});

describe("how an assistance stands", () => {
  it.each(CASES.assistance)("$why", ({ facts, standing }) => {
    expect(assistanceStanding(held(facts))).toEqual(standing);
    expect(assistanceStanding(held([...facts].reverse()))).toEqual(standing);
  });
});
