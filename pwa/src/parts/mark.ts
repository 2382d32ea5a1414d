/** 办结: saying that something is done, and taking it back. */
import { bytesOf, dashed } from "../model/ids";
import { t } from "../text";
import type { Todo } from "./agenda-todos";
import { docAt, mine, today } from "./here";
import { say } from "./toast";

export async function mark({ of, task }: Todo): Promise<void> {
  const { person } = mine();
  const element = `${task.asked.section}.${task.asked.element}`;
  const doc = await mine().naturalId("task_mark", dashed(of.id), element, task.label, dashed(person));
  const once = [
    ["programme", bytesOf(of.id)],
    ["element", element],
    ["period", task.label],
    ["person", bytesOf(person)],
    ["institution", of.registers.get("institution") ?? null],
  ] as const;
  await mine().write(doc, "task_mark", [...(docAt(doc) ? [] : once), ["done_on", today.peek()]]);
  say(t("agenda.marked"), () => void mine().write(doc, "task_mark", [["done_on", null]]));
}
