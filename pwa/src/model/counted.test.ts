import { expect, it } from "vitest";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import { type Counted, type Course, played } from "../../tests/visit-player";
import { cameMs, counting, rulingIn, type Said, timingOf } from "./counted";
import { type Registers, visitStanding } from "./visit";

type Written = readonly (readonly [string, Tagged, string, number | null])[];

interface Cases {
  readonly rulings: { name: string; registers: Written; verdict: string | null }[];
  readonly countings: { name: string; visit: Written; observation: Written; timing: string; counted: Said | null }[];
  readonly visits: { course: Course; counted: Counted[] }[];
}

const cases = vectors<Cases>("counted");

const registersOf = (written: Written): Registers =>
  new Map(written.map(([path, value, stamp, receivedMs]) => [path, { value: untag(value), stamp, receivedMs }]));

it.each(cases.rulings.map((one) => [one.name, one] as const))("which ruling holds: %s", (_, one) => {
  expect(rulingIn(registersOf(one.registers))?.verdict ?? null).toBe(one.verdict);
});

it.each(cases.countings.map((one) => [one.name, one] as const))("what counts: %s", (_, one) => {
  const [visit, observation] = [registersOf(one.visit), registersOf(one.observation)];
  const standing = visitStanding(visit);
  expect(timingOf(observation, visit, standing)).toBe(one.timing);
  expect(counting(observation, visit, standing)).toEqual(one.counted);
});

it.each(cases.visits.map((one, at) => [at, one] as const))("counts a course as the server: %i", (_, one) => {
  expect(played(one.course)).toEqual(one.counted);
});

it("what isn't sent came after everything", () => {
  const visit = registersOf([
    ["finished/1/a", 1, "1", 1],
    ["published", 2, "2", 2],
  ]);
  const sent = ["verdict", "fail", "0", 1] as const;
  expect(counting(registersOf([sent]), visit, visitStanding(visit))?.verdict).toBe("fail");
  for (const path of ["points", "deduction", "count", "children/a"]) {
    const observation = registersOf([sent, [path, null, "0", null]]);
    expect(cameMs(observation)).toBeNull();
    expect(counting(observation, visit, visitStanding(visit))).toBeNull();
  }
  expect(cameMs(registersOf([sent, ["note", "", "0", null]]))).toBe(1);
});
