/** The forms that this person holds, by name and version: live, read once for all screens. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Form, formOf } from "../model/form";
import { all } from "./here";

const forms: ReadonlySignal<ReadonlyMap<string, Form>> = computed(
  () =>
    new Map(
      all("form")
        .map(formOf)
        .map((form) => [form.name, form]),
    ),
);

/** The form of that name and version, such as "daily@1". */
export function formNamed(name: string): Form | null {
  return forms.value.get(name) ?? null;
}
