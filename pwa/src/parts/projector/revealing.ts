/** Who reveals a poll of a meeting, and what that does: an anonymous one that still runs is closed first. */
import { valueAt } from "../../model/facts";
import { dashed } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { isOrganiser, mine } from "../here";

/** Whether this person closes and reveals the poll, and it is open to that. */
export function mayReveal(poll: Doc | undefined): poll is Doc {
  if (!poll || valueAt(poll, "opened") !== true || valueAt(poll, "revealed") === true) return false;
  if (typeof valueAt(poll, "voided") === "string") return false;
  return isOrganiser.value || valueAt(poll, `chair/${dashed(mine().person)}`) === true;
}

/** An anonymous poll that still runs is only closed: ballots on their way are waited for before the reveal. */
export function onlyCloses(poll: Doc): boolean {
  return valueAt(poll, "mode") === "anonymous" && valueAt(poll, "closed") !== true;
}

/** Closes the poll where it still runs, then reveals it. */
export async function reveal(poll: Doc): Promise<void> {
  const closes = onlyCloses(poll);
  if (valueAt(poll, "closed") !== true) await mine().write(poll.id, "poll", [["closed", true]]);
  if (closes) return;
  await mine().write(poll.id, "poll", [["revealed", true]]);
}
