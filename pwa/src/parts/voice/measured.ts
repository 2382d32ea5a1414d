/** On which form the public rates, and what of it counts as satisfied: the programme's survey, else the form's own words. */
import { fieldOf, isMap, under, valueAt } from "../../model/facts";
import { type Form, formOf } from "../../model/form";
import { bytesOf } from "../../model/ids";
import type { Value } from "../../sync/interface";
import { isOver } from "../form-titles";
import { all } from "../here";
import { titleOf } from "../labels";
import { begunFrom } from "../survey-begun";

export interface Purpose {
  readonly key: string;
  readonly title: string;
  /** The evaluation's own form, where it names one. */
  readonly form: string;
  readonly satisfied: readonly string[];
  readonly writes: readonly [string, Value][];
}

const OF_THE_PUBLIC = ["mass", "patient", "survey"];

/** The evaluations of published programmes in which the public has its say. */
export function purposes(): Purpose[] {
  return all("programme")
    .filter((doc) => doc.registers.get("published")?.value === true && !doc.registers.has("ended_on"))
    .flatMap((doc) =>
      under(doc.registers, "evaluations/").flatMap((path): Purpose[] => {
        const given = valueAt(doc, path);
        const kinds = [fieldOf(given, "kind")].flat().map(String);
        if (!kinds.some((kind) => OF_THE_PUBLIC.includes(kind))) return [];
        const element = path.slice("evaluations/".length);
        const writes: [string, Value][] = [
          ["programme", bytesOf(doc.id)],
          ["element", element],
        ];
        const { form, satisfied } = begunFrom(doc.id, element);
        const title = String(fieldOf(given, "title") ?? element);
        return [{ key: `${doc.id}/${element}`, title, form, satisfied, writes }];
      }),
    );
}

/** What counts as satisfied: as the programme has it where its words are answers of the form, else as the form has it. */
export function measured(form: PublicForm, purpose: Purpose | undefined): Value {
  const doc = all("form").find((each) => each.registers.get("name")?.value === form.name);
  const item = doc && formOf(doc).items.find(({ id }) => id === fieldOf(form.measure, "item"));
  const values = item?.options.map(({ value }) => String(value)) ?? [];
  const wanted = purpose?.satisfied ?? [];
  if (wanted.length === 0 || !wanted.every((each) => values.includes(each)) || !isMap(form.measure))
    return form.measure;
  return { ...form.measure, satisfied: [...wanted] };
}

const UNKNOWN = /不了解|不清楚|don't know/i;
const NOT = /不|差|not|poor/i;

function itemOf(form: Form) {
  const choices = form.items.filter(({ type, options }) => type === "choice" && options.length >= 3);
  return choices.find(({ id }) => id === "overall") ?? choices[0];
}

export interface PublicForm {
  readonly name: string;
  readonly title: string;
  readonly measure: Value;
}

/** Forms that the public may rate on, those for satisfaction first. */
export function publicForms(): PublicForm[] {
  return all("form")
    .filter((doc) => !isOver(doc))
    .map(formOf)
    .filter((form) => itemOf(form) !== undefined)
    .sort((one, other) => Number(/satisf/.test(other.name)) - Number(/satisf/.test(one.name)))
    .map((form) => ({ name: form.name, title: titleOf(form), measure: measureOf(form) }));
}

/** {item, satisfied, excluded}: as the last survey on this form has it, else by the words of its options. */
function measureOf(form: Form): Value {
  const surveys = all("survey_round").filter((doc) => doc.registers.get("form")?.value === form.name);
  const known = surveys.at(-1)?.registers.get("measure")?.value;
  if (known) return known;
  const item = itemOf(form);
  const options = item?.options ?? [];
  const unknown = options.filter(({ label }) => UNKNOWN.test(label));
  const satisfied = options.filter(({ label }) => !UNKNOWN.test(label) && !NOT.test(label));
  return {
    item: item?.id ?? "",
    satisfied: satisfied.map(({ value }) => value),
    excluded: unknown.map(({ value }) => value),
  };
}
