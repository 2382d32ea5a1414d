/** What of an earlier day may be taken again, and which days still wait to be filled in. Pure. */
import type { Value } from "../sync/interface";
import type { Answers } from "./answers";
import { addDays, type Day, weekdayOf } from "./day";
import { type Evaluation, REPEATABLE_DAYS_MAX } from "./evaluation";
import type { Form } from "./form";
import type { ItemType } from "./generated";

const REPEATABLE: readonly ItemType[] = ["rating", "score", "choice", "multiple", "yes_no", "pass_fail"];
/** The answers worth repeating: judgements, not what happened on one day (numbers, words, pictures, dates). */
export function repeated(form: Form, answers: Answers): [string, Value][] {
  const taken: [string, Value][] = [];
  for (const item of form.items) {
    const value = answers.get(item.id);
    if (value !== undefined && REPEATABLE.includes(item.type)) taken.push([item.id, value]);
  }
  return taken;
}

/** Working days of the last seven, before today, with nothing submitted, latest first; none before the first one ever. */
export function gaps(today: Day, days: ReadonlyMap<Day, Evaluation>): Day[] {
  let first = today;
  for (const evaluation of days.values()) if (evaluation.day < first) first = evaluation.day;
  const open: Day[] = [];
  for (let back = 1; back <= REPEATABLE_DAYS_MAX; back++) {
    const day = addDays(today, -back);
    if (day < first) break;
    if (weekdayOf(day) < 5 && days.get(day)?.submittedMs == null) open.push(day);
  }
  return open;
}
