import { describe, expect, test } from "vitest";
import { docOf } from "../../tests/docs";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Value } from "../sync/interface";
import { type Condition, isMet } from "./condition";
import { breaks, formOf, missing, shown } from "./form";

interface HoldsCase {
  readonly condition: Condition;
  readonly answers: Record<string, Tagged>;
  readonly own: Tagged;
  readonly holds: boolean;
}

interface FormCase {
  readonly items: Record<string, Tagged>;
  readonly answers: Record<string, Tagged>;
  readonly shown: string[];
  readonly missing: string[];
  readonly broken: string[];
}

const cases = vectors<{ holds: HoldsCase[]; forms: FormCase[] }>("conditions");

function untagged(answers: Record<string, Tagged>): Map<string, Value> {
  return new Map(Object.entries(answers).map(([id, value]) => [id, untag(value)]));
}

describe("the shared vectors", () => {
  test("every condition holds or not as in Python", () => {
    const wrong = cases.holds.filter(
      (one) => isMet(one.condition, untagged(one.answers), untag(one.own)) !== one.holds,
    );
    expect(wrong).toEqual([]);
    expect(cases.holds.length).toBeGreaterThan(1000);
  });

  test.each(cases.forms.map((one) => [JSON.stringify(one.answers), one] as const))(
    "a form shows, lacks and refuses as in Python: %s",
    (_, one) => {
      const items = Object.entries(one.items).map(([id, item]) => [`items/${id}`, untag(item)] as const);
      const form = formOf(docOf("form", Object.fromEntries(items)));
      const answers = untagged(one.answers);
      const seen = shown(form, answers);
      expect(seen.map(({ id }) => id)).toEqual(one.shown);
      expect(missing(form, answers)).toEqual(one.missing);
      expect(seen.filter((item) => breaks(item, answers)).map(({ id }) => id)).toEqual(one.broken);
    },
  );
});
