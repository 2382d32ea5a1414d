/**
 * Leftovers: what a device still owes the server when its person signs out or ends it. They are sealed in the person's
 * store, and lie open there again after the next sign-in of the same person. Each way is one transaction: a device
 * that stops in between has either the plain rows or the sealed record. Loaded when needed.
 */
import { uuidHex } from "./bytes";
import { done, got } from "./database";
import type { Hex, Refused, Value } from "./interface";
import { decode, encode } from "./msgpack";
import { joined, type PhotoRow } from "./photo-row";
import { keyFrom, type Sealed, seal, unseal } from "./seal";
import type { SavedItem, SavedKept } from "./state";
import type { Store } from "./store";
import { type Ports, send } from "./transport";

const KEY = "key";
const SEALED = "sealed";
const STORES = ["meta", "outbox", "kept", "refused", "photos", "pictures"];
const WRITE: IDBTransactionOptions = { durability: "strict" };

interface Rows {
  readonly outbox: readonly SavedItem[];
  /** What a server that may have been restored had accepted; a record of an earlier version has none. */
  readonly kept?: readonly SavedKept[];
  readonly refused: readonly Refused[];
  readonly photos: readonly PhotoRow[];
  /** Of each photo, in the same order; null where the browser has lost them. */
  readonly pictures: readonly (Uint8Array<ArrayBuffer> | null)[];
}

/** What came of opening: whether rows came back, and how many records stay shut. */
export interface Opened {
  readonly restored: boolean;
  readonly unreadable: number;
}

/**
 * After a sign-in: fetches the key, keeps it in the store and opens what is sealed. Null where it can't be done now
 * (no network, no encryption in this browser because the page came without HTTPS).
 */
export async function settle(ports: Ports, store: Store, person: Hex): Promise<Opened | null> {
  // A fresh one first: a server that was set up anew gives another.
  const key = (await fetchKey(ports, person)) ?? (await keyIn(store));
  return key ? open(store, key, person) : null;
}

/**
 * Seals what the server has not got, and forgets the key; the key, null where the store has none. Then everything stays
 * as it is: better plain than lost.
 */
export async function sealLeftovers(store: Store, person: Hex, held: CryptoKey | null): Promise<CryptoKey | null> {
  const key = (await keyIn(store)) ?? held;
  if (!key) return null;
  const rows = await read(store);
  const sealed = isEmpty(rows) ? [] : [await seal(key, encode(rows as unknown as Value), person)];
  const tx = store.db.transaction(STORES, "readwrite", WRITE);
  const finished = done(tx);
  const meta = tx.objectStore("meta");
  const before = await got<Sealed[] | undefined>(meta.get(SEALED));
  if (sealed.length) meta.put([...(before ?? []), ...sealed], SEALED);
  meta.delete(KEY);
  // By name: what another tab has saved meanwhile is not in the record.
  for (const { id } of rows.outbox) tx.objectStore("outbox").delete(id);
  for (const { id } of rows.kept ?? []) tx.objectStore("kept").delete(id);
  for (const { id } of rows.refused) tx.objectStore("refused").delete(id);
  for (const { sha256 } of rows.photos) {
    tx.objectStore("photos").delete(sha256);
    tx.objectStore("pictures").delete(sha256);
  }
  await finished;
  return key;
}

async function open(store: Store, key: CryptoKey, person: Hex): Promise<Opened> {
  const opened = new Map<string, Rows>();
  for (const sealed of await sealedIn(store)) {
    const plain = await unseal(key, sealed, person);
    if (plain) opened.set(nameOf(sealed), decode(plain) as unknown as Rows);
  }
  const tx = store.db.transaction(STORES, "readwrite", WRITE);
  const finished = done(tx);
  const meta = tx.objectStore("meta");
  // Another tab may have opened some of them.
  const sealed = (await got<Sealed[] | undefined>(meta.get(SEALED))) ?? [];
  const shut = sealed.filter((record) => !opened.has(nameOf(record)));
  for (const record of sealed) putBack(tx, opened.get(nameOf(record)));
  if (shut.length) meta.put(shut, SEALED);
  else meta.delete(SEALED);
  meta.put(key, KEY);
  await finished;
  return { restored: shut.length < sealed.length, unreadable: shut.length };
}

function putBack(tx: IDBTransaction, rows: Rows | undefined): void {
  if (!rows) return;
  for (const item of rows.outbox) tx.objectStore("outbox").put(item);
  for (const kept of rows.kept ?? []) tx.objectStore("kept").put(kept);
  for (const refused of rows.refused) tx.objectStore("refused").put(refused);
  for (const [at, photo] of rows.photos.entries()) {
    const photos = tx.objectStore("photos");
    const before = photos.get(photo.sha256);
    before.onsuccess = () => photos.put(joined(before.result, photo));
    const bytes = rows.pictures[at];
    if (bytes) tx.objectStore("pictures").put(bytes.buffer, photo.sha256);
  }
}

/** What the server has not got, from one moment. */
async function read(store: Store): Promise<Rows> {
  const tx = store.db.transaction(STORES);
  const all = <T>(name: string): Promise<T[]> => got(tx.objectStore(name).getAll());
  const [outbox, kept, refused, every] = await Promise.all([
    all<SavedItem>("outbox"),
    all<SavedKept>("kept"),
    all<Refused>("refused"),
    all<PhotoRow>("photos"),
  ]);
  const photos = every.filter((photo) => !photo.done);
  const bytes = photos.map(({ sha256 }) => got<ArrayBuffer | undefined>(tx.objectStore("pictures").get(sha256)));
  const pictures = (await Promise.all(bytes)).map((found) => (found ? new Uint8Array(found) : null));
  return { outbox, kept, refused, photos, pictures };
}

function isEmpty({ outbox, kept = [], refused, photos }: Rows): boolean {
  return outbox.length + kept.length + refused.length + photos.length === 0;
}

/** Whether a key lies in the store: somebody is signed in, as far as it knows. */
export async function isOpen(store: Store): Promise<boolean> {
  return (await keyIn(store)) !== undefined;
}

/** What was sealed at a sign-out opens with it; it lies in the store while somebody is signed in. */
export function keyIn(store: Store): Promise<CryptoKey | undefined> {
  return got(store.db.transaction("meta").objectStore("meta").get(KEY));
}

async function sealedIn(store: Store): Promise<readonly Sealed[]> {
  return (await got(store.db.transaction("meta").objectStore("meta").get(SEALED))) ?? [];
}

function nameOf({ nonce }: Sealed): string {
  return nonce.join();
}

/** The server says whose key it is: all tabs share the session, and another may just have signed somebody else in. */
async function fetchKey(ports: Ports, person: Hex): Promise<CryptoKey | null> {
  if (!globalThis.crypto?.subtle) return null;
  const response = await send(ports, "GET", "/api/auth/key");
  if (!(response instanceof Response) || response.status !== 200) return null;
  try {
    const { key, person: owner } = (await response.json()) as { key: string; person: string };
    if (uuidHex(owner) !== person) return null;
    return await keyFrom(Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)));
  } catch {
    // Not an answer of our server's.
    return null;
  }
}
