/**
 * The keeper: does the person's acts on the machine, saves what changed, and sees that only the tab that leads does so.
 * An act shows in the same frame; its promise resolves when it is durable, and not if it isn't.
 */
import { addDelta, newDelta } from "./delta";
import type { Hex } from "./interface";
import type { Machine } from "./machine";
import type { DevicePorts } from "./ports";
import { restore } from "./state";
import { Fenced, type Store } from "./store";
import { Tabs } from "./tabs";

const CLOCK_JUMP_MS = 60_000;
const LEAD_TRIES_MAX = 12;
const LEAD_AGAIN_MS = 20;
/** How long after a save that failed the next one is tried. */
const SAVE_AGAIN_MS = 5_000;

export type Act = (wallMs: number) => void;

export interface KeeperPorts {
  /** What is shown of these documents changed; null: of all. */
  show(touched: ReadonlySet<Hex> | null): void;
  /** This tab leads: exchange with the server. */
  start(): void;
  /** Another tab leads; resolves when nothing is in flight. */
  rest(): Promise<void>;
  /** What the other tabs are to know besides. */
  news(): unknown;
  heard(news: unknown): void;
}

interface Message {
  readonly saved: boolean;
  readonly news: unknown;
}

export class Keeper {
  readonly #machine: Machine;
  readonly #store: Store;
  readonly #device: DevicePorts;
  readonly #ports: KeeperPorts;
  readonly #tabs: Tabs;
  /** Acts that are not saved: to be done again on what another tab has saved meanwhile. */
  readonly #acts = new Set<Act>();
  readonly #keeping = new Set<Promise<void>>();
  #token = "";
  #unsaved = newDelta();
  #saving: Promise<void> = Promise.resolve();
  #gaining: Promise<void> | null = null;
  #anchor: { readonly wall: number; readonly monotonic: number };
  #closed = false;
  /** The last save failed: what was done since stands on no disk. */
  failing = false;
  #cancelAgain: (() => void) | null = null;

