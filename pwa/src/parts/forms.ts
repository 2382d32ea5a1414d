/** The forms that this person holds, by name and version: live, read once for all screens. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Form, formOf, hasSteps } from "../model/form";
import { all } from "./here";
import { steps } from "./steps";

const forms: ReadonlySignal<ReadonlyMap<string, Form>> = computed(
  () =>
    new Map(
      all("form")
        .map(formOf)
        .map((form) => [form.name, form]),
    ),
);

/** The form of that name and version, such as "daily@1"; one with conditions only with the machine for them. */
export function formNamed(name: string): Form | null {
  const form = forms.value.get(name) ?? null;
  if (!form || !hasSteps(form)) return form;
  const found = steps();
  return found && { ...form, steps: found };
}
