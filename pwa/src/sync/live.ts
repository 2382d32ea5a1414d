/** The live socket: what is new arrives at once. Everything works without it; it makes things arrive sooner (§8). */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Hex } from "./interface";
import { decodeFrame, encodePresence, type Presence, type PullAnswer } from "./messages";

const BACK_OFF_MS_MIN = 1_000;
const BACK_OFF_MS_MAX = 60_000;
const PRESENCE_MS = 30_000;

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
  #wanted = false;
  #failures = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(ports: LivePorts) {
    this.#ports = ports;
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
    this.#socket?.close();
    this.#socket = null;
    this.#seen.value = [];
  }

  /** Says where this person is; nothing happens without a socket. */
  presence(doc: Hex, path: string): void {
    this.#socket?.send(encodePresence(doc, path));
  }

  #connect(): void {
    const socket = this.#ports.open();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      if (!this.#wanted) {
        socket.close();
        return;
      }
      this.#socket = socket;
      socket.send(this.#ports.hello());
    };
    socket.onmessage = ({ data }) => this.#take(data, socket);
    socket.onclose = ({ code }) => {
      const was = this.#socket === socket;
      this.#socket = null;
      socket.onmessage = null;
      if (!this.#wanted) return;
      // 4401 ended, 4403 other rights, 4408 too slow: what is true now, a pull says.
      if (was || code >= 4400) this.#ports.kick();
      if (code === 4401) this.#wanted = false;
      else this.#retry();
    };
  }

  #take(data: unknown, socket: Socket): void {
    if (!(data instanceof ArrayBuffer)) return;
    let frame: PullAnswer | Presence;
    try {
      frame = decodeFrame(new Uint8Array(data));
    } catch {
      socket.close();
      return;
    }
    this.#failures = 0;
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
