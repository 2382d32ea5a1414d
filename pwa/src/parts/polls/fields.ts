/** The lines of a poll that is being planned, each a signal of its own. */
import { useSignal } from "@preact/signals";
import { draftOf } from "../form-draft";
import type { Fault } from "./fault";
import type { Plan } from "./plan";

/** What is typed or picked of a plan, and kept while it is. */
export const LINES = [
  "title",
  "type",
  "mode",
  "place",
  "voters",
  "subjects",
  "options",
  "most",
  "min",
  "max",
  "step",
  "tellers",
  "chair",
  "note",
  "threshold",
  "probation",
  "opens",
  "from",
  "at",
  "day",
  "rules",
] as const satisfies readonly (keyof Plan)[];

/** Whether some are judged or all members: as it was left, else as the plan says. */
function whomOf(plan: Plan, form: string): "all" | "pick" {
  const kept = draftOf(form)?.registers.get("fields/whom")?.value;
  return (kept ?? (plan.subjects.length ? "pick" : "all")) === "pick" ? "pick" : "all";
}

/** One signal for each line of the plan. */
export function useFields(plan: Plan, form: string) {
  return {
    /** What is still lacking, once it was asked for. */
    fault: useSignal<Fault | null>(null),
    title: useSignal(plan.title),
    type: useSignal(plan.type),
    mode: useSignal(plan.mode),
    place: useSignal(plan.place),
    voters: useSignal(plan.voters),
    subjects: useSignal(plan.subjects),
    whom: useSignal<"all" | "pick">(whomOf(plan, form)),
    options: useSignal(plan.options),
    most: useSignal(plan.most),
    min: useSignal(plan.min),
    max: useSignal(plan.max),
    step: useSignal(plan.step),
    tellers: useSignal(plan.tellers),
    chair: useSignal(plan.chair),
    note: useSignal(plan.note),
    threshold: useSignal(plan.threshold),
    probation: useSignal(plan.probation),
    opens: useSignal(plan.opens),
    from: useSignal(plan.from),
    at: useSignal(plan.at),
    day: useSignal(plan.day),
    rules: useSignal(plan.rules),
  };
}

export type Fields = ReturnType<typeof useFields>;
