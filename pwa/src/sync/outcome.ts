/**
 * Outcomes: what becomes of a change once the server has answered: taken and kept for a while, or refused, and then
 * corrected by its author. Over the machine, and loaded after the first screen.
 */
import { checkWrites, type Write } from "./change";
import type { Hex, Refused, Register } from "./interface";
import type { Machine } from "./machine";
import { foldWrites, type Item, makeItem } from "./outbox";
import { buries } from "./overwritten";
import { msOf, tick } from "./stamp";

/** The server has taken it: it stays on top until a pull brings it, and is kept for 90 days. */
export function accept(machine: Machine, item: Item, receivedMs: number, nil: number): void {
  machine.unqueue(item);
  machine.delta.kept.set(item.id, { ...item, receivedMs });
  machine.waiting.set(item.id, { item, receivedMs, nil });
}

export function refuse(machine: Machine, item: Item, reason: Pick<Refused, "code" | "message" | "path">): void {
  machine.unqueue(item);
  const { id, doc, kind, writes } = item;
  put(machine, { ...reason, id, doc, kind, writes, stampMs: msOf(id) });
}

function put(machine: Machine, refused: Refused): void {
  machine.refused.set(refused.id, refused);
  machine.delta.refused.set(refused.id, refused);
}

/**
 * Puts a refused change, with some of its writes replaced, at the outbox's end, and after it the later refused
 * changes of its document. Of neither goes out what its author has written anew since: that stands, and the words that
 * lie under it stay with their author as what was overwritten does.
 */
export function correct(machine: Machine, id: Hex, writes: readonly Write[], wallMs: number): void {
  const refused = machine.refused.get(id);
  if (!refused) return;
  // What was overwritten (overwritten.ts) goes out again alone, and only when it is asked for.
  const apart = (each: Refused) => each.code === "overwritten";
  const later = [...machine.refused.values()].filter(
    (other) => other.doc === refused.doc && other.id > id && !apart(other) && !apart(refused),
  );
  const before = new Map(refused.writes);
  const anew = new Set(writes.filter(([path, value]) => before.get(path) !== value).map(([path]) => path));
  const mended = { ...refused, writes: foldWrites(refused.writes, writes) ?? refused.writes };
  const stands = apart(refused) ? () => undefined : standing(machine, refused.doc);
  const again = [mended, ...later.sort(byId)].map((each) => {
    const over = ([path]: Write) => (each === mended && anew.has(path) ? undefined : stands(path, each.id));
    return {
      ...each,
      writes: each.writes.filter((write) => !over(write)),
      under: each.writes.filter((write) => buries(over(write)?.value, write[1])),
    };
  });
  const sent = again.filter(({ writes }) => writes.length);
  for (const { writes } of sent) checkWrites(writes);
  const { clock, shaky } = machine;
  for (const { doc, kind, writes } of sent)
    machine.enqueue(makeItem({ id: tick(clock, wallMs), doc, kind, writes }, clock.offset, shaky));
  for (const { under, ...old } of again) {
    const path = under[0]?.[0];
    if (path === undefined) machine.discard(old.id);
    else put(machine, { ...old, code: "overwritten", message: "", path, writes: under });
  }
}

/** What the person themselves has written at a place of a document, where it stands and is later than a stamp. */
function standing(machine: Machine, doc: Hex): (path: string, id: Hex) => Register | undefined {
  const shown = machine.view(doc)?.registers;
  return (path, id) => {
    const register = shown?.get(path);
    return register?.author === machine.person && register.stamp > id ? register : undefined;
  };
}

function byId(a: Refused, b: Refused): number {
  return a.id < b.id ? -1 : 1;
}
