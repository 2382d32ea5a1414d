/** Everybody and every place of the institution: live, and derived once for all screens. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Place, placeOf } from "../model/people";
import { type Person, personOf, textAt } from "../model/person";
import { all, today } from "./here";

export const people: ReadonlySignal<readonly Person[]> = computed(() =>
  all("person").map((doc) => personOf(doc, today.value)),
);

/** Those that have not ended. */
const lasting = (kind: string): readonly Place[] =>
  all(kind)
    .filter((doc) => !(textAt(doc, "ended_on") && textAt(doc, "ended_on") < today.value))
    .map(placeOf);

export const units: ReadonlySignal<readonly Place[]> = computed(() => lasting("unit"));
export const branches: ReadonlySignal<readonly Place[]> = computed(() => lasting("party_branch"));
