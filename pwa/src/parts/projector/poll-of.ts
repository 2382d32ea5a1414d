/** Which poll a scene is of. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { Steady } from "../../model/projector";
import type { Doc, Hex } from "../../sync/interface";
import { all, docAt } from "../here";

/** What was seen of polls and their counts: never shown older than that. */
export const steady = new Steady();

/** The poll that a scene is of; where it names none, the one of this meeting that was opened last. */
export function pollOf(meeting: Doc, doc: Hex | null): Doc | undefined {
  if (doc) {
    const found = steady.newest(doc, docAt(doc));
    return found && stands(found) ? found : undefined;
  }
  const own = all("poll").filter((each) => {
    const of = idOf(valueAt(each, "meeting"));
    return stands(each) && (of === meeting.id || of === idOf(valueAt(meeting, "activity")));
  });
  const valid = (poll: Doc) => typeof valueAt(poll, "voided") !== "string";
  return own.sort(
    (one, other) => Number(valid(other)) - Number(valid(one)) || (opened(one) < opened(other) ? 1 : -1),
  )[0];
}

/** Not taken away before it was opened. */
const stands = (poll: Doc) => valueAt(poll, "removed") !== true;

const opened = (poll: Doc) => poll.registers.get("opened")?.stamp ?? "";
