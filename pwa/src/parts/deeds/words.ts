/** Words of states, types and grades. */
import type { Grade, PledgeStanding, Presence, RecordState, TaskState } from "../../model/deed";
import { t } from "../../text";
import type { Wish } from "./mine";

export type Tone = "pass" | "warn" | "fail" | "info" | "";

export function pledgeWords({ state, grade, excused }: PledgeStanding): [string, Tone] {
  const words: Record<PledgeStanding["state"], [string, Tone]> = {
    draft: [t("pledge.draft"), ""],
    waiting: [t("pledge.waiting"), "warn"],
    returned: [t("pledge.returned"), "fail"],
    accepted: [t("pledge.accepted"), "info"],
    published: [t("pledge.published"), "info"],
    reported: [t("pledge.reported"), "warn"],
    graded: grade ? gradeWords(grade, excused) : ["", ""],
    withdrawn: [t("pledge.withdrawn"), ""],
  };
  return words[state];
}

export function gradeWords(grade: Grade, excused = false): [string, Tone] {
  const words: Record<Grade, [string, Tone]> = {
    kept: [t("grade.kept"), "pass"],
    mostly: [t("grade.mostly"), "warn"],
    not: [t("grade.not"), "fail"],
  };
  return excused ? [t("grade.excused", { grade: words[grade][0] }), "warn"] : words[grade];
}

export function recordWords(state: RecordState): [string, Tone] {
  const words: Record<RecordState, [string, Tone]> = {
    waiting: [t("record.waiting"), "warn"],
    returned: [t("record.returned"), "fail"],
    confirmed: [t("record.confirmed"), "pass"],
    withdrawn: [t("record.withdrawn"), ""],
  };
  return words[state];
}

export function taskWords(state: TaskState): [string, Tone] {
  const words: Record<TaskState, [string, Tone]> = {
    draft: [t("task.draft"), ""],
    assigned: [t("task.assigned"), "warn"],
    declined: [t("task.declined"), "fail"],
    taken: [t("task.taken"), "info"],
    reported: [t("task.reported"), "warn"],
    returned: [t("task.returned"), "fail"],
    done: [t("task.passed"), "pass"],
    cancelled: [t("task.cancelled"), ""],
  };
  return words[state];
}

export function presenceWords(presence: Presence): [string, Tone] {
  const words: Record<Presence, [string, Tone]> = {
    present: [t("presence.present"), "pass"],
    absent: [t("presence.absent"), "fail"],
    excused: [t("presence.excused"), "info"],
    signed_in: [t("presence.signed_in"), "warn"],
    asked: [t("presence.asked"), "warn"],
    none: [t("presence.none"), ""],
  };
  return words[presence];
}

export function wishWords(wish: Wish): string {
  const words: Record<Wish, string> = {
    review: t("wish.review"),
    publish: t("wish.publish"),
    grade: t("wish.grade"),
    mend_pledge: t("wish.mend"),
    confirm: t("wish.confirm"),
    mend_record: t("wish.mend"),
    attend: t("wish.answer"),
    run: t("wish.run"),
    take: t("wish.take"),
    mend_task: t("wish.mend"),
    check: t("wish.check"),
  };
  return words[wish];
}

export function pledgeType(type: unknown): string {
  return type === "shared" ? t("type.shared") : type === "concrete" ? t("type.concrete") : t("type.post");
}

const RECORD_TYPES = ["study", "volunteer", "contest", "good_deed", "error_free", "other"] as const;

export function recordTypes(): { value: string; label: string }[] {
  const words = [t("type.study"), t("type.volunteer"), t("type.contest"), t("type.good_deed"), t("type.error_free")];
  return RECORD_TYPES.map((value, at) => ({ value, label: words[at] ?? t("record.other") }));
}

export function recordType(type: unknown): string {
  return recordTypes().find(({ value }) => value === type)?.label ?? t("record.other");
}

const ACTIVITY_TYPES =
  "training contest forum service_month service_week service_day talk volunteer meeting other".split(" ");

export function activityTypes(): { value: string; label: string }[] {
  const words = t("activity.types").split(" ");
  return ACTIVITY_TYPES.map((value, at) => ({ value, label: words[at] ?? value }));
}

export function activityType(type: unknown): string {
  return activityTypes().find(({ value }) => value === type)?.label ?? "";
}
