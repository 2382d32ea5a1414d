/** 到岗: since when somebody has been here, as `came_by` of `models/people.py`. Pure. */
import type { Doc } from "../sync/interface";
import type { Day } from "./day";

/** Whether a person had come by a day: to a unit or a branch, whichever was first; who has neither has always been here. */
export function cameBy(doc: Doc | undefined, day: Day): boolean {
  let first = day;
  let known = false;
  for (const [path, { value }] of doc?.registers ?? []) {
    const from = /^(memberships|branches)\//.test(path) && (value as { from?: unknown } | null)?.from;
    if (typeof from !== "string") continue;
    first = known && first < from ? first : from;
    known = true;
  }
  return first <= day;
}
