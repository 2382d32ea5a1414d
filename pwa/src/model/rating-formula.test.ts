import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/rating_batch.json";
import { docOf } from "../../tests/docs";
import type { Value } from "../sync/interface";
import { formOf } from "./form";
import { batchState, isOver } from "./public";
import { formula, formulaOf } from "./rating-formula";

const registersOf = (items: object): Record<string, Value> =>
  Object.fromEntries(Object.entries(items).map(([id, item]) => [`items/${id}`, item as Value]));

it.each(vectors.formulas)("works $form out by the target $target", ({ items, target, measure }) => {
  expect(formula(formOf(docOf("form", registersOf(items))).items, target as Value)).toEqual(measure);
});

it("asks the programme first, by the first of its targets that says which answers make its rate", () => {
  const form = docOf("form", registersOf(vectors.formulas[0]!.items));
  const strict = { metric: "satisfaction_rate", numerator: ["满意"], exclude: ["不了解"] };
  const programme = docOf("programme", {
    "targets/a": { metric: "satisfaction_rate", op: "increase" },
    "targets/b": strict,
    "targets/c": { ...strict, numerator: ["基本满意"] },
  });
  expect(formulaOf(form, programme)?.satisfied).toEqual(["满意"]);
  expect(formulaOf(form, undefined)?.satisfied).toEqual(["满意", "基本满意"]);
});

it.each(vectors.ends)("is over on $day where it is good until $until: $over", ({ until, day, over }) => {
  const batch = docOf("rating_batch", until === null ? {} : { until });
  expect(isOver(batch, day)).toBe(over);
});

it("is stopped rather than over, and over rather than in use", () => {
  const active = { activated: "123456", until: "2026-11-21" };
  const state = (more: Record<string, Value>, day: string) => batchState(docOf("rating_batch", more), day);
  expect(state({}, "2026-11-21")).toBe("inactive");
  expect(state(active, "2026-11-21")).toBe("active");
  expect(state(active, "2026-11-22")).toBe("over");
  expect(state({ ...active, stopped: "丢了" }, "2026-11-22")).toBe("stopped");
});
