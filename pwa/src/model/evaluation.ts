/**
 * 自评: what a self-evaluation document says, derived from its registers alone.
 * Promises: nobody else's evaluation is taken for one's own; lateness is judged as the protocol says.
 */
import type { Doc, Hex } from "../sync/interface";
import { type Answers, answersOf } from "./answers";
import { addDays, type Day, dayOf, weekdayOf } from "./day";
import { idOf, momentOf } from "./ids";

export interface Evaluation {
  readonly doc: Doc;
  readonly person: Hex;
  readonly day: Day;
  readonly form: string;
  readonly answers: Answers;
  readonly note: string;
  /** The moment, by the writer's clock, of the submission; null while it is a draft. */
  readonly submittedMs: number | null;
  /** Written on a later day than its own. */
  readonly late: boolean;
  readonly waiting: boolean;
}

/** A document object never changes its content, so each is read once however many screens ask. */
const read = new WeakMap<Doc, Evaluation | null>();

export function evaluationOf(doc: Doc): Evaluation | null {
  let evaluation = read.get(doc);
  if (evaluation === undefined) {
    evaluation = readEvaluation(doc);
    read.set(doc, evaluation);
  }
  return evaluation;
}

function readEvaluation(doc: Doc): Evaluation | null {
  const person = idOf(doc.registers.get("person")?.value);
  const day = doc.registers.get("day")?.value;
  const form = doc.registers.get("form")?.value;
  if (!person || typeof day !== "string" || typeof form !== "string") return null;
  const note = doc.registers.get("note")?.value;
  const submitted = doc.registers.get("submitted");
  const submittedMs = submitted?.value === true ? momentOf(submitted.stamp) : null;
  return {
    doc,
    person,
    day,
    form,
    answers: answersOf(doc),
    note: typeof note === "string" ? note : "",
    submittedMs,
    late: submittedMs !== null && dayOf(submittedMs) > day,
    waiting: doc.waiting,
  };
}

/** One person's evaluations by one form, by day. */
export function byDay(docs: readonly Doc[], person: Hex, formId: string): Map<Day, Evaluation> {
  const days = new Map<Day, Evaluation>();
  for (const doc of docs) {
    const evaluation = evaluationOf(doc);
    if (evaluation?.person === person && withoutVersion(evaluation.form) === formId)
      days.set(evaluation.day, evaluation);
  }
  return days;
}

/** "daily" of "daily@1": the part that a natural id names. */
export function withoutVersion(form: string): string {
  return form.split("@", 1)[0] ?? form;
}

/** none: nothing written; draft: begun; done: submitted; future: not yet. */
export type DayState = "none" | "draft" | "done" | "late" | "future";

export function stateOf(day: Day, today: Day, days: ReadonlyMap<Day, Evaluation>): DayState {
  const evaluation = days.get(day);
  if (evaluation?.submittedMs != null) return evaluation.late ? "late" : "done";
  if (day > today) return "future";
  return evaluation && (evaluation.answers.size > 0 || evaluation.note !== "") ? "draft" : "none";
}

/**
 * How many days in a row were submitted, ending today, or yesterday while today is still open.
 * A Saturday or Sunday without one neither counts nor breaks the row.
 */
export function streak(today: Day, days: ReadonlyMap<Day, Evaluation>): number {
  let count = 0;
  let day = today;
  for (let step = 0; step < 400; step++, day = addDays(day, -1)) {
    if (days.get(day)?.submittedMs != null) count++;
    else if (day !== today && weekdayOf(day) < 5) break;
  }
  return count;
}

export const REPEATABLE_DAYS_MAX = 7;

/** The latest submitted evaluation of the seven days before, by this form's very version; "as yesterday" takes it. */
export function lastBefore(day: Day, form: string, days: ReadonlyMap<Day, Evaluation>): Evaluation | null {
  for (let back = 1; back <= REPEATABLE_DAYS_MAX; back++) {
    const found = days.get(addDays(day, -back));
    if (found?.submittedMs != null && found.form === form) return found;
  }
  return null;
}
