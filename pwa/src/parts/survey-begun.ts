/** 方案要的调查: what a programme says of a survey: its title and form, and the rate that it aims at. */
import { elements, listOf } from "../model/given";
import type { Hex, Value } from "../sync/interface";
import { docAt } from "./here";
import { fullForm, sourceOf } from "./of-programme";
import { elementAt, registersOf, titleIn } from "./plan-titles";

export interface Begun {
  readonly title: string;
  readonly form: string;
  /** Empty where the programme aims at no rate. */
  readonly target: string;
  /** The answers that count as satisfied, as the programme has it; none, where it doesn't say. */
  readonly satisfied: readonly string[];
  readonly source: readonly [string, Value][];
}

export function begunFrom(programme: Hex, element = ""): Begun {
  const doc = docAt(programme);
  const given = doc ? elementAt(doc, "evaluations", element) : null;
  const targets = doc ? elements(registersOf(doc), "targets") : [];
  const target = targets.find(([, { metric }]) => metric === "satisfaction_rate")?.[1];
  return {
    title: titleIn(given),
    form: doc && typeof given?.form === "string" ? fullForm(given.form, doc) : "",
    target: typeof target?.value === "number" ? String(target.value) : "",
    satisfied: listOf(target?.numerator).filter((each) => typeof each === "string"),
    source: sourceOf({ programme, element }, "mass"),
  };
}
