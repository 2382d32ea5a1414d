/** How a visit stands, for those who publish it: fetched apart, since it comes with all that inspectors' screens need. */
import type { VisitState } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";
import { fetched } from "../fetched";

const standing = fetched(() => import("./visit-standing"));

/** The state; null for the moment in which it is fetched. */
export function visitState(visit: Doc): VisitState | null {
  return standing()?.stateOf(visit) ?? null;
}

/** What the visit found wanting, by item, with the observations that say so; nothing for that moment. */
export function wanting(visit: Doc): ReadonlyMap<string, ReadonlySet<Hex>> {
  return standing()?.wantingOf(visit) ?? new Map();
}

/** Fetches it before it is asked for. */
export const fetchVisitState = (): Promise<void> => standing.fetch();
