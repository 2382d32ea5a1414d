/**
 * The store: one IndexedDB database per person. Clock, registers, outbox and cursors are saved in one transaction,
 * durable before a write's promise resolves. Only the tab that leads may save: a token in the store fences off a tab
 * that was frozen and woke up late. A store that the browser throws away while the page is open is made again and filled
 * with all that the machine holds.
 */
import { change, done, got, openDatabase, sweep } from "./database";
import { type Delta, wholeDelta } from "./delta";
import type { Hex, Refused } from "./interface";
import type { Machine } from "./machine";
import { packSegment, SEGMENTS, segmentOf, unpackSegment } from "./segment";
import { type Saved, type SavedItem, type SavedState, saveItem, saveKept, stateOf } from "./state";

const STORES = ["meta", "outbox", "kept", "refused", "segments", "photos", "pictures"];

/** Another tab leads now: nothing was saved. */
export class Fenced extends Error {}

export class Store {
  readonly #person: Hex;
  #db: IDBDatabase;
  /** Nothing was ever saved in it: what is saved next is everything. */
  #blank = false;
  #closed = false;
  /** What this tab led with last. */
  #token: string | null = null;
  /** Whether the browser has thrown the store away since this was asked last. */
  evicted = false;

  private constructor(person: Hex, db: IDBDatabase) {
    this.#person = person;
    this.#db = db;
  }

  static async open(person: Hex): Promise<Store> {
    return new Store(person, await openAt(person));
  }

  get db(): IDBDatabase {
    return this.#db;
  }

  /** Everything, from one moment; null if nothing was ever saved. */
  async load(): Promise<Saved | null> {
    const saved = await this.again(() => this.#load());
    this.#blank = !saved;
    return saved;
  }

  async #load(): Promise<Saved | null> {
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
    this.#token = token;
    return this.again(() => change(this.db, ["meta"], (meta) => meta.put(token, "lead")));
  }

  /** Saves what changed, all or nothing. Fenced if another tab leads; DOMException if there is no room. */
  async save(machine: Machine, delta: Delta, token: string, strict: boolean): Promise<void> {
    await this.again(() => this.#save(machine, this.#blank ? wholeDelta(machine) : delta, token, strict));
    this.#blank = false;
  }

  async #save(machine: Machine, delta: Delta, token: string, strict: boolean): Promise<void> {
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

  close(): void {
    this.#closed = true;
    this.db.close();
  }

  /** Once more where the browser has closed the database, which it does when it throws it away. */
  async again<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.#closed || !(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
    }
    this.#db = await openAt(this.#person);
    this.#blank = !(await got(this.#db.transaction("meta").objectStore("meta").get("state")));
    this.evicted ||= this.#blank;
    const token = this.#token;
    if (this.#blank && token) await change(this.#db, ["meta"], (meta) => meta.put(token, "lead"));
    return work();
  }
}

function openAt(person: Hex): Promise<IDBDatabase> {
  return openDatabase(`mingcha-${person}`, 1, (db) => {
    for (const name of ["meta", "segments", "pictures"]) db.createObjectStore(name);
    for (const name of ["outbox", "kept", "refused"]) db.createObjectStore(name, { keyPath: "id" });
    db.createObjectStore("photos", { keyPath: "sha256" });
  });
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
