/** Everything that the replica needs of its device, as arguments: clock, chance, network, locks, what the page sees. */
import type { Socket } from "./live";
import type { Ports } from "./transport";

export interface DevicePorts extends Ports {
  /** A clock that nobody sets, milliseconds. */
  monotonic(): number;
  random(): number;
  /** Runs later; the answer cancels it. */
  setTimer(work: () => void, ms: number): () => void;
  readonly locks: LockManager | null;
  channel(name: string): BroadcastChannel | null;
  socket(): Socket;
  visible(): boolean;
  online(): boolean;
  /** Calls back when the page comes into view or the network comes or goes; the answer stops it. */
  onWake(wake: () => void): () => void;
  /** Asks the browser to keep this origin's storage; whether it will. */
  persist(): Promise<boolean>;
}

/** The ports of a browser's page. */
export function browserPorts(): DevicePorts {
  return {
    fetch: (...request) => fetch(...request),
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    current: () => true,
    language: () => document.documentElement.lang || "zh-CN",
    setTimer: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    locks: navigator.locks ?? null,
    channel: (name) => (typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : null),
    socket: () => new WebSocket(`${location.origin.replace("http", "ws")}/api/sync/live`) as Socket,
    visible: () => document.visibilityState === "visible",
    online: () => navigator.onLine,
    onWake,
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    marks: storage(),
  };
}

function onWake(wake: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  for (const name of ["online", "offline"]) window.addEventListener(name, wake);
  document.addEventListener("visibilitychange", seen);
  return () => {
    for (const name of ["online", "offline"]) window.removeEventListener(name, wake);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Reading the property throws where storage is forbidden. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
