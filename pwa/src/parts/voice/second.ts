/** What waits for a second person of the office: odd ratings without a ruling, and cases that are set right and not closed. */
import { valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import { asksAgain, isOpen, rulingOf } from "../../model/public";
import type { Doc } from "../../sync/interface";
import { inOffice } from "../deeds/leading";
import { all, docAt, mine } from "../here";
import { ofUnit } from "../orders/rights";

/** Neither who made, printed or activated the batch, nor anybody of the unit. */
export function mayRule(flag: Doc): boolean {
  const batch = docAt(idOf(valueAt(flag, "batch")));
  const own = mine().person;
  const hands = batch ? [idOf(valueAt(batch, "by")), batch.registers.get("activated")?.author] : [];
  const printed = batch !== undefined && valueAt(batch, `printers/${dashed(own)}`) === true;
  return inOffice() && !printed && !hands.includes(own) && !ofUnit(idOf(valueAt(flag, "unit")));
}

export function flagsWaiting(): readonly Doc[] {
  return all("rating_flag").filter((doc) => rulingOf(doc) === null && mayRule(doc));
}

/** Those to which something was written since wait for an answer first. */
export function closingsWaiting(): readonly Doc[] {
  const right = (doc: Doc) => isOpen(doc) && valueAt(doc, "rectified") !== undefined && !asksAgain(doc);
  return all("rating_case").filter((doc) => right(doc) && inOffice() && !ofUnit(idOf(valueAt(doc, "unit"))));
}
