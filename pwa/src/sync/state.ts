/** What of the machine is saved, and how it becomes a machine again. Documents, outbox and the rest lie beside it. */
import type { Held } from "./accepted";
import { decodeChange } from "./change";
import type { Hex, Notice, Refused } from "./interface";
import type { Machine } from "./machine";
import type { Item, Kept } from "./outbox";

/** A change of ours as the store keeps it; the bytes say the rest. */
export type SavedItem = Pick<Item, "id" | "doc" | "bytes" | "offset" | "sent" | "shaky" | "tries">;

/** The same for one that the server took. */
export interface SavedKept extends SavedItem {
  readonly receivedMs: number;
}

/** Everything small, in one record: clock, cursors, waiting list. */
export interface SavedState {
  readonly log: Hex | null;
  readonly latest: Hex;
  readonly seen: Hex;
  readonly offset: number;
  readonly tail: Hex;
  readonly epoch: number;
  readonly cursors: ReadonlyMap<string, number>;
  /** Ids of the waiting list, and when the server took them. */
  readonly waiting: readonly (readonly [Hex, number])[];
  readonly events: readonly (readonly [number, string])[];
  readonly notices: readonly Notice[];
  readonly lastSyncedMs: number | null;
}

/** All that the store gives at start. */
export interface Saved {
  readonly state: SavedState;
  readonly outbox: readonly SavedItem[];
  readonly waiting: readonly SavedItem[];
  readonly refused: readonly Refused[];
  readonly docs: readonly Held[];
}

export function saveItem({ id, doc, bytes, offset, sent, shaky, tries }: Item): SavedItem {
  return { id, doc, bytes, offset, sent, shaky, tries };
}

export function saveKept(kept: Kept): SavedKept {
  return { ...saveItem(kept), receivedMs: kept.receivedMs };
}

export function loadKept(saved: SavedKept): Kept {
  return { ...loadItem(saved), receivedMs: saved.receivedMs };
}

export function loadItem(saved: SavedItem): Item {
  return { ...saved, ...decodeChange(saved.bytes) };
}

export function stateOf(machine: Machine): SavedState {
  const { log, clock, accepted, waiting, events, notices, lastSyncedMs } = machine;
  return {
    log,
    ...clock,
    epoch: accepted.epoch,
    cursors: new Map(accepted.cursors),
    waiting: [...waiting.values()].map(({ item, receivedMs }) => [item.id, receivedMs]),
    events,
    notices,
    lastSyncedMs,
  };
}

/** Puts what was saved into a machine, in place of what it holds. */
export function restore(machine: Machine, { state, outbox, waiting, refused, docs }: Saved): void {
  const { latest, seen, offset, tail, epoch, log, events, notices, lastSyncedMs } = state;
  Object.assign(machine.clock, { latest, seen, offset, tail });
  Object.assign(machine, { log, events: [...events], notices, lastSyncedMs });
  for (const item of [...machine.outbox.items()]) machine.outbox.delete(item);
  for (const item of outbox) machine.outbox.put(loadItem(item));
  const moments = new Map(state.waiting);
  machine.waiting.clear();
  for (const item of waiting) {
    machine.waiting.set(item.id, { item: loadItem(item), receivedMs: moments.get(item.id) ?? 0, nil: 0 });
  }
  machine.refused.clear();
  for (const change of refused) machine.refused.set(change.id, change);
  const { accepted } = machine;
  accepted.epoch = epoch;
  accepted.cursors.clear();
  for (const [scope, seq] of state.cursors) accepted.cursors.set(scope, seq);
  accepted.docs.clear();
  for (const held of docs) accepted.docs.set(held.id, held);
}
