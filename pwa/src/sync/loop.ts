/**
 * The loop: one exchange with the server at a time. Pushes the outbox, pulls until nothing has more, and only then
 * takes the frames that came over the socket meanwhile. Begins again when told, when something fails, and by the clock.
 */

import type { Dialogue, Pulled } from "./dialogue";
import type { SyncPhase } from "./interface";
import type { Machine } from "./machine";
import { decodePullAnswer, decodePushAnswer, type PullAnswer } from "./messages";
import { loadKept, type SavedKept } from "./state";
import { type Answer, exchange, type Failure, type Ports } from "./transport";

const BACK_OFF_MS_MIN = 1_000;
const BACK_OFF_MS_MAX = 300_000;
/** Pushes in a row that settle nothing, before it pulls in between. */
const FRUITLESS_MAX = 2;
const ROUNDS_MAX = 8;
const LOG_CHANGES_MAX = 2;

export interface LoopPorts extends Ports {
  online(): boolean;
  random(): number;
  setTimer(work: () => void, ms: number): () => void;
  /** Saves what the machine changed and shows it; rejects when another tab leads, and not for want of room. */
  save(): Promise<void>;
  kept(): Promise<readonly SavedKept[]>;
  /** Pictures that wait, and since when. */
  photos(): readonly [number, number | null];
  phase(phase: SyncPhase): void;
  /** The person ended this device. */
  ended(): Promise<void>;
  /** How long it may be quiet after a good exchange, milliseconds. */
  quietMs(): number;
  /** An exchange went through to its end. */
  exchanged(): void;
}

export class Loop {
  readonly #machine: Machine;
  readonly #dialogue: Dialogue;
  readonly #ports: LoopPorts;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #failures = 0;
  #cancelTimer: (() => void) | null = null;
  #frames: PullAnswer[] = [];

  constructor(machine: Machine, dialogue: Dialogue, ports: LoopPorts) {
    this.#machine = machine;
    this.#dialogue = dialogue;
    this.#ports = ports;
  }

