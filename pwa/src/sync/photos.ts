/**
 * Photos: a queue of their own, behind the writes that name them (protocol §9). Whole where small, else in parts that
 * resume where the server says. A picture stays on the device until the server has it, or says it never will.
 */
import { hex, uuidText } from "./bytes";
import type { Hex, PhotoReference } from "./interface";
import type { Keepsakes, PhotoRow } from "./keepsakes";
import { sha256 } from "./sha256";

import { type Failure, failure, type Ports, send } from "./transport";

/** What breaks off with a link is sent again: small parts cost little then, and each is under two seconds at 50 kB/s. */
const PART_BYTES = 64 * 1024;
const SHOWN_MS = 14 * 86_400_000;
const ORPHAN_MS = 7 * 86_400_000;
/** Answers after which sending again can't help. */
const NEVER = new Map([
  [413, "photo_too_large"],
  [415, "photo_not_an_image"],
  [422, "photo_not_an_image"],
]);

export interface PhotoPorts extends Ports {
  readonly store: Keepsakes;
  /** Whether writes of this document still wait: they go first. */
  waits(doc: Hex): boolean;
  /** Whether a register shown here names this picture. */
  named(doc: Hex, sha256: string): boolean;
  /** The number of pictures that wait has changed; `refused` is why one never goes. */
  changed(refused: string | null): void;
}

export class Photos {
  readonly #ports: PhotoPorts;
  #rows: PhotoRow[] = [];
  #running: Promise<boolean> | null = null;
  #again = false;

  constructor(ports: PhotoPorts) {
    this.#ports = ports;
  }

  /** How many wait, and since when (milliseconds, null for none). */
  get waiting(): readonly [number, number | null] {
    const waiting = this.#rows.filter(({ done, failed }) => !done && !failed);
    return [waiting.length, waiting.length ? Math.min(...waiting.map(({ addedMs }) => addedMs)) : null];
  }

  /** Reads the queue, and lets go of what nobody needs any more. */
  async load(): Promise<void> {
    const { store } = this.#ports;
    const nowMs = this.#ports.wall();
    this.#rows = [];
    for (const row of await store.photos()) {
      const age = nowMs - row.addedMs;
      const idle = row.done ? age > SHOWN_MS : age > ORPHAN_MS && !this.#ports.named(row.doc, row.sha256);
      if (idle) await store.deletePhoto(row.sha256);
      else this.#rows.push(row);
    }
    this.#ports.changed(null);
  }

  async add(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    const bytes = await picture.arrayBuffer();
    const name = hex(sha256(new Uint8Array(bytes)));
    const type = picture.type || "image/jpeg";
    const size = bytes.byteLength;
    const row: PhotoRow = { sha256: name, doc, type, size, addedMs: this.#ports.wall(), done: false, failed: null };
    await this.#put(row, bytes);
    return { blob: name, type, bytes: size, width, height };
  }

  /** The picture from this device or the server; null if neither has it now. */
  async get(doc: Hex, name: string): Promise<Blob | null> {
    const bytes = await this.#ports.store.picture(name);
    const type = this.#rows.find((row) => row.sha256 === name)?.type ?? "image/jpeg";
    if (bytes) return new Blob([bytes], { type });
    const response = await send(this.#ports, "GET", address(doc, name));
    return response instanceof Response && response.ok ? response.blob() : null;
  }

  /** Sends what can be sent; false if something broke off and is to be tried again later. */
  run(): Promise<boolean> {
    this.#again = this.#running !== null;
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** What was added, or may go, since it began is sent too. */
  async #work(): Promise<boolean> {
    let sent: boolean;
    do {
      this.#again = false;
      sent = await this.#sendAll();
    } while (sent && this.#again);
    return sent;
  }

  async #sendAll(): Promise<boolean> {
    for (const row of [...this.#rows]) {
      if (row.done || row.failed || this.#ports.waits(row.doc)) continue;
      const result = await this.#upload(row);
      if (result === "gone") this.#drop(row);
      if (result === "later" || result === "gone") continue;
      if (typeof result === "object") return false;
      const failed = result === "done" ? null : result;
      await this.#put({ ...row, done: !failed, failed });
      this.#ports.changed(failed);
    }
    return true;
  }

  /** `done`, `later` (no register names it yet), `gone` (its document left this device), why never, or why not now. */
  async #upload(row: PhotoRow): Promise<string | Failure> {
    const path = address(row.doc, row.sha256);
    const { size } = row;
    const bytes = await this.#ports.store.picture(row.sha256);
    if (!bytes) return this.#ports.named(row.doc, row.sha256) ? "photo_lost" : "gone";
    let offset = size > PART_BYTES ? await this.#offset(path) : 0;
    if (offset >= size) return "done";
    for (let conflicts = 0; ; ) {
      const end = Math.min(offset + PART_BYTES, size);
      const part = { "Content-Range": `bytes ${offset}-${end - 1}/${size}` };
      const headers = { "Content-Type": row.type, ...(size > PART_BYTES ? part : {}) };
      const response = await send(this.#ports, "PUT", path, headers, bytes.slice(offset, end));
      if (!(response instanceof Response)) return response;
      const { status } = response;
      if (status === 200 || status === 201) return "done";
      if (status === 404) return "later";
      const never = NEVER.get(status);
      if (never) return never;
      if (status === 202) offset = end;
      else if (status === 409 && conflicts++ < 3) offset = offsetOf(response);
      else return failure(response);
      if (offset >= size) offset = 0;
    }
  }

  /** What the store has let go of with its document is nobody's business any more. */
  #drop(row: PhotoRow): void {
    this.#rows = this.#rows.filter((other) => other.sha256 !== row.sha256);
    this.#ports.changed(null);
  }

  async #offset(path: string): Promise<number> {
    const response = await send(this.#ports, "HEAD", path);
    return response instanceof Response && response.ok ? offsetOf(response) : 0;
  }

  async #put(row: PhotoRow, bytes?: ArrayBuffer): Promise<void> {
    await this.#ports.store.putPhoto(row, bytes);
    this.#rows = [...this.#rows.filter(({ sha256: name }) => name !== row.sha256), row];
    this.#ports.changed(null);
  }
}

function address(doc: Hex, name: string): string {
  return `/api/documents/${uuidText(doc)}/blobs/${name}`;
}

function offsetOf(response: Response): number {
  return Number(response.headers.get("Upload-Offset") ?? 0) || 0;
}
