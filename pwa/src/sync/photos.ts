/**
 * Photos: a queue of their own, behind the writes that name them (protocol §9). Whole where small, else in parts that
 * resume where the server says. A picture stays on the device until the server has it, or says it never will.
 */
import { hex, uuidText } from "./bytes";
import type { Hex, PhotoReference } from "./interface";
import type { Keepsakes } from "./keepsakes";
import { joined, owed, owedTo, type PhotoRow } from "./photo-row";
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
  /** Whether writes that name this picture still wait, be it in a form that is half filled in: they go first. */
  waits(doc: Hex, sha256: string): boolean;
  /** Whether a register shown here, or a change that came back, names this picture. */
  named(doc: Hex, sha256: string): boolean;
  /** Whether all that the person may see is here: not while a sign-out takes it away. */
  whole(): boolean;
  /** The number of pictures that wait has changed; `refused` is why one never goes to this document. */
  changed(refused: string | null, doc?: Hex): void;
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

  /** Reads the queue, and lets go of what the server has had for long. What it has not got stays, however old. */
  async load(): Promise<void> {
    const { store } = this.#ports;
    const nowMs = this.#ports.wall();
    this.#rows = [];
    for (const row of await store.photos()) {
      if (row.done && nowMs - row.addedMs > SHOWN_MS) await store.deletePhoto(row.sha256);
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
    await this.#put(joined(this.#row(name), row), bytes);
    return { blob: name, type, bytes: size, width, height };
  }

  /** The picture from this device or the server; null if neither has it now. */
  async get(doc: Hex, name: string): Promise<Blob | null> {
    const bytes = await this.#ports.store.picture(name);
    const type = this.#row(name)?.type ?? "image/jpeg";
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
      if (row.failed) {
        if (this.#isOld(row) && !owed(row).some((doc) => this.#isWanted(doc, row))) await this.#drop(row);
        continue;
      }
      for (const doc of owed(row)) {
        if (this.#ports.waits(doc, row.sha256)) continue;
        const result = await this.#upload(row, doc);
        if (typeof result === "object") return false;
        if (!this.#ports.whole()) return true;
        await this.#settle(this.#row(row.sha256) ?? row, doc, result);
      }
    }
    return true;
  }

  /** What came of sending it to one of its documents; another may have been added meanwhile. */
  async #settle(row: PhotoRow, doc: Hex, result: string): Promise<void> {
    const left = owed(row).filter((other) => other !== doc);
    if (result === "gone") this.#take(row.sha256, left.length ? owedTo(row, left) : null);
    else if (result === "done") await this.#put(owedTo(row, left));
    else if (result === "later") {
      // The server has nothing that names it, and neither has this device, which has heard all that there is.
      if (!this.#isOld(row) || this.#isWanted(doc, row)) return;
      await (left.length ? this.#put(owedTo(row, left)) : this.#drop(row));
    } else if (!row.failed) {
      await this.#put({ ...row, failed: result });
      for (const each of owed(row)) this.#ports.changed(result, each);
    }
  }

  /** `done`, `later` (no register names it yet), `gone` (its document left this device), why never, or why not now. */
  async #upload(row: PhotoRow, doc: Hex): Promise<string | Failure> {
    const path = address(doc, row.sha256);
    const { size } = row;
    const bytes = await this.#ports.store.picture(row.sha256);
    if (!bytes) return this.#ports.named(doc, row.sha256) ? "photo_lost" : "gone";
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

  async #offset(path: string): Promise<number> {
    const response = await send(this.#ports, "HEAD", path);
    return response instanceof Response && response.ok ? offsetOf(response) : 0;
  }

  #isOld({ addedMs }: PhotoRow): boolean {
    return this.#ports.wall() - addedMs > ORPHAN_MS;
  }

  #isWanted(doc: Hex, { sha256: name }: PhotoRow): boolean {
    return this.#ports.waits(doc, name) || this.#ports.named(doc, name);
  }

  async #drop({ sha256: name }: PhotoRow): Promise<void> {
    await this.#ports.store.deletePhoto(name);
    this.#take(name, null);
  }

  #row(name: string): PhotoRow | undefined {
    return this.#rows.find((row) => row.sha256 === name);
  }

  /** Stands here at once, so that what comes while it is saved builds on it; not if that fails. */
  async #put(row: PhotoRow, bytes?: ArrayBuffer): Promise<void> {
    const before = this.#row(row.sha256) ?? null;
    this.#take(row.sha256, row);
    try {
      await this.#ports.store.putPhoto(row, bytes);
    } catch (error) {
      if (this.#row(row.sha256) === row) this.#take(row.sha256, before);
      throw error;
    }
  }

  /** Of what the store has let go of with its document, nothing stays here. */
  #take(name: string, row: PhotoRow | null): void {
    this.#rows = [...this.#rows.filter(({ sha256: other }) => other !== name), ...(row ? [row] : [])];
    this.#ports.changed(null);
  }
}

function address(doc: Hex, name: string): string {
  return `/api/documents/${uuidText(doc)}/blobs/${name}`;
}

function offsetOf(response: Response): number {
  return Number(response.headers.get("Upload-Offset") ?? 0) || 0;
}
