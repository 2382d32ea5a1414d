/** Which poll a scene is of, which others may be brought up, and what was counted of one. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { pollAfter, pollsToShow, pollToShow, Steady } from "../../model/projector";
import type { Doc, Hex } from "../../sync/interface";
import { all, docAt, mine } from "../here";
import { pollsOf } from "../meeting/acts";

/** Of a result, at most so many people on a page. */
export const LINES_AT_ONCE = 6;
/** Of one question, at most so many options. */
export const OPTIONS_AT_ONCE = 7;

/** What was seen of polls and their counts: never shown older than that. */
export const steady = new Steady();

/** The poll that a scene is of; where it names none, the one of this meeting that was opened last. */
export function pollOf(meeting: Doc, doc: Hex | null): Doc | undefined {
  const asked = doc ? steady.newest(doc, docAt(doc)) : undefined;
  // Taken away before it was opened: nothing is shown of it, and nothing in its place.
  if (asked && valueAt(asked, "removed") === true) return undefined;
  return pollToShow(pollsOf(meeting.id), asked);
}

/** All that the room may be shown; none void, none that isn't open yet. */
export function pollsShown(meeting: Doc): Doc[] {
  return pollsToShow(pollsOf(meeting.id));
}

/** Another one of the meeting, after the one that is shown. */
export function pollBeside(meeting: Doc, shown: Doc | undefined): Doc | undefined {
  return pollAfter(pollsOf(meeting.id), shown);
}

/** What the server counted of a poll. */
export function about(kind: "poll_turnout" | "poll_result", poll: Hex): Doc | undefined {
  const found = all(kind).find((doc) => idOf(valueAt(doc, "poll")) === poll);
  return found && steady.newest(found.id, found);
}

/** Why the server took no closing or reveal from this device; "" where it sent nothing back. */
export function sentBackWords(poll: Doc | undefined): string {
  if (!poll || valueAt(poll, "revealed") === true) return "";
  return mine().refused.value.find(({ doc }) => doc === poll.id)?.message ?? "";
}
