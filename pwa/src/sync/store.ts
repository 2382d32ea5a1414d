/**
 * The store: one IndexedDB database per person. Clock, registers, outbox and cursors are saved in one transaction,
 * durable before a write's promise resolves. Only the tab that leads may save: a token in the store fences off a tab
 * that was frozen and woke up late.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Delta } from "./delta";
import type { Hex, Refused } from "./interface";
import type { Machine } from "./machine";
import { packSegment, SEGMENTS, segmentOf, unpackSegment } from "./segment";
import { type Saved, type SavedItem, type SavedState, saveItem, stateOf } from "./state";

/** A picture on its way, or kept to be shown. */
export interface PhotoRow {
  readonly sha256: string;
  readonly doc: Hex;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  readonly addedMs: number;
  readonly done: boolean;
  /** Why the server will never take it; null while it may. */
  readonly failed: string | null;
}

interface Schema extends DBSchema {
  meta: { key: "state" | "lead"; value: SavedState | string };
  outbox: { key: Hex; value: SavedItem };
  kept: { key: Hex; value: SavedItem; indexes: { doc: Hex } };
  refused: { key: Hex; value: Refused };
  segments: { key: number; value: Uint8Array };
  photos: { key: string; value: PhotoRow; indexes: { doc: Hex } };
}

const STORES = ["meta", "outbox", "kept", "refused", "segments", "photos"] as const;

/** Another tab leads now: nothing was saved. */
export class Fenced extends Error {}

export class Store {
  private readonly db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.db = db;
  }

  static async open(person: Hex): Promise<Store> {
    const db = await openDB<Schema>(`mingcha-${person}`, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("meta");
        fresh.createObjectStore("outbox", { keyPath: "id" });
        fresh.createObjectStore("kept", { keyPath: "id" }).createIndex("doc", "doc");
        fresh.createObjectStore("refused", { keyPath: "id" });
        fresh.createObjectStore("segments");
        fresh.createObjectStore("photos", { keyPath: "sha256" }).createIndex("doc", "doc");
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new Store(db);
  }

  /** Everything, from one moment; null if nothing was ever saved. */
  async load(): Promise<Saved | null> {
    const tx = this.db.transaction(["meta", "outbox", "kept", "refused", "segments"]);
    const [state, outbox, refused, segments] = await Promise.all([
      tx.objectStore("meta").get("state") as Promise<SavedState | undefined>,
      tx.objectStore("outbox").getAll(),
      tx.objectStore("refused").getAll(),
      tx.objectStore("segments").getAll(),
    ]);
    if (!state) return null;
    const waiting = await Promise.all(state.waiting.map(([id]) => tx.objectStore("kept").get(id)));
    return {
      state,
      outbox,
      refused,
      waiting: waiting.filter((item) => item !== undefined),
      docs: segments.flatMap(unpackSegment),
    };
  }

  /** From here on only the holder of this token saves. */
  async lead(token: string): Promise<void> {
    await this.db.put("meta", token, "lead");
  }

  /** Saves what changed, all or nothing. Fenced if another tab leads; DOMException if there is no room. */
  async save(machine: Machine, delta: Delta, token: string, strict: boolean): Promise<void> {
    // What is saved together is read together, before the first await.
    const state = stateOf(machine);
    const changed = [...changedSegments(machine, delta.docs)];
    const tx = this.db.transaction(STORES, "readwrite", { durability: strict ? "strict" : "relaxed" });
    if ((await tx.objectStore("meta").get("lead")) !== token) throw new Fenced();
    const work: Promise<unknown>[] = [tx.objectStore("meta").put(state, "state")];
    const outbox = tx.objectStore("outbox");
    for (const [id, item] of delta.outbox) work.push(item ? outbox.put(saveItem(item)) : outbox.delete(id));
    const kept = tx.objectStore("kept");
    for (const item of delta.kept.values()) work.push(kept.put(saveItem(item)));
    const refused = tx.objectStore("refused");
    for (const [id, change] of delta.refused) work.push(change ? refused.put(change) : refused.delete(id));
    const segments = tx.objectStore("segments");
    for (const [number, bytes] of changed) {
      work.push(bytes.length ? segments.put(bytes, number) : segments.delete(number));
    }
    for (const doc of delta.forgotten)
      work.push(forget(kept.index("doc"), doc), forget(tx.objectStore("photos").index("doc"), doc));
    await Promise.all([...work, tx.done]);
  }

  /** Own accepted changes, oldest first. */
  async kept(): Promise<SavedItem[]> {
    return this.db.getAll("kept");
  }

  /** Drops own accepted changes stamped before this. */
  async prune(before: Hex): Promise<void> {
    await this.db.delete("kept", IDBKeyRange.upperBound(before));
  }

  /** Drops everything that the server has: what it has not stays. */
  async wipe(): Promise<void> {
    await this.db.clear("kept");
    for (const photo of await this.photos()) if (photo.done) await this.db.delete("photos", photo.sha256);
  }

  async photos(): Promise<PhotoRow[]> {
    return this.db.getAll("photos");
  }

  async photo(sha256: string): Promise<PhotoRow | undefined> {
    return this.db.get("photos", sha256);
  }

  async putPhoto(photo: PhotoRow): Promise<void> {
    const tx = this.db.transaction("photos", "readwrite", { durability: "strict" });
    await Promise.all([tx.store.put(photo), tx.done]);
  }

  async deletePhoto(sha256: string): Promise<void> {
    await this.db.delete("photos", sha256);
  }

  close(): void {
    this.db.close();
  }
}

function* changedSegments(machine: Machine, docs: ReadonlySet<Hex>): Generator<[number, Uint8Array]> {
  const numbers = new Set([...docs].map(segmentOf));
  if (!numbers.size) return;
  const members = Array.from({ length: SEGMENTS }, (): Parameters<typeof packSegment>[0] & unknown[] => []);
  for (const held of machine.accepted.docs.values()) {
    const number = segmentOf(held.id);
    if (numbers.has(number)) members[number]?.push(held);
  }
  for (const number of numbers) yield [number, packSegment(members[number] ?? [])];
}

/** Deletes the rows of a document. Unsent pictures stay: they are nobody's but this device's. */
async function forget(
  index: {
    openCursor(doc: Hex): Promise<{ value: object; delete(): Promise<void>; continue(): Promise<unknown> } | null>;
  },
  doc: Hex,
): Promise<void> {
  let cursor = await index.openCursor(doc);
  while (cursor) {
    const { value } = cursor;
    if (!("done" in value) || value.done) await cursor.delete();
    cursor = (await cursor.continue()) as typeof cursor;
  }
}
