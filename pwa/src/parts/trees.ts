/** Units and branches with what only the keeping of them asks for: type, and the day on which one ended. Live. */
import { idOf } from "../model/ids";
import type { Place } from "../model/people";
import { textAt } from "../model/person";
import { all } from "./here";

export interface Grown extends Place {
  readonly type: string;
  /** Empty while it goes on. */
  readonly endedOn: string;
}

export function grown(tree: "units" | "branches"): Grown[] {
  return all(tree === "units" ? "unit" : "party_branch").map((doc) => ({
    id: doc.id,
    name: textAt(doc, "name"),
    parent: idOf(doc.registers.get("parent")?.value),
    order: Number(doc.registers.get("order")?.value ?? 0),
    type: textAt(doc, "type"),
    endedOn: textAt(doc, "ended_on"),
  }));
}
