/** 不具名: the names that the office keeps to itself. */
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Hex } from "../../sync/interface";
import { all } from "../here";

/** Names that the unit isn't told; the office alone holds them. */
export function withheldOf(order: Hex): Hex[] {
  const note = all("order_note").find((doc) => idOf(valueAt(doc, "order")) === order);
  return note ? under(note.registers, "people/").map((path) => idOf(path.slice("people/".length)) ?? "") : [];
}
