/** Everybody and every place of the institution: live, and derived once for all screens. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Place, placeOf } from "../model/people";
import { type Person, personOf } from "../model/person";
import { all, today } from "./here";

export const people: ReadonlySignal<readonly Person[]> = computed(() =>
  all("person").map((doc) => personOf(doc, today.value)),
);

export const units: ReadonlySignal<readonly Place[]> = computed(() => all("unit").map(placeOf));
export const branches: ReadonlySignal<readonly Place[]> = computed(() => all("party_branch").map(placeOf));
