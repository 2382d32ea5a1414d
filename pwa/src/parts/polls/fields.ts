/** The lines of a poll that is being planned, each a signal of its own. */
import { useSignal } from "@preact/signals";
import type { Fault } from "./fault";
import type { Plan } from "./plan";

/** One signal for each line of the plan. */
export function useFields(plan: Plan) {
  return {
    /** What is still lacking, once it was asked for. */
    fault: useSignal<Fault | null>(null),
    title: useSignal(plan.title),
    type: useSignal(plan.type),
    mode: useSignal(plan.mode),
    place: useSignal(plan.place),
    voters: useSignal(plan.voters),
    subjects: useSignal(plan.subjects),
    whom: useSignal<"all" | "pick">(plan.subjects.length ? "pick" : "all"),
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
