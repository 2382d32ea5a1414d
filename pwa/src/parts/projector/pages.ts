/** How many pages a scene has: alike on the room's screen and on the remote control in somebody's hand. */
import { under, valueAt } from "../../model/facts";
import type { Scene } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { FINDINGS_AT_ONCE, findingsOf } from "./findings-of";
import { ORDERS_AT_ONCE, ordersOf } from "./orders-of";
import { about, LINES_AT_ONCE, OPTIONS_AT_ONCE, pollOf } from "./poll-of";

export function pagesOf(meeting: Doc, scene: Scene): number {
  const [rows, atOnce] = rowsOf(meeting, scene);
  return Math.max(1, Math.ceil(rows / atOnce));
}

function rowsOf(meeting: Doc, { what, doc }: Scene): [number, number] {
  if (what === "findings") return [findingsOf(meeting).length, FINDINGS_AT_ONCE];
  if (what === "orders") return [ordersOf(meeting).length, ORDERS_AT_ONCE];
  const poll = what === "poll" ? pollOf(meeting, doc) : undefined;
  const result = poll && valueAt(poll, "revealed") === true ? about("poll_result", poll.id) : undefined;
  const lines = result ? under(result.registers, "counts/").length : 0;
  return poll && lines === 1 ? [under(poll.registers, "options/").length, OPTIONS_AT_ONCE] : [lines, LINES_AT_ONCE];
}
