/** The meetings of the branch that concern this person now: today's that have not ended, and any that is running. Live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { localOf } from "../../model/day";
import { stampOf, valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { leads } from "../deeds/leading";
import { all, docAt, person, today } from "../here";

export interface MeetingNow {
  readonly activity: Doc;
  readonly meeting: Doc;
  readonly running: boolean;
  /** I run it: its secretary, or who called it. */
  readonly mine: boolean;
  /** I run it, chair it or write it down. */
  readonly serving: boolean;
  readonly due: boolean;
}

function standing(meeting: Doc): MeetingNow | null {
  const activity = docAt(idOf(valueAt(meeting, "activity")));
  const me = person.value?.id;
  if (!activity || !me || valueAt(activity, "announced") !== true) return null;
  if (valueAt(activity, "ended") === true || typeof valueAt(activity, "cancelled") === "string") return null;
  if (stampOf(meeting.registers, "ended") !== null) return null;
  const own = dashed(me);
  const place = idOf(valueAt(activity, "place"));
  const mine = idOf(valueAt(activity, "organiser")) === me || (place !== null && leads(place));
  const serving = mine || ["chair", "scribes"].some((each) => valueAt(meeting, `${each}/${own}`) === true);
  const due = valueAt(activity, `due/${own}`) === true;
  const running = stampOf(meeting.registers, "begun") !== null;
  const onToday = localOf(Number(valueAt(activity, "begins_at") ?? 0)).day === today.value;
  return (due || serving) && (running || onToday) ? { activity, meeting, running, mine, serving, due } : null;
}

export const meetingsNow: ReadonlySignal<readonly MeetingNow[]> = computed(() =>
  all("meeting")
    .flatMap((meeting) => standing(meeting) ?? [])
    .sort((one, other) => Number(other.running) - Number(one.running) || begins(one) - begins(other)),
);

/** The meeting that a poll belongs to, if any. */
export function meetingOfPoll(poll: Hex): Hex | null {
  const doc = docAt(poll);
  return doc ? idOf(valueAt(doc, "meeting")) : null;
}

function begins({ activity }: MeetingNow): number {
  return Number(valueAt(activity, "begins_at") ?? 0);
}
