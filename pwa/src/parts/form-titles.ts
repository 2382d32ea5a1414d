/** Forms by their names and titles alone, for who chooses one and fills none in. */
import type { Item } from "../model/generated";
import { idOf } from "../model/ids";
import { textAt } from "../model/person";
import type { Doc } from "../sync/interface";
import { all, docAt, today } from "./here";
import { titleOf } from "./labels";

export interface Titled {
  readonly name: string;
  readonly title: string;
}

/** Whether a form belongs to a programme that has ended: nothing is begun on it, the server would send it back. */
export function isOver(form: Doc): boolean {
  const ended = docAt(idOf(form.registers.get("programme")?.value))?.registers.get("ended_on")?.value;
  return typeof ended === "string" && ended < today.value;
}

export function formTitles(forms: readonly Doc[] = all("form")): Titled[] {
  return forms.map((doc) => ({
    name: textAt(doc, "name"),
    title: titleOf({ title: textAt(doc, "title"), titleEn: textAt(doc, "title_en") || null }),
  }));
}

export function formTitle(name: string): string {
  return formTitles().find((form) => form.name === name)?.title ?? name;
}

/** One question of a form as it was written, without reading the whole form. */
export function itemOf(form: string, item: string): Item | null {
  const doc = all("form").find((each) => textAt(each, "name") === form);
  return (doc?.registers.get(`items/${item}`)?.value ?? null) as unknown as Item | null;
}

/** The label of an item or an option in the language chosen now. */
export function labelled({ label, label_en }: { readonly label?: string; readonly label_en?: string }): string {
  return titleOf({ title: label ?? "", titleEn: label_en || null });
}
