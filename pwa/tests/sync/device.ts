/** A device for tests: its clock, timers, locks and network are the test's; the server behind it is `FakeServer`. */
import { IDBFactory } from "fake-indexeddb";
import type { Socket } from "../../src/sync/live";
import { encode } from "../../src/sync/msgpack";
import type { DevicePorts } from "../../src/sync/ports";
import type { FakeServer } from "./server";

/** Shorter timers run by themselves; a test rings the others. */
const SHORT_MS = 250;

/** What the network does to a request. */
export type Weather = "fine" | "offline" | "lost" | "portal" | "signed_out" | "ended" | "trouble" | "outdated";

/** Web Locks as far as they are used: one exclusive lock, queued or stolen. */
export class FakeLocks {
  private holder: { reject: (error: Error) => void } | null = null;
  private readonly queue: (() => void)[] = [];

  request(_name: string, options: LockOptions, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        const mine = { reject };
        this.holder = mine;
        void Promise.resolve()
          .then(work)
          .then(() => {
            if (this.holder === mine) {
              this.holder = null;
              this.queue.shift()?.();
            }
            resolve();
          });
      };
      if (options.steal && this.holder) {
        this.holder.reject(new DOMException("stolen", "AbortError"));
        run();
      } else if (this.holder) this.queue.push(run);
      else run();
    });
  }
}

/** Channels of one browser: what a tab posts, the others hear. */
export class FakeChannels {
  private readonly open = new Map<string, FakeChannel[]>();

  make(name: string): BroadcastChannel {
    const all = this.open.get(name) ?? [];
    this.open.set(name, all);
    const channel = new FakeChannel(all);
    all.push(channel);
    return channel as unknown as BroadcastChannel;
  }
}

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  private readonly all: FakeChannel[];

  constructor(all: FakeChannel[]) {
    this.all = all;
  }

  postMessage(data: unknown): void {
    for (const channel of this.all) {
      if (channel !== this) queueMicrotask(() => channel.onmessage?.({ data: structuredClone(data) }));
    }
  }

  close(): void {
    this.all.splice(this.all.indexOf(this), 1);
  }
}

export class FakeSocket implements Socket {
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Uint8Array[] = [];
  closed = false;

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }
}

/** What several tabs of one browser share. */
export class FakeBrowser {
  readonly server: FakeServer;
  readonly locks = new FakeLocks();
  readonly channels = new FakeChannels();
  readonly marks = new Map<string, string>();
  weather: Weather = "fine";
  ahead = 0;
  requests: string[] = [];
  /** Answers of tests to requests that are not push or pull. */
  routes: (method: string, path: string, init: RequestInit) => Response | null = () => null;

  constructor(server: FakeServer) {
    this.server = server;
    globalThis.indexedDB = new IDBFactory();
  }

  tab(): FakeTab {
    return new FakeTab(this);
  }

  answer(path: string, init: RequestInit): Response {
    const method = init.method ?? "GET";
    this.requests.push(`${method} ${path}`);
    if (this.weather === "offline") throw new TypeError("Failed to fetch");
    if (this.weather === "portal") return new Response("<html>", { headers: { "Content-Type": "text/html" } });
    if (this.weather === "signed_out") return problem(401, "no_session");
    if (this.weather === "ended") return problem(401, "device_ended");
    if (this.weather === "trouble") return problem(503, "busy");
    if (this.weather === "outdated") return problem(426, "outdated");
    const other = this.routes(method, path, init);
    if (other) return other;
    const body = init.body as Uint8Array;
    const answer = path.endsWith("/push") ? this.server.push(body) : this.server.pull(body);
    if (answer === 413) return problem(413, "body_too_large");
    if (answer === 409) return problem(409, "log_changed");
    if (this.weather === "lost") throw new TypeError("Failed to fetch");
    return new Response(answer as Uint8Array<ArrayBuffer>, { headers: { "Content-Type": "application/x-msgpack" } });
  }
}

export function problem(status: number, code: string, more: object = {}): Response {
  return new Response(JSON.stringify({ code, ...more }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

export class FakeTab {
  readonly browser: FakeBrowser;
  readonly sockets: FakeSocket[] = [];
  readonly timers = new Set<{ work: () => void; ms: number }>();
  isVisible = true;
  private readonly wakers = new Set<() => void>();

  constructor(browser: FakeBrowser) {
    this.browser = browser;
  }

  get ports(): DevicePorts {
    const { browser } = this;
    return {
      fetch: async (path, init) => browser.answer(String(path), init ?? {}),
      wall: () => browser.server.nowMs + browser.ahead,
      monotonic: () => browser.server.nowMs,
      random: () => Math.random(),
      language: () => "zh-CN",
      current: () => true,
      setTimer: (work, ms) => {
        const timer = { work, ms };
        if (ms < SHORT_MS) setTimeout(work, ms);
        else this.timers.add(timer);
        return () => this.timers.delete(timer);
      },
      locks: browser.locks as unknown as LockManager,
      channel: (name) => browser.channels.make(name),
      socket: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      visible: () => this.isVisible,
      online: () => browser.weather !== "offline",
      onWake: (wake) => {
        this.wakers.add(wake);
        return () => this.wakers.delete(wake);
      },
      persist: async () => true,
      marks: {
        getItem: (key) => browser.marks.get(key) ?? null,
        setItem: (key, value) => void browser.marks.set(key, value),
      },
    };
  }

  /** Lets every timer that waits run once. */
  ring(): void {
    for (const timer of [...this.timers]) {
      this.timers.delete(timer);
      timer.work();
    }
  }

  wake(): void {
    for (const wake of this.wakers) wake();
  }

  /** A frame of the server's on the last socket: what is new after these cursors. */
  frame(cursors: Record<string, number>): void {
    const data = encode(this.browser.server.news(cursors)).buffer;
    this.sockets.at(-1)?.onmessage?.({ data });
  }
}

/** Until a condition holds; fails the test after two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000; turn++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`not so after two seconds: ${holds}`);
}
