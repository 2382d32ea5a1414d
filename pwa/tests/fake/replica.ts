/** A replica in memory with the faces that the screens need to be looked at: no network, no disk, never shipped. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { bytesOf, dashed, idOf } from "../../src/model/ids";
import type {
  Doc,
  Hex,
  Notice,
  PhotoReference,
  Refused,
  Register,
  Replica,
  SyncStatus,
  Value,
} from "../../src/sync/interface";

const NAMESPACE = "88074c11dbc055369f3b69543acd8dff";

export async function naturalId(kind: string, ...parts: string[]): Promise<Hex> {
  const name = new TextEncoder().encode([kind, ...parts].join("/"));
  const space = bytesOf(NAMESPACE);
  const all = new Uint8Array(space.length + name.length);
  all.set(space);
  all.set(name, space.length);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", all)).slice(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return idOf(digest) ?? "";
}

let counter = 0;
export function stampAt(ms: number): Hex {
  return `${ms.toString(16).padStart(12, "0")}7${(counter++ % 4096).toString(16).padStart(3, "0")}8000000000000001`;
}

export class FakeReplica implements Replica {
  readonly status: Signal<SyncStatus> = signal({
    phase: "synced",
    waitingChanges: 0,
    waitingPhotos: 0,
    refused: 0,
    unsaved: false,
    lastSyncedMs: 0,
    clockOffsetMs: 0,
  });
  readonly refused = signal<readonly Refused[]>([]);
  readonly notices = signal<readonly Notice[]>([]);
  readonly docs = signal<ReadonlyMap<Hex, Doc>>(new Map());
  readonly photos = new Map<string, Blob>();

  readonly person: Hex;
  readonly clock: () => number;

  constructor(person: Hex, clock: () => number) {
    this.person = person;
    this.clock = clock;
  }

  now(): number {
    return this.clock();
  }
  doc(id: Hex): ReadonlySignal<Doc | undefined> {
    return computed(() => this.docs.value.get(id));
  }
  ofKind(kind: string): ReadonlySignal<readonly Doc[]> {
    return computed(() => [...this.docs.value.values()].filter((doc) => doc.kind === kind));
  }
  put(
    doc: Hex,
    kind: string,
    writes: readonly (readonly [string, Value])[],
    atMs: number,
    author = this.person,
    waiting = false,
  ): void {
    const registers = new Map<string, Register>(this.docs.peek().get(doc)?.registers);
    const stamp = stampAt(atMs);
    for (const [path, value] of writes)
      registers.set(path, { value, stamp, author, receivedMs: waiting ? null : atMs });
    const next = new Map(this.docs.peek());
    next.set(doc, { id: doc, kind, registers, waiting });
    this.docs.value = next;
  }
  async write(doc: Hex, kind: string, writes: readonly (readonly [string, Value])[]): Promise<void> {
    const offline = this.status.peek().phase === "offline";
    this.put(doc, kind, writes, this.now(), this.person, offline);
    if (offline) this.status.value = { ...this.status.peek(), waitingChanges: this.status.peek().waitingChanges + 1 };
  }
  newId(): Hex {
    return stampAt(this.now());
  }
  naturalId(kind: string, ...parts: string[]): Promise<Hex> {
    return naturalId(kind, ...parts);
  }
  async correct(id: Hex): Promise<void> {
    await this.discard(id);
  }
  async discard(id: Hex): Promise<void> {
    this.refused.value = this.refused.peek().filter((one) => one.id !== id);
    this.status.value = { ...this.status.peek(), refused: this.refused.peek().length };
  }
  async dismissNotice(notice: Notice): Promise<void> {
    this.notices.value = this.notices.peek().filter((one) => one !== notice);
  }
  async addPhoto(_doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", await picture.arrayBuffer()))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    this.photos.set(hash, picture);
    return { blob: hash, type: picture.type, bytes: picture.size, width, height };
  }
  async photo(_doc: Hex, hash: string): Promise<Blob | null> {
    return this.photos.get(hash) ?? null;
  }
  async syncNow(): Promise<void> {}
  async drain(): Promise<boolean> {
    return true;
  }
  async close(): Promise<void> {}
}

export { bytesOf, dashed };
