/** The orders that are open, and those of them that are late. */
import { OPEN, orderStanding } from "../../model/order";
import { all, today } from "../here";

export function openOrders(): { orders: number; ordersOver: number } {
  const open = all("order")
    .map((doc) => orderStanding(doc.registers))
    .filter(({ state }) => OPEN.includes(state));
  return { orders: open.length, ordersOver: open.filter(({ due_on: due }) => due && due < today.value).length };
}
