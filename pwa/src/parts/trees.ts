/** Units and branches with what only the keeping of them asks for: type, and the day on which one ended. Live. */
import { type Place, placeOf } from "../model/people";
import { textAt } from "../model/person";
import { all } from "./here";

export interface Grown extends Place {
  readonly type: string;
  /** Empty while it goes on. */
  readonly endedOn: string;
}

export function grown(tree: "units" | "branches"): Grown[] {
  return all(tree === "units" ? "unit" : "party_branch").map((doc) => ({
    ...placeOf(doc),
    type: textAt(doc, "type"),
    endedOn: textAt(doc, "ended_on"),
  }));
}
