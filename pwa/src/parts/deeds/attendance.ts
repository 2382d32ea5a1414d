/** Writing to somebody's attendance at an activity, made where there is none yet. */
import { signal } from "@preact/signals";
import { type Presence, valueAt } from "../../model/deed";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { mine } from "../here";
import { attendanceOf, over } from "./face";

/** At which activity somebody has just asked, on another screen, to sign in. */
export const signingIn = signal<Hex | null>(null);

/** So long before it begins one may sign in. */
export const EARLY_MS = 30 * 60_000;

/** The registers that name an attendance, where there is none yet. */
export async function writeAttendance(activity: Doc, who: string, ...writes: [string, Value][]): Promise<void> {
  const known = attendanceOf(activity.id, who);
  const once: [string, Value][] = known
    ? []
    : [
        ["activity", bytesOf(activity.id)],
        ["person", bytesOf(who)],
        ["organiser", valueAt(activity, "organiser") ?? null],
        ["place", valueAt(activity, "place") ?? null],
      ];
  const id = known?.id ?? (await mine().naturalId("attendance", dashed(activity.id), dashed(who)));
  await mine().write(id, "attendance", [...once, ...writes]);
}

/** Whether somebody may give a code: until it is over or an organiser has said who was there. A wrong one is typed again. */
export function mayGiveCode(activity: Doc, state: Presence): boolean {
  return !over(activity) && state !== "present" && state !== "absent";
}
