/**
 * The store: one IndexedDB database per person. Clock, registers, outbox and cursors are saved in one transaction,
 * durable before a write's promise resolves. Only the tab that leads may save: a token in the store fences off a tab
 * that was frozen and woke up late.
 */
import { done, got, openDatabase } from "./database";
import type { Delta } from "./delta";
import type { Hex, Refused } from "./interface";
import type { Machine } from "./machine";
import { packSegment, SEGMENTS, segmentOf, unpackSegment } from "./segment";
import { type Saved, type SavedItem, type SavedKept, type SavedState, saveItem, saveKept, stateOf } from "./state";

/** A picture on its way, or kept to be shown; its bytes lie beside it. */
export interface PhotoRow {
  readonly sha256: string;
  readonly doc: Hex;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly addedMs: number;
  readonly done: boolean;
  /** Why the server will never take it; null while it may. */
  readonly failed: string | null;
}

const STORES = ["meta", "outbox", "kept", "refused", "segments", "photos", "pictures"];

/** Another tab leads now: nothing was saved. */
export class Fenced extends Error {}

export class Store {
  readonly db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.db = db;
  }

  static async open(person: Hex): Promise<Store> {
    return new Store(
      await openDatabase(`mingcha-${person}`, 1, (db) => {
        for (const name of ["meta", "segments", "pictures"]) db.createObjectStore(name);
        for (const name of ["outbox", "kept", "refused"]) db.createObjectStore(name, { keyPath: "id" });
        db.createObjectStore("photos", { keyPath: "sha256" });
      }),
    );
  }

  /** Everything, from one moment; null if nothing was ever saved. */
  async load(): Promise<Saved | null> {
    const tx = this.db.transaction(STORES);
    const all = <T>(name: string): Promise<T[]> => got(tx.objectStore(name).getAll());
    const [state, outbox, refused, segments] = await Promise.all([
      got<SavedState | undefined>(tx.objectStore("meta").get("state")),
      all<SavedItem>("outbox"),
      all<Refused>("refused"),
      all<Uint8Array>("segments"),
    ]);
    if (!state) return null;
    const kept = tx.objectStore("kept");
    const waiting = await Promise.all(state.waiting.map(([id]) => got<SavedItem | undefined>(kept.get(id))));
    return { state, outbox, refused, waiting: waiting.filter((item) => !!item), docs: segments.flatMap(unpackSegment) };
  }

  /** From here on only the holder of this token saves. */
  lead(token: string): Promise<void> {
    return this.#change(["meta"], (meta) => meta.put(token, "lead"));
  }

  /** Saves what changed, all or nothing. Fenced if another tab leads; DOMException if there is no room. */
  async save(machine: Machine, delta: Delta, token: string, strict: boolean): Promise<void> {
    // What is saved together is read together, before the first await.
    const state = stateOf(machine);
    const segments = changedSegments(machine, delta.docs);
    const tx = this.db.transaction(STORES, "readwrite", { durability: strict ? "strict" : "relaxed" });
    const finished = done(tx);
    const meta = tx.objectStore("meta");
    if ((await got(meta.get("lead"))) !== token) throw new Fenced();
    meta.put(state, "state");
    putAll(tx.objectStore("outbox"), delta.outbox, saveItem);
    putAll(tx.objectStore("kept"), delta.kept, saveKept);
    putAll(tx.objectStore("refused"), delta.refused, (refused) => refused);
    const pieces = tx.objectStore("segments");
    for (const [number, bytes] of segments) bytes.length ? pieces.put(bytes, number) : pieces.delete(number);
    if (delta.forgotten.size) {
      forget(tx.objectStore("kept"), delta.forgotten);
      forget(tx.objectStore("photos"), delta.forgotten, tx.objectStore("pictures"));
    }
    await finished;
  }

  /** Own accepted changes, oldest first. */
  kept(): Promise<SavedKept[]> {
    return got(this.db.transaction("kept").objectStore("kept").getAll());
  }

  /** Drops own changes that were accepted before this moment. */
  prune(beforeMs: number): Promise<void> {
    return this.#change(["kept"], (kept) => sweep(kept, (row: SavedKept) => row.receivedMs < beforeMs));
  }

  /** Drops everything that the server has: what it has not stays. */
  async wipe(): Promise<void> {
    await this.#change(["kept"], (kept) => kept.clear());
    for (const photo of await this.photos()) if (photo.done) await this.deletePhoto(photo.sha256);
  }

  photos(): Promise<PhotoRow[]> {
    return got(this.db.transaction("photos").objectStore("photos").getAll());
  }

  /** The bytes of a picture. */
  picture(sha256: string): Promise<ArrayBuffer | undefined> {
    return got(this.db.transaction("pictures").objectStore("pictures").get(sha256));
  }

  /** Saves a picture's row, and its bytes where they are new. */
  putPhoto(photo: PhotoRow, bytes?: ArrayBuffer): Promise<void> {
    return this.#change(["photos", "pictures"], (photos, pictures) => {
      photos.put(photo);
      if (bytes) pictures.put(bytes, photo.sha256);
    });
  }

  deletePhoto(sha256: string): Promise<void> {
    return this.#change(["photos", "pictures"], (photos, pictures) => {
      photos.delete(sha256);
      pictures.delete(sha256);
    });
  }

  close(): void {
    this.db.close();
  }

  #change(names: string[], change: (...stores: [IDBObjectStore, IDBObjectStore]) => unknown): Promise<void> {
    const tx = this.db.transaction(names, "readwrite", { durability: "strict" });
    const [first, second = first] = names.map((name) => tx.objectStore(name));
    if (first && second) change(first, second);
    return done(tx);
  }
}

function putAll<T>(store: IDBObjectStore, rows: ReadonlyMap<Hex, T | null>, save: (row: T) => unknown): void {
  for (const [id, row] of rows) row === null ? store.delete(id) : store.put(save(row));
}

function changedSegments(machine: Machine, docs: ReadonlySet<Hex>): [number, Uint8Array][] {
  const numbers = new Set([...docs].map(segmentOf));
  if (!numbers.size) return [];
  const members = Array.from({ length: SEGMENTS }, (): Parameters<typeof packSegment>[0] & unknown[] => []);
  for (const held of machine.accepted.docs.values()) {
    const number = segmentOf(held.id);
    if (numbers.has(number)) members[number]?.push(held);
  }
  return [...numbers].map((number) => [number, packSegment(members[number] ?? [])]);
}

/** Deletes the rows of these documents. Unsent pictures stay: they are nobody's but this device's. */
function forget(store: IDBObjectStore, docs: ReadonlySet<Hex>, pictures?: IDBObjectStore): void {
  const left = ({ doc, done: sent = true }: { doc: Hex; done?: boolean }): boolean => docs.has(doc) && sent;
  sweep(store, left, (key) => pictures?.delete(key));
}

/** Deletes the rows for which `goes` holds. */
function sweep<T>(store: IDBObjectStore, goes: (row: T) => boolean, gone?: (key: IDBValidKey) => void): void {
  const request = store.openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if (goes(cursor.value as T)) {
      cursor.delete();
      gone?.(cursor.primaryKey);
    }
    cursor.continue();
  };
}
