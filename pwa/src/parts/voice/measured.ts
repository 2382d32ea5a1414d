/** On which form the public rates, and what of it counts as satisfied: the programme's survey, else the form's own words. */
import { fieldOf, under, valueAt } from "../../model/facts";
import { type Form, formOf } from "../../model/form";
import { bytesOf } from "../../model/ids";
import type { Value } from "../../sync/interface";
import { isOver } from "../form-titles";
import { all } from "../here";
import { titleOf } from "../labels";

export interface Purpose {
  readonly key: string;
  readonly title: string;
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
        return [{ key: `${doc.id}/${element}`, title: String(fieldOf(given, "title") ?? element), writes }];
      }),
    );
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
