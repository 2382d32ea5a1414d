/** Stamping again what a wrong clock stamped: in order, as the corrected clock reads (protocol §3). */
import type { Hex } from "./interface";
import { type Item, makeItem } from "./outbox";
import { type Clock, msOf, nextStamp } from "./stamp";

/**
 * Stamps items again, in order: the device's time of each as the corrected clock reads it, not above `nowMs`, raised
 * where needed to stay above the clock's `latest`. An item that was already stamped again gets `nowMs` itself, so a
 * server that knows later stamps of this replica than the device does is caught up with. `judged`: stamps that the
 * server remembers an answer for; none is used again.
 */
export function stampAgain(
  items: readonly Item[],
  clock: Clock,
  nowMs: number,
  judged: ReadonlySet<Hex> = new Set(),
): Item[] {
  return items.map((item) => {
    const ms = item.tries > 0 ? nowMs : Math.max(0, Math.min(msOf(item.id) - item.offset + clock.offset, nowMs));
    do clock.latest = nextStamp(clock.latest, ms, clock.tail);
    while (judged.has(clock.latest));
    const id = clock.latest;
    return { ...makeItem({ ...item, id }, clock.offset, false), tries: item.tries + (item.sent ? 1 : 0) };
  });
}

/** The item without what later changes of its document wrote; none if nothing is left. */
export function without(item: Item, later: readonly Item[]): Item[] {
  const overtaking = later.filter(({ doc, id }) => doc === item.doc && id > item.id);
  if (!overtaking.length) return [item];
  const paths = new Set(overtaking.flatMap(({ writes }) => writes.map(([path]) => path)));
  const writes = item.writes.filter(([path]) => !paths.has(path));
  return writes.length ? [{ ...item, writes }] : [];
}
