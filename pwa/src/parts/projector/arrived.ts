/** Who has arrived at a meeting, as far as this device holds it: where it doesn't, there is no number to show. */
import { presence } from "../../model/deed";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { all } from "../here";
import { runs } from "../meeting/acts";

export interface Arrived {
  /** Signed in, or ticked by an organiser. */
  readonly present: ReadonlySet<Hex>;
  /** Signed in, and confirmed by nobody yet: a wrong code among them, perhaps. */
  readonly waiting: ReadonlySet<Hex>;
  readonly excused: ReadonlySet<Hex>;
}

/** Null on the device of somebody who isn't told who came. */
export function arrivedAt(activity: Doc | undefined): Arrived | null {
  if (!activity || !runs(activity)) return null;
  const found = { present: new Set<Hex>(), waiting: new Set<Hex>(), excused: new Set<Hex>() };
  const organiser = idOf(valueAt(activity, "organiser")) ?? "";
  for (const doc of all("attendance")) {
    if (idOf(valueAt(doc, "activity")) !== activity.id) continue;
    const person = idOf(valueAt(doc, "person")) ?? "";
    const how = presence(doc.registers, organiser);
    if (how === "present" || how === "signed_in") found.present.add(person);
    if (how === "signed_in") found.waiting.add(person);
    if (how === "excused" || how === "asked") found.excused.add(person);
  }
  return found;
}
