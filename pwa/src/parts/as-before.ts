/** 同昨天: the judgements of the latest submitted day copied into a draft, to be looked at before submitting. */
import type { Day } from "../model/day";
import { lastBefore } from "../model/evaluation";
import { repeated } from "../model/repeat";
import { navigate } from "../router";
import { t } from "../text";
import { writeOpen } from "./begin";
import { type Draft, selfEvaluationDraft, writeDraft } from "./draft";
import { formNamed } from "./forms";
import { selfForm } from "./here";
import { myDays } from "./own";
import { say } from "./toast";
import { dayWords } from "./when";

/** Fills the draft as the latest submitted day was, with the way back. */
export async function takeBefore(draft: Draft, day: Day, formName: string, days = myDays.peek()): Promise<void> {
  const form = formNamed(formName);
  const last = lastBefore(day, formName, days);
  if (!form || !last) return;
  const writes = repeated(form, last.answers).map(([item, value]) => [`answers/${item}`, value] as const);
  if (writes.length === 0) return;
  await writeOpen(draft, writes, form).catch(() => undefined);
  const undone = writes.map(([path]) => [path, null] as const);
  say(t("self.taken", { day: dayWords(last.day) }), () => void writeDraft(draft, undone));
}

/** From the first screen: opens the day's form and fills it in. */
export async function beginAsBefore(day: Day): Promise<void> {
  const form = selfForm.peek();
  const draft = await selfEvaluationDraft(day, form);
  navigate(`/self/${day}`);
  await takeBefore(draft, day, form);
}
