/** How a visit stands and what it found wanting, as a file of its own: whoever publishes fetches it (`visit-state`). */
import { type VisitState, visitStanding } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";
import { visitAt } from "../inspect/view";

export const stateOf = (visit: Doc): VisitState => visitStanding(visit.registers).state;

/**
 * Items that count as failed, by the leader's ruling or the visit's rule, and those that nobody has settled; with the
 * observations that say so. What is kept apart says nothing.
 */
export function wantingOf(visit: Doc): ReadonlyMap<string, ReadonlySet<Hex>> {
  const found = new Map<string, ReadonlySet<Hex>>();
  for (const { id, seen, result } of visitAt(visit.id)?.rows ?? []) {
    const counting = seen.filter(({ counted }) => counted !== null);
    const failing = counting.filter(({ counted }) => counted?.verdict === "fail");
    const wants = result.verdict === "fail" || (result.source === "open" && failing.length > 0);
    if (wants) found.set(id, new Set((failing.length > 0 ? failing : counting).map(({ doc }) => doc.id)));
  }
  return found;
}
