/** Everybody and every place of the institution, and its forms: live, and derived once for all screens. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Form, formOf } from "../model/form";
import { type Place, placeOf } from "../model/people";
import { type Person, personOf } from "../model/person";
import { all, today } from "./here";

export const people: ReadonlySignal<readonly Person[]> = computed(() =>
  all("person").map((doc) => personOf(doc, today.value)),
);

export const units: ReadonlySignal<readonly Place[]> = computed(() => all("unit").map(placeOf));
export const branches: ReadonlySignal<readonly Place[]> = computed(() => all("party_branch").map(placeOf));

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
