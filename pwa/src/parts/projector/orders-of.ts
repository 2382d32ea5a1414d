/** The open orders that a meeting's screen shows: those it was told of, else those that this account reads; the longest late first. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { type MonthOrder, ordersIn } from "../../model/meeting-month";
import { OPEN, orderStanding } from "../../model/order";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { all } from "../here";
import { monthOfMeeting } from "./reach";

export const ORDERS_AT_ONCE = 6;

export function ordersOf(meeting: Doc): MonthOrder[] {
  const month = monthOfMeeting(meeting);
  const open = month ? ordersIn(month) : all("order").flatMap(ownOrder);
  return open.sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : one.key < other.key ? -1 : 1));
}

function ownOrder(doc: Doc): MonthOrder[] {
  const { state, due_on: due } = orderStanding(doc.registers);
  if (!OPEN.includes(state) || !due) return [];
  return [{ key: doc.id, unit: idOf(valueAt(doc, "unit")), title: textAt(doc, "title"), origin: "", due }];
}

/** What it is called; where its title may be somebody's own words, what it came from. */
export function titleOf({ title, origin }: MonthOrder): string {
  if (title) return title;
  return t(origin === "complaint" ? "proj.order.complaint" : "proj.order.untold");
}
