/**
 * The exchange with the server: loop, socket and photos of one replica, put together. Loaded after the first screen,
 * which needs none of it.
 */
import { Dialogue } from "./dialogue";
import type { Doc, Hex, PhotoReference, SyncPhase } from "./interface";
import { Live } from "./live";
import { Loop } from "./loop";
import type { Machine } from "./machine";
import { measure } from "./observe";
import { Photos } from "./photos";
import type { DevicePorts } from "./ports";
import { tailOf } from "./stamp";
import { loadKept, type SavedKept } from "./state";
import type { Store } from "./store";

const CLOCK_WRONG_MS = 300_000;
const PHOTO_AGAIN_MS = 60_000;
/** Between two exchanges while nothing happens; the socket brings what is new sooner. */
const QUIET_MS = 60_000;
const QUIET_LIVE_MS = 300_000;

/** What a sign-in gave. */
export interface Session {
  /** Decimal. */
  readonly replica: string;
  readonly log: Hex;
  readonly now: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

export interface ExchangeHost {
  readonly machine: Machine;
  readonly store: Store;
  readonly device: DevicePorts;
  wall(): number;
  leads(): boolean;
  save(): Promise<void>;
  show(): void;
  phase(phase: SyncPhase): void;
  /** The person ended this device. */
  ended(): Promise<void>;
}

export class Exchange {
  readonly #host: ExchangeHost;
  readonly #dialogue: Dialogue;
  readonly #loop: Loop;
  readonly #live: Live;
  readonly #photos: Photos;

  constructor(host: ExchangeHost) {
    this.#host = host;
    const { machine, store, device } = host;
    const ports = { ...device, wall: () => host.wall() };
    this.#dialogue = new Dialogue(machine);
    this.#loop = new Loop(machine, this.#dialogue, {
      ...ports,
      save: () => host.save(),
      kept: () => store.kept(),
      photos: () => this.#photos.waiting,
      phase: (phase) => this.#phase(phase),
      ended: () => host.ended(),
      quietMs: () => (this.#live.connected ? QUIET_LIVE_MS : QUIET_MS),
      exchanged: () => void this.#exchanged(),
    });
    this.#live = new Live({
      ...ports,
      open: () => device.socket(),
      hello: () => this.#dialogue.hello(),
      frame: (answer) => void this.#loop.frame(answer),
      kick: () => void this.#loop.kick(),
    });
    this.#photos = new Photos({
      ...ports,
      store,
      waits: (doc) => machine.outbox.of(doc).length > 0,
      named: (doc, sha256) => names(machine.view(doc), sha256),
      changed: (refused) => this.#photosChanged(refused),
    });
  }

  get photosWaiting(): number {
    return this.#photos.waiting[0];
  }

  async start(): Promise<void> {
    await this.#photos.load();
    if (this.#host.leads()) void this.#loop.start();
  }

  /** Ends after what is in flight. */
  async rest(): Promise<void> {
    this.#live.stop();
    await this.#loop.stop();
  }

  kick(): Promise<void> {
    return this.#loop.kick();
  }

  /** The page was asleep, or the network has changed: a socket that has been silent may be dead. */
  wake(): Promise<void> {
    if (this.#live.silent) this.#live.stop();
    return this.kick();
  }

  addPhoto(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    return this.#photos.add(doc, picture, width, height);
  }

  photo(doc: Hex, sha256: string): Promise<Blob | null> {
    return this.#photos.get(doc, sha256);
  }

  /** A sign-in of this person: a new replica id; what waits here will be sent under the stamps that it has. */
  renew({ replica, log, now, sentMs, receivedMs }: Session, kept: readonly SavedKept[]): void {
    const { machine } = this.#host;
    this.#dialogue.renew(tailOf(replica));
    measure(machine.clock, now, sentMs, receivedMs);
    if (machine.log !== null && machine.log !== log) this.#dialogue.logChanged(log, kept.map(loadKept), receivedMs);
    machine.log = log;
  }

  /** Removes all that the server gave; what it has not got stays for the next sign-in of this person. */
  wipe(): void {
    this.#dialogue.wipe();
  }

  #phase(phase: SyncPhase): void {
    if (phase === "signed_out") this.#live.stop();
    this.#host.phase(phase);
  }

  #photosChanged(refused: string | null): void {
    if (refused) this.#notice(refused);
    this.#host.show();
  }

  #notice(code: string): void {
    const { machine } = this.#host;
    machine.notice(code, Math.round(this.#host.wall() + machine.clock.offset), null);
  }

  async #exchanged(): Promise<void> {
    const { machine, device } = this.#host;
    const known = machine.notices.some(({ code }) => code === "clock_wrong");
    if (Math.abs(machine.clock.offset) > CLOCK_WRONG_MS && !known) this.#notice("clock_wrong");
    if (this.#host.leads() && device.visible()) this.#live.start();
    if (!(await this.#photos.run())) device.setTimer(() => void this.#photos.run(), PHOTO_AGAIN_MS);
  }
}

function names(doc: Doc | undefined, sha256: string): boolean {
  for (const { value } of doc?.registers.values() ?? []) {
    if (typeof value === "object" && value !== null && "blob" in value && value.blob === sha256) return true;
  }
  return false;
}
