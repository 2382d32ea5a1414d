/** What a decision has become, as this device knows: made by somebody, made here and waiting, or not yet. */
import { fieldOf } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Becomes, Decision } from "../../model/meeting";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import type { Tone } from "../deeds/words";
import { all, docAt, mine } from "../here";
import { registersOf } from "./acts";

/**
 * Where the task or order stands that a decision became: its own word, the server's of an order that rests on it, or the
 * order that waits on this device. What the server sent back was not made.
 */
export function madeOf(meeting: Doc | undefined, { name, doc }: Decision): Hex | null {
  const waiting = all("order").find(({ registers }) => {
    const origin = registers.get("origin")?.value;
    return idOf(fieldOf(origin, "id")) === meeting?.id && fieldOf(origin, "part") === name;
  });
  const told = ["tasked", "ordered"].map((way) => idOf(registersOf(meeting).get(`${way}/${name}`)?.value));
  const made = told[0] ?? told[1] ?? doc ?? waiting?.id ?? null;
  return mine().refused.value.some((each) => each.doc === made) && !docAt(made) ? null : made;
}

export function hrefOf(made: Hex): string | null {
  const doc = docAt(made);
  return doc ? `/${doc.kind === "order" ? "orders" : "tasks"}/${made}` : null;
}

/** What stands on this device alone as yet is not called issued. */
export function madeWords(made: Hex, becomes: Becomes): [string, Tone] {
  if (docAt(made)?.waiting) return [t("meeting.made.waits"), "warn"];
  return [t(becomes === "task" ? "meeting.made.task" : "meeting.made.order"), "pass"];
}
