/** One's own self-evaluations by day, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Day } from "../model/day";
import { byDay, type Evaluation, withoutVersion } from "../model/evaluation";
import { all, replica, selfForm } from "./here";

/** My evaluations by one form, by day. */
export function myDaysBy(form: string): ReadonlyMap<Day, Evaluation> {
  const opened = replica.value;
  return opened ? byDay(all("self_evaluation"), opened.person, withoutVersion(form)) : new Map();
}

/** My evaluations by day. */
export const myDays: ReadonlySignal<ReadonlyMap<Day, Evaluation>> = computed(() => myDaysBy(selfForm.value));
