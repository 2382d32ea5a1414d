/** Pledges of the branch and its members that wait for a review or a grade. */
import { pledgeStanding, valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { all, personAt } from "../here";

export function pledgesOf(branch: Hex): number {
  const ours = (doc: Doc) => {
    const pledger = idOf(valueAt(doc, "pledger"));
    return (
      idOf(valueAt(doc, "branch")) === branch || (pledger !== null && personAt(pledger)?.branches.includes(branch))
    );
  };
  const waiting = (doc: Doc) => ["waiting", "reported"].includes(pledgeStanding(doc.registers).state);
  return all("pledge").filter((doc) => ours(doc) && waiting(doc)).length;
}
