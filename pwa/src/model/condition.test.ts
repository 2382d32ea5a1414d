import { describe, expect, test } from "vitest";
import { docOf } from "../../tests/docs";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Value } from "../sync/interface";
import { isMet, STEPS, workOut } from "./condition";
import { breaks, formOf, missing, settled } from "./form";
import { text } from "./operand";
import type { Condition, Operand } from "./steps";

const TODAY = "2026-11-28";

interface HoldsCase {
  readonly condition: Condition;
  readonly answers: Record<string, Tagged>;
  readonly own: Tagged;
  readonly holds: boolean;
}

interface WorkedCase {
  readonly calculation: Condition;
  readonly answers: Record<string, Tagged>;
  readonly text: string;
  readonly number: boolean;
}

interface FormCase {
  readonly items: Record<string, Tagged>;
  readonly answers: Record<string, Tagged>;
  readonly shown: string[];
  readonly seen: Record<string, string>;
  readonly missing: string[];
  readonly broken: string[];
}

const cases = vectors<{ holds: HoldsCase[]; worked: WorkedCase[]; forms: FormCase[] }>("conditions");

function untagged(answers: Record<string, Tagged>): Map<string, Value> {
  return new Map(Object.entries(answers).map(([id, value]) => [id, untag(value)]));
}

describe("the shared vectors", () => {
  test("every condition holds or not as in Python", () => {
    const wrong = cases.holds.filter(
      (one) => isMet(one.condition, untagged(one.answers), { own: untag(one.own) }) !== one.holds,
    );
    expect(wrong).toEqual([]);
    expect(cases.holds.length).toBeGreaterThan(1000);
  });

  test("every calculation gives what it gives in Python", () => {
    const told = (one: WorkedCase) => workOut(one.calculation, untagged(one.answers));
    const isNumber = (value: Operand) =>
      typeof value === "number" || (typeof value === "object" && value !== null && "units" in value);
    const wrong = cases.worked
      .map((one) => ({ ...one, here: text(told(one)), isNumber: isNumber(told(one)) }))
      .filter((one) => one.here !== one.text || one.isNumber !== one.number);
    expect(wrong).toEqual([]);
    expect(cases.worked.length).toBeGreaterThan(1000);
  });

  test.each(cases.forms.map((one) => [JSON.stringify(one.answers), one] as const))(
    "a form shows, lacks and refuses as in Python: %s",
    (_, one) => {
      const items = Object.entries(one.items).map(([id, item]) => [`items/${id}`, untag(item)] as const);
      const form = { ...formOf(docOf("form", Object.fromEntries(items))), steps: STEPS };
      const answers = untagged(one.answers);
      const { items: asked, seen } = settled(form, answers);
      expect(asked.map(({ id }) => id)).toEqual(one.shown);
      expect(Object.fromEntries([...seen].map(([id, value]) => [id, text(value)]))).toEqual(one.seen);
      expect(missing(form, answers)).toEqual(one.missing);
      expect(asked.filter((item) => breaks(form, item, seen, TODAY)).map(({ id }) => id)).toEqual(one.broken);
    },
  );
});
