/** 通知活动: a planned activity is kept as a draft, or announced to those whom it concerns. */
import type { Signal } from "@preact/signals";
import { bytesOf, dashed } from "../../model/ids";
import { startOf } from "../../model/months";
import { navigate } from "../../router";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine, person } from "../here";
import { say } from "../toast";
import type { Offer } from "./programmes";

const MINUTE_MS = 60_000;

/** 活动计划: what is chosen, as it is chosen. */
export interface Plan {
  readonly type: Signal<string>;
  readonly title: Signal<string>;
  readonly venue: Signal<string>;
  readonly agenda: Signal<string>;
  readonly place: Signal<string>;
  readonly from: Signal<string>;
  readonly to: Signal<string>;
  readonly begins: Signal<string>;
  readonly ends: Signal<string>;
  readonly dueBy: Signal<string>;
  readonly named: Signal<readonly string[]>;
  /** The activity of a programme that this one is, if any. */
  readonly source: Signal<Offer | undefined>;
}

function momentAt(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return startOf(day) + (hours * 60 + minutes) * MINUTE_MS;
}

/** What the plan writes; a draft isn't announced, and its list of people is chosen when it is. */
function writesOf(plan: Plan, announced: boolean): [string, Value][] {
  const own = person.peek();
  const writes: [string, Value][] = [
    ["institution", own?.institution ? bytesOf(own.institution) : null],
    ["organiser", bytesOf(mine().person)],
    ["place", bytesOf(plan.place.value)],
    ["type", plan.type.value],
    ["title", plan.title.value.trim()],
    ["venue", plan.venue.value.trim()],
    ["agenda", plan.agenda.value.trim()],
    ["begins_at", momentAt(plan.from.value, plan.begins.value)],
    ["ends_at", momentAt(plan.to.value, plan.ends.value)],
    ["due_by", plan.dueBy.value],
  ];
  const source = plan.source.value;
  if (source) writes.push(["programme", bytesOf(source.programme)], ["element", source.element]);
  if (!announced) return writes;
  const named = plan.named.value.map((who): [string, Value] => [`people/${dashed(who)}`, true]);
  return [...writes, ...named, ["announced", true]];
}

export async function keep(plan: Plan, id: Hex): Promise<void> {
  await mine().write(id, "activity", writesOf(plan, false));
  navigate("/activities", { replace: true });
}

export async function announce(plan: Plan, id: Hex): Promise<void> {
  await mine().write(id, "activity", writesOf(plan, true));
  const key = crypto.getRandomValues(new Uint8Array(16));
  await mine().write(await mine().naturalId("activity_key", dashed(id), dashed(mine().person)), "activity_key", [
    ["activity", bytesOf(id)],
    ["organiser", bytesOf(mine().person)],
    ["key", key],
  ]);
  navigate(`/activities/${id}`, { replace: true });
  say(t("activity.announced"));
}
