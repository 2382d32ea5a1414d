/** 我的承诺、台账、活动、任务: what is mine, and what waits for me. Live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { pledgeStanding, recordState, taskStanding, under, valueAt } from "../../model/deed";
import type { Doc } from "../../sync/interface";
import { all, now, person, today } from "../here";
import { attendanceOf, isDue, isMe, newest, over } from "./face";
import { mayConfirm, mayPublish, mayReview, mayRun } from "./rights";

export type Wish =
  | "review"
  | "publish"
  | "grade"
  | "mend_pledge"
  | "confirm"
  | "mend_record"
  | "attend"
  | "run"
  | "take"
  | "mend_task"
  | "check";

/** 待办: one thing that waits for me, and where it is done. */
export interface Errand {
  readonly doc: Doc;
  readonly wish: Wish;
  readonly href: string;
}

function pledgeWish(doc: Doc): Wish | null {
  const { state } = pledgeStanding(doc.registers);
  if (isMe(doc, "pledger")) return state === "returned" ? "mend_pledge" : null;
  if (state === "waiting") return mayReview(doc) ? "review" : null;
  if (state === "accepted") return mayPublish(doc) ? "publish" : null;
  const over = state === "published" && String(valueAt(doc, "due_on") ?? "9") < today.value;
  return (state === "reported" || over) && mayReview(doc) ? "grade" : null;
}

function recordWish(doc: Doc): Wish | null {
  const state = recordState(doc.registers);
  if (isMe(doc, "person")) return state === "returned" ? "mend_record" : null;
  return state === "waiting" && under(doc.registers, "handed_in/").length > 0 && mayConfirm(doc) ? "confirm" : null;
}

function activityWish(doc: Doc): Wish | null {
  const me = person.value?.id;
  if (!me || valueAt(doc, "announced") !== true || over(doc)) return null;
  if (mayRun(doc)) return isMe(doc, "organiser") && Number(valueAt(doc, "begins_at")) <= now.value ? "run" : null;
  return isDue(doc, me) && !attendanceOf(doc.id, me) ? "attend" : null;
}

function taskWish(doc: Doc): Wish | null {
  const { state } = taskStanding(doc.registers);
  if (isMe(doc, "responsible")) return state === "assigned" ? "take" : state === "returned" ? "mend_task" : null;
  return isMe(doc, "assigner") && state === "reported" ? "check" : null;
}

const ASKED: readonly [string, string, (doc: Doc) => Wish | null][] = [
  ["contracted_task", "tasks", taskWish],
  ["activity", "activities", activityWish],
  ["pledge", "pledges", pledgeWish],
  ["record_entry", "records", recordWish],
];

/** What waits for me, the latest of each sort first. */
export const errands: ReadonlySignal<readonly Errand[]> = computed(() =>
  ASKED.flatMap(([kind, path, wish]) =>
    newest(all(kind)).flatMap((doc) => {
      const found = wish(doc);
      return found ? [{ doc, wish: found, href: `/${path}/${doc.id}` }] : [];
    }),
  ),
);