  /** Begins, and resolves when the first exchange is over. */
  start(): Promise<void> {
    if (this.#stopped) this.#dialogue.reset();
    this.#stopped = false;
    return this.kick();
  }

  /** Ends after what is in flight. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#frames = [];
    await this.#running;
  }

  /** Exchanges now; resolves when that is over, however it ended. */
  kick(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#again = this.#running !== null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** The network has changed, or somebody looks: exchanges now, and what fails then is tried again soon. */
  wake(): Promise<void> {
    this.#failures = 0;
    return this.kick();
  }

  /** A frame of the socket; it waits while a push or a pull is in flight. */
  async frame(answer: PullAnswer): Promise<void> {
    this.#frames.push(answer);
    if (!this.#running && !this.#stopped) await this.#takeFrames();
  }

  async #run(): Promise<void> {
    this.#cancelTimer?.();
    let retryMs: number | null = null;
    try {
      do {
        this.#again = false;
        retryMs = await this.#exchange();
        await this.#takeFrames();
      } while (this.#again && retryMs === null && !this.#stopped);
    } catch {
      // Saving failed: another tab leads now. What is unsaved stays marked; later more.
      retryMs = BACK_OFF_MS_MAX;
      this.#failures++;
    }
    if (this.#stopped) return;
    // Woken after it failed: that wake would be lost.
    if (retryMs !== null && !this.#failures) retryMs = BACK_OFF_MS_MIN;
    const ms = retryMs ?? this.#ports.quietMs();
    this.#cancelTimer = this.#ports.setTimer(() => void this.kick(), ms * (0.75 + this.#ports.random() / 2));
  }

  /** One exchange; null when it went well, else the milliseconds until the next try. */
  async #exchange(): Promise<number | null> {
    const machine = this.#machine;
    const ports = this.#ports;
    if (!ports.online()) return this.#fail({ kind: "offline" });
    if (machine.outbox.size) ports.phase("sending");
    for (let round = 0; round < ROUNDS_MAX; round++) {
      let fruitless = 0;
      if (this.#dialogue.mustPullFirst) {
        const failed = await this.#pull();
        if (failed) return this.#fail(failed);
      }
      while (machine.outbox.size && fruitless < FRUITLESS_MAX && !this.#dialogue.mustPullFirst) {
        const before = machine.outbox.size;
        const failed = await this.#push();
        if (failed) return this.#fail(failed);
        fruitless = machine.outbox.size < before ? 0 : fruitless + 1;
      }
      const failed = await this.#pull();
      if (failed) return this.#fail(failed);
      if (!machine.outbox.size) break;
    }
    if (machine.outbox.size) return this.#fail({ kind: "trouble", retryMs: null });
    this.#failures = 0;
    ports.phase("synced");
    ports.exchanged();
    return null;
  }

  async #push(): Promise<Failure | null> {
    const machine = this.#machine;
    const ports = this.#ports;
    const body = this.#dialogue.pushBody();
    if (!body) return machine.unknownReplica ? { kind: "signed_out", ended: false } : null;
    await ports.save();
    const answer = await exchange(ports, "/api/sync/push", body);
    if (this.#stopped) return { kind: "offline" };
    if (answer.kind === "too_large") {
      this.#dialogue.pushTooLarge();
      return null;
    }
    return this.#take(answer, (bytes, sentMs, receivedMs) =>
      this.#dialogue.pushAnswer(decodePushAnswer(bytes), sentMs, receivedMs),
    );
  }

  async #pull(): Promise<Failure | null> {
    const machine = this.#machine;
    const ports = this.#ports;
    for (let changedLogs = 0; ; ) {
      const answer = await exchange(ports, "/api/sync/pull", this.#dialogue.pullBody(...ports.photos()));
      if (this.#stopped) return { kind: "offline" };
      let pulled: Pulled = "more";
      const failed = await this.#take(answer, (bytes, sentMs, receivedMs) => {
        pulled = this.#dialogue.pullAnswer(decodePullAnswer(bytes), sentMs, receivedMs);
        return pulled;
      });
      if (failed) this.#dialogue.pullFailed();
      if (machine.log === null && ++changedLogs > LOG_CHANGES_MAX) return { kind: "trouble", retryMs: null };
      if (failed || (pulled as Pulled) === "done") return failed;
    }
  }

  /** Hands an answer to the machine and saves what came of it. */
  async #take(
    answer: Answer,
    use: (bytes: Uint8Array, sentMs: number, receivedMs: number) => Pulled,
  ): Promise<Failure | null> {
    let pulled: Pulled = "log_changed";
    if (answer.kind === "ok") {
      try {
        pulled = use(answer.bytes, answer.sentMs, answer.receivedMs);
      } catch {
        // Not an answer of this protocol's.
        return { kind: "trouble", retryMs: null };
      }
    } else if (answer.kind !== "log_changed") return answer;
    if (pulled === "log_changed") {
      const kept = await this.#ports.kept();
      this.#dialogue.logChanged(null, kept.map(loadKept), this.#ports.wall());
    }
    await this.#ports.save();
    return null;
  }

  /** Takes what the socket brought, and what it brings while that is being saved: nobody else would come for it. */
  async #takeFrames(): Promise<void> {
    let pull = false;
    while (this.#frames.length) {
      for (const frame of this.#frames.splice(0)) pull = this.#dialogue.frame(frame) || pull;
      await this.#ports.save();
    }
    if (!pull) return;
    if (this.#running) this.#again = true;
    else void this.kick();
  }

  async #fail(failure: Failure): Promise<number> {
    const ports = this.#ports;
    this.#failures++;
    if (failure.kind === "signed_out" && failure.ended) void ports.ended();
    ports.phase(PHASES[failure.kind]);
    const backOff = Math.min(BACK_OFF_MS_MIN * 2 ** (this.#failures - 1), BACK_OFF_MS_MAX);
    return failure.kind === "trouble" && failure.retryMs !== null ? Math.max(failure.retryMs, backOff) : backOff;
  }
}

const PHASES: { readonly [kind in Failure["kind"]]: SyncPhase } = {
  offline: "offline",
  portal: "portal",
  signed_out: "signed_out",
  outdated: "update_needed",
  too_large: "server_trouble",
  log_changed: "server_trouble",
  trouble: "server_trouble",
};
