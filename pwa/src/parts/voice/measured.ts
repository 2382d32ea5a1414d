/** On which form the public rates, and how its rate is worked out: nobody who prints a batch chooses that. */
import { fieldOf, under, valueAt } from "../../model/facts";
import { type Form, formOf } from "../../model/form";
import { bytesOf } from "../../model/ids";
import { formulaOf, type Measure } from "../../model/rating-formula";
import type { Doc, Value } from "../../sync/interface";
import { isOver } from "../form-titles";
import { all } from "../here";
import { labelOf, titleOf } from "../labels";
import { begunFrom } from "../survey-begun";

export interface Purpose {
  readonly key: string;
  readonly title: string;
  /** The evaluation's own form, where it names one. */
  readonly form: string;
  readonly programme: Doc;
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
        const title = String(fieldOf(given, "title") ?? element);
        return [{ key: `${doc.id}/${element}`, title, form: begunFrom(doc.id, element).form, programme: doc, writes }];
      }),
    );
}

export interface PublicForm {
  readonly name: string;
  readonly title: string;
  readonly doc: Doc;
  readonly form: Form;
}

/** Forms that the public may rate on, those for satisfaction first. */
export function publicForms(): PublicForm[] {
  return all("form")
    .filter((doc) => !isOver(doc) && formulaOf(doc, undefined) !== null)
    .map((doc) => ({ doc, form: formOf(doc) }))
    .sort((one, other) => Number(/satisf/.test(other.form.name)) - Number(/satisf/.test(one.form.name)))
    .map(({ doc, form }) => ({ name: form.name, title: titleOf(form), doc, form }));
}

/** How the rate is worked out: as the programme has it, else as the form says. */
export function measured({ doc }: PublicForm, purpose: Purpose | undefined): Measure | null {
  return formulaOf(doc, purpose?.programme);
}

/** The same in words: the question, the answers that are satisfied, and those that are left out. */
export function measuredWords(
  { form }: PublicForm,
  measure: Measure,
): Record<"item" | "satisfied" | "excluded", string> {
  const item = form.items.find(({ id }) => id === measure.item);
  const named = (values: Measure["satisfied"]) =>
    (item?.options ?? []).filter(({ value }) => values.includes(value)).map(labelOf);
  return {
    item: item ? labelOf(item) : "",
    satisfied: named(measure.satisfied).join(" / "),
    excluded: named(measure.excluded).join(" / "),
  };
}
