/** What the machine changed: collected until it is saved in one transaction and shown. */
import type { Hex, Refused } from "./interface";
import type { Machine } from "./machine";
import type { Item, Kept } from "./outbox";

/** What changed since the last `take`: to be saved in one transaction. Null: delete. */
export interface Delta {
  readonly outbox: Map<Hex, Item | null>;
  /** Own accepted changes, kept for 90 days in case the server's database is restored. */
  readonly kept: Map<Hex, Kept | null>;
  readonly refused: Map<Hex, Refused | null>;
  /** Documents whose accepted state changed or went. */
  readonly docs: Set<Hex>;
  /** Documents of which nothing may stay. */
  readonly forgotten: Set<Hex>;
  /** Documents that a screen shows differently now. */
  readonly touched: Set<Hex>;
}

export function newDelta(): Delta {
  return {
    outbox: new Map(),
    kept: new Map(),
    refused: new Map(),
    docs: new Set(),
    forgotten: new Set(),
    touched: new Set(),
  };
}

/** All that a machine holds, for a store that holds nothing. */
export function wholeDelta({ outbox, waiting, refused, accepted }: Machine): Delta {
  const kept = [...waiting.values()].map(({ item, receivedMs }): [Hex, Kept] => [item.id, { ...item, receivedMs }]);
  return {
    ...newDelta(),
    outbox: new Map([...outbox.items()].map((item) => [item.id, item])),
    kept: new Map(kept),
    refused: new Map(refused),
    docs: new Set(accepted.docs.keys()),
  };
}

/** Adds what came later. */
export function addDelta(into: Delta, later: Delta): void {
  for (const [id, item] of later.outbox) into.outbox.set(id, item);
  for (const [id, item] of later.kept) into.kept.set(id, item);
  for (const [id, refused] of later.refused) into.refused.set(id, refused);
  for (const id of later.docs) {
    into.docs.add(id);
    into.forgotten.delete(id);
  }
  for (const id of later.forgotten) into.forgotten.add(id);
  for (const id of later.touched) into.touched.add(id);
}
