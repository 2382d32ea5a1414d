/** The live socket: what is new arrives at once. Everything works without it; it makes things arrive sooner (§8). */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Hex, Presence } from "./interface";
import { decodeFrame, encodePresence, type PullAnswer } from "./messages";

const BACK_OFF_MS_MIN = 1_000;
const BACK_OFF_MS_MAX = 60_000;
const PRESENCE_MS = 30_000;
const SILENT_MS = 60_000;

/** The part of a WebSocket that is used. */
export interface Socket {
  binaryType: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface LivePorts {
  open(): Socket;
  wall(): number;
  random(): number;
  setTimer(work: () => void, ms: number): () => void;
  /** The first frame. */
  hello(): Uint8Array<ArrayBuffer>;
  frame(answer: PullAnswer): void;
  /** Exchange over HTTP: the socket can't say why it went, or missed something. */
  kick(): void;
}

export class Live {
  readonly #ports: LivePorts;
  readonly #seen = signal<readonly (Presence & { readonly untilMs: number })[]>([]);
  #socket: Socket | null = null;
  #open = false;
  #wanted = false;
  #failures = 0;
  #heardMs = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  get connected(): boolean {
    return this.#open;
  }

  /** Nothing has come for a minute. */
  get silent(): boolean {
    return this.#open && this.#ports.wall() - this.#heardMs > SILENT_MS;
  }

  /** Who looks at what, as far as it was said in the last 30 s. */
  get presences(): ReadonlySignal<readonly Presence[]> {
    return this.#seen;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    this.#cancelTimer?.();
    this.#leave();
    this.#seen.value = [];
  }

  /** Says where this person is; nothing happens without a socket. */
  presence(doc: Hex, path: string): void {
    if (this.#open) this.#socket?.send(encodePresence(doc, path));
  }

  /** Hears nothing more of the socket, and closes it. */
  #leave(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#open = false;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  #connect(): void {
    const socket = this.#ports.open();
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#open = true;
      this.#heardMs = this.#ports.wall();
      socket.send(this.#ports.hello());
    };
    socket.onmessage = ({ data }) => this.#take(data);
    socket.onclose = ({ code }) => {
      const was = this.#open;
      this.#leave();
      // 4401 ended, 4403 other rights, 4408 too slow: what is true now, a pull says.
      if (was || code >= 4400) this.#ports.kick();
      if (code === 4401) this.#wanted = false;
      else this.#retry();
    };
  }

  #take(data: unknown): void {
    if (!(data instanceof ArrayBuffer)) return;
    let frame: PullAnswer | Presence;
    try {
      frame = decodeFrame(new Uint8Array(data));
    } catch {
      this.#leave();
      this.#retry();
      return;
    }
    this.#failures = 0;
    this.#heardMs = this.#ports.wall();
    if ("scopes" in frame) this.#ports.frame(frame);
    else this.#meet(frame);
  }

  #meet(presence: Presence): void {
    const nowMs = this.#ports.wall();
    const others = this.#seen.value.filter(({ person, untilMs }) => person !== presence.person && untilMs > nowMs);
    this.#seen.value = [...others, { ...presence, untilMs: nowMs + PRESENCE_MS }];
    this.#ports.setTimer(() => {
      this.#seen.value = this.#seen.value.filter(({ untilMs }) => untilMs > this.#ports.wall());
    }, PRESENCE_MS + 1);
  }

  #retry(): void {
    const ms = Math.min(BACK_OFF_MS_MIN * 2 ** this.#failures++, BACK_OFF_MS_MAX);
    this.#cancelTimer = this.#ports.setTimer(() => this.#wanted && this.#connect(), ms * (0.5 + this.#ports.random()));
  }
}