  constructor(machine: Machine, store: Store, device: DevicePorts, ports: KeeperPorts) {
    this.#machine = machine;
    this.#store = store;
    this.#device = device;
    this.#ports = ports;
    this.#anchor = { wall: device.wall(), monotonic: device.monotonic() };
    this.#tabs = new Tabs(machine.person, {
      locks: device.locks,
      channel: device.channel(`mingcha:${machine.person}`),
      gained: () => void this.gain(),
      lost: () => void this.#lost(),
      heard: (message) => void this.#hear(message as Message),
    });
  }

  get leads(): boolean {
    return this.#tabs.leads;
  }

  /** Leads if `lead`, and reads the store; false if nothing was ever saved. */
  async open(lead: boolean): Promise<boolean> {
    if (lead) await this.#takeLead();
    else this.#tabs.follow();
    const saved = await this.#store.load();
    if (saved) restore(this.#machine, saved);
    return saved !== null;
  }

  /** Does an act. RangeError at once where it is no act; DOMException where it isn't durable yet: saving is tried again. */
  async act(work: Act): Promise<void> {
    work(this.wall());
    this.#acts.add(work);
    this.show();
    const kept = this.#keep();
    this.#keeping.add(kept);
    try {
      await kept;
    } finally {
      this.#keeping.delete(kept);
    }
  }

  /** The device's time; notices when somebody has set the clock. */
  wall(): number {
    const wall = this.#device.wall();
    const monotonic = this.#device.monotonic();
    const jump = wall - this.#anchor.wall - (monotonic - this.#anchor.monotonic);
    if (Math.abs(jump) > CLOCK_JUMP_MS) {
      this.#machine.clockJumped();
      this.#anchor = { wall, monotonic };
    }
    return wall;
  }

  /** Saves everything that is not saved; one transaction at a time, each with all that came before it began. */
  save(strict: boolean): Promise<void> {
    const saved = this.#saving.catch(() => undefined).then(() => this.#flush(strict));
    this.#saving = saved;
    return saved;
  }

  show(): void {
    const delta = this.#machine.take();
    addDelta(this.#unsaved, delta);
    this.#ports.show(delta.touched);
  }

  /** Leads from here on: reads what the last leader saved, and does again what is not saved yet. */
  gain(): Promise<void> {
    this.#gaining ??= this.#lead().finally(() => {
      this.#gaining = null;
    });
    return this.#gaining;
  }

  /** Whether everything that was done is durable, once that is known of every act so far. */
  async drain(): Promise<boolean> {
    await Promise.allSettled(this.#keeping);
    return !this.#acts.size;
  }

  tell(saved: boolean): void {
    const message: Message = { saved, news: this.#ports.news() };
    this.#tabs.tell(message);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelAgain?.();
    await this.#saving.catch(() => undefined);
    this.#tabs.close();
    this.#store.close();
  }

  /** Makes durable what was done; takes the lead for it where another tab has it. */
  async #keep(): Promise<void> {
    // While the lead is being taken the machine still is what it was: nothing of it may be saved.
    if (this.#gaining || !this.#tabs.leads) await this.gain();
    try {
      await this.save(true);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      await this.gain();
    }
  }

  /** Two tabs that write at the same moment take the lead from each other: each tries again a moment later. */
  async #lead(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#readAgain(true);
        return;
      } catch (error) {
        if (!(error instanceof Fenced) || tries === LEAD_TRIES_MAX) throw error;
        await new Promise<void>((resolve) =>
          this.#device.setTimer(resolve, this.#device.random() * LEAD_AGAIN_MS * tries),
        );
      }
    }
  }

  async #takeLead(): Promise<void> {
    await this.#tabs.take();
    this.#token = `${this.#device.wall()}.${this.#device.random()}`;
    await this.#store.lead(this.#token);
  }

  async #flush(strict: boolean): Promise<void> {
    this.show();
    // Told again where there still is no room.
    if (this.failing) this.#machine.notices = this.#machine.notices.filter(({ code }) => code !== "quota_full");
    const delta = this.#unsaved;
    const saved = [...this.#acts];
    this.#unsaved = newDelta();
    try {
      await this.#store.save(this.#machine, delta, this.#token, strict);
    } catch (error) {
      addDelta(delta, this.#unsaved);
      this.#unsaved = delta;
      if (error instanceof DOMException && error.name === "QuotaExceededError") {
        this.#machine.notice("quota_full", this.#nowMs(), null);
      }
      if (!(error instanceof Fenced)) this.#fail();
      // A page that lost the lead while it opened may mark the store last: who leads then marks it again.
      else if (this.#tabs.leads && !this.#gaining) void this.gain().catch(() => undefined);
      throw error;
    }
    this.#cancelAgain?.();
    this.#cancelAgain = null;
    this.failing = false;
    if (this.#store.evicted) {
      this.#store.evicted = false;
      this.#machine.notice("storage_evicted", this.#nowMs(), null);
    }
    this.show();
    for (const act of saved) this.#acts.delete(act);
    this.tell(true);
  }

  #fail(): void {
    this.failing = true;
    this.show();
    this.#cancelAgain?.();
    this.#cancelAgain = this.#device.setTimer(() => void this.save(true).catch(() => undefined), SAVE_AGAIN_MS);
  }

  #nowMs(): number {
    return Math.round(this.wall() + this.#machine.clock.offset);
  }

  async #readAgain(lead: boolean): Promise<void> {
    await this.#ports.rest();
    await this.#saving.catch(() => undefined);
    if (lead) await this.#takeLead();
    const saved = await this.#store.load();
    if (this.#closed || !saved) return;
    restore(this.#machine, saved);
    this.#machine.take();
    this.#unsaved = newDelta();
    for (const work of this.#acts) work(this.wall());
    addDelta(this.#unsaved, this.#machine.take());
    this.#ports.show(null);
    if (!lead) return;
    await this.save(true);
    this.#ports.start();
  }

  /** Another tab took the lead; what it saved before this one noticed was not heard of here. */
  async #lost(): Promise<void> {
    await this.#ports.rest();
    if (!this.#tabs.leads && !this.#gaining && !this.#closed && !this.#acts.size) await this.#readAgain(false);
  }

  async #hear({ saved, news }: Message): Promise<void> {
    if (this.#tabs.leads || this.#gaining || this.#closed) return;
    this.#ports.heard(news);
    if (saved && !this.#acts.size) await this.#readAgain(false);
  }
}
