/** How a visit stands, as a file of its own: whoever publishes fetches it when it is asked for (`visit-state`). */
import { type VisitState, visitStanding } from "../../model/visit";
import type { Doc } from "../../sync/interface";

export const stateOf = (visit: Doc): VisitState => visitStanding(visit.registers).state;
