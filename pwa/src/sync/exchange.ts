/**
 * The exchange with the server: loop, socket and photos of one replica, put together. Loaded after the first screen,
 * which needs none of it.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { DeviceBooth } from "./booth/booth";
import type { Write } from "./change";
import { Dialogue } from "./dialogue";
import type { Hex, PhotoReference, Presence, SyncPhase, Value } from "./interface";
import { Keepsakes } from "./keepsakes";
import { isOpen, sealLeftovers, settle } from "./leftovers";
import { Live } from "./live";
import { Loop } from "./loop";
import { KEPT_MS, type Machine } from "./machine";
import type { PullAnswer } from "./messages";
import { measure } from "./observe";
import { correct } from "./outcome";
import { Photos } from "./photos";
import type { DevicePorts } from "./ports";
import { tailOf } from "./stamp";
import { loadKept } from "./state";
import type { Store } from "./store";

const CLOCK_WRONG_MS = 300_000;
const PHOTO_AGAIN_MS = 60_000;
/** Between two exchanges while nothing happens; the socket brings what is new sooner. */
const QUIET_MS = 60_000;
const QUIET_LIVE_MS = 300_000;
const UNKEPT = "storage_not_persistent";
const CONTEXT = "ballot_context";
const DRAFT = "form_draft";
const BALLOTS = /^(ballot_context|poll)$/;
/** Where booth/open.ts keeps that this person has had some anonymous ballot. */
const BOOTH = "mingcha.booth.";

/** What a sign-in gave. */
export interface Session {
  /** Decimal. */
  readonly replica: string;
  readonly log: Hex;
  readonly now: number;
  readonly sentMs: number;
  readonly receivedMs: number;
  /** Sealed records of this person's on this device that don't open. */
  readonly unreadable?: number;
}

export interface ExchangeHost {
  readonly machine: Machine;
  readonly store: Store;
  readonly device: DevicePorts;
  wall(): number;
  leads(): boolean;
  act(work: () => void): Promise<void>;
  /** Reads the store again. */
  again(): Promise<void>;
  save(): Promise<void>;
  show(): void;
  phase(phase: SyncPhase): void;
  /** Anonymous ballots, once there are any. */
  booth(booth: DeviceBooth | null): void;
  /** The person ended this device. */
  ended(): Promise<void>;
}

export class Exchange {
  readonly #host: ExchangeHost;
  readonly #dialogue: Dialogue;
  readonly #loop: Loop;
  readonly #live: Live;
  readonly #photos: Photos;
  readonly #keepsakes: Keepsakes;
  #wiping: Promise<void> | null = null;
  /** What sealed the leftovers; null while nothing is sealed. */
  #key: CryptoKey | null = null;
  /** Where the key lies; a store that the browser threw away has lost it, and is another when it is made again. */
  #settledIn: IDBDatabase | null = null;
  /** The server doesn't know the session, or was not heard yet: it may have forgotten more than that. */
  #signedOut = true;
  #booth: Promise<DeviceBooth | null> | null = null;

  constructor(host: ExchangeHost) {
    this.#host = host;
    const { machine, store, device } = host;
    const ports = { ...device, wall: () => host.wall() };
    this.#dialogue = new Dialogue(machine);
    this.#keepsakes = new Keepsakes(store);
    this.#loop = new Loop(machine, this.#dialogue, {
      ...ports,
      save: () => host.save(),
      kept: () => this.#keepsakes.kept(),
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
      frame: (answer) => void this.#frame(answer).catch(() => undefined),
      kick: () => void this.#loop.kick(),
    });
    this.#photos = new Photos({
      ...ports,
      store: this.#keepsakes,
      waits: (doc, sha256) =>
        machine.outbox.of(doc).length > 0 || (drafts(machine, sha256) && !names(machine, doc, sha256)),
      named: (doc, sha256) => names(machine, doc, sha256),
      whole: () => !this.#wiping && !this.over,
      changed: (refused, doc) => this.#photosChanged(refused, doc),
    });
  }

  get presences(): ReadonlySignal<readonly Presence[]> {
    return this.#live.presences;
  }

  presence(doc: Hex, path: string): void {
    this.#live.presence(doc, path);
  }

  /** The socket is closed while the phone keeps silent; afterwards everything is exchanged at once. */
  async hush(on: boolean): Promise<void> {
    if (on) this.#live.stop();
    await this.kick();
  }

  get photosWaiting(): number {
    return this.#photos.waiting[0];
  }

  /** Nobody is signed in here any more, and what was not sent is sealed. */
  get over(): boolean {
    return this.#key !== null;
  }

  async start(): Promise<void> {
    await this.#wiping;
    if (this.over && !(await isOpen(this.#host.store))) return;
    // Another tab may have signed the person in again.
    this.#key = null;
    void this.#keepsakes.prune(this.#nowMs() - KEPT_MS);
    await this.#photos.load();
    if (this.#wiping) return;
    const { machine } = this.#host;
    if (this.#host.leads()) void this.#loop.start();
    void this.runBooth().catch(() => undefined);
    if (machine.notices.some(({ code }) => code === UNKEPT)) void this.#askToKeep().catch(() => undefined);
  }

  /** Ends after what is in flight. */
  async rest(): Promise<void> {
    this.#live.stop();
    void this.#booth?.then((booth) => booth?.rest());
    await this.#loop.stop();
  }

  /** The page lets go of this person's replica. */
  async end(): Promise<void> {
    await this.rest();
    await (await this.#booth)?.close();
  }

  /** Reads the anonymous ballots where there are any, and does for them what is due. */
  async runBooth(): Promise<void> {
    if (this.over || !(this.#booth || hasBallots(this.#host))) return;
    this.#booth ??= this.#openBooth();
    const booth = await this.#booth;
    this.#host.booth(booth);
    if (booth && this.#host.leads()) await booth.run();
  }

  /** Null where it can't be had now; it is tried again with the next exchange. */
  async #openBooth(): Promise<DeviceBooth | null> {
    try {
      return await (await import("./booth/open")).openBooth(this.#host, () => this.#nowMs());
    } catch {
      this.#booth = null;
      return null;
    }
  }

  kick(): Promise<void> {
    return this.over ? this.#sealAgain() : this.#loop.kick();
  }

  /** The page was asleep, or the network has changed: a socket that has been silent may be dead. */
  wake(): Promise<void> {
    if (this.#live.silent) this.#live.stop();
    return this.over ? this.kick() : this.#loop.wake();
  }

  async addPhoto(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    try {
      const reference = await this.#photos.add(doc, picture, width, height);
      if (this.over) await this.#sealAgain();
      return reference;
    } catch (error) {
      if (error instanceof DOMException && error.name === "QuotaExceededError") this.#notice("quota_full");
      this.#host.show();
      throw error;
    }
  }

  photo(doc: Hex, sha256: string): Promise<Blob | null> {
    return this.#photos.get(doc, sha256);
  }

  correct(refused: Hex, writes: readonly Write[], wallMs: number): void {
    correct(this.#host.machine, refused, writes, wallMs);
  }

  /** A sign-in of this person: a new replica id; what waits here will be sent under the stamps that it has. */
  async renew({ replica, log, now, sentMs, receivedMs, unreadable }: Session): Promise<void> {
    const { machine } = this.#host;
    const kept = await this.#keepsakes.kept();
    await this.#host.act(() => {
      this.#dialogue.renew(tailOf(replica));
      measure(machine.clock, now, sentMs, receivedMs);
      if (machine.log !== null && machine.log !== log) this.#dialogue.logChanged(log, kept.map(loadKept), receivedMs);
      machine.log = log;
      if (unreadable) machine.notice("unsent_unreadable", now, unreadable);
    });
    void this.#askToKeep().catch(() => undefined);
  }

  /** Asks the browser to clear nothing behind us, and tells for how long it hasn't agreed. Some ask the person first. */
  async #askToKeep(): Promise<void> {
    const { machine, device, act } = this.#host;
    const keeps = await device.persist();
    const told = machine.notices.find(({ code }) => code === UNKEPT);
    if (keeps && told) await act(() => machine.dismiss(told));
    if (!keeps && !told) await act(() => machine.notice(UNKEPT, this.#nowMs(), null, false));
  }

  /**
   * Removes all that the server gave; what it has not got is sealed for the next sign-in of this person. Where they sign
   * out themselves (`own`) nothing is taken from the page either if nothing can be saved, and what a server that knows
   * no session any more, or was not heard since, had accepted is sealed too.
   */
  wipe(own: boolean): Promise<void> {
    this.#wiping = this.#wipe(own).finally(() => {
      this.#wiping = null;
    });
    return this.#wiping;
  }

  async #wipe(own: boolean): Promise<void> {
    const { machine, store } = this.#host;
    const all = !(own && this.#signedOut);
    await this.rest();
    if (own) await this.#tryDisk();
    await this.#host.act(() => {
      this.#dialogue.wipe();
      // Of a document that is forgotten no own change is kept.
      if (!all) machine.accepted.forgotten.clear();
    });
    await this.#keepsakes.wipe(all);
    // Without a key (it could not be fetched yet), or without room for the record, all stays plain: nothing may be lost.
    this.#key = await sealLeftovers(store, machine.person, this.#key).catch(() => this.#key);
    // But for what the server once had.
    if (!this.#key) await this.#keepsakes.wipe(true);
    const booth = await (this.#booth ?? (hasBallots(this.#host) ? this.#openBooth() : null));
    this.#booth = null;
    if (this.#key) await booth?.seal(this.#key).catch(() => undefined);
    await booth?.close();
    this.#host.booth(null);
  }

  /** Rejects, and goes on as before, where nothing can be saved. */
  async #tryDisk(): Promise<void> {
    try {
      await this.#host.act(() => undefined);
    } catch (error) {
      void this.#loop.start();
      throw error;
    }
  }

  /** What is still written here after that is sealed too. */
  async #sealAgain(): Promise<void> {
    const { machine, store } = this.#host;
    if (!(await isOpen(store))) await sealLeftovers(store, machine.person, this.#key);
  }

  /** Fetches the key, and opens what is sealed, where the sign-in could not. */
  async #settle(): Promise<void> {
    const { machine, store, device } = this.#host;
    if (this.#settledIn !== store.db && (await isOpen(store))) this.#settledIn = store.db;
    if (this.#settledIn === store.db || this.over || this.#wiping || !this.#host.leads()) return;
    const opened = await settle(device, store, machine.person);
    if (!opened) return;
    this.#settledIn = store.db;
    const { restored, unreadable } = opened;
    const nowMs = this.#nowMs();
    if (restored) await this.#host.again();
    if (unreadable) await this.#host.act(() => machine.notice("unsent_unreadable", nowMs, unreadable));
  }

  /** What came over the socket; a ballot that is put to somebody, or is closed, is seen to at once. */
  async #frame(answer: PullAnswer): Promise<void> {
    await this.#loop.frame(answer);
    for (const { entries } of answer.scopes.values()) {
      if (entries.some((entry) => entry.author !== null && BALLOTS.test(entry.change.kind))) return this.runBooth();
    }
  }

  #phase(phase: SyncPhase): void {
    const over = phase === "signed_out";
    if (over || phase === "synced") this.#signedOut = over;
    if (over) this.#live.stop();
    this.#host.phase(phase);
  }

  #photosChanged(refused: string | null, doc?: Hex): void {
    if (!refused || !doc) {
      this.#host.show();
      return;
    }
    // Saved at once: of a picture that never goes nobody is told again.
    const { machine } = this.#host;
    const said = machine.notices.find((notice) => notice.code === refused && notice.doc === doc);
    const count = (said?.count ?? 0) + 1;
    const nowMs = this.#nowMs();
    void this.#host.act(() => machine.notice(refused, nowMs, count, true, doc)).catch(() => undefined);
  }

  #notice(code: string): void {
    const { machine } = this.#host;
    machine.notice(code, this.#nowMs(), null);
  }

  #nowMs(): number {
    return Math.round(this.#host.wall() + this.#host.machine.clock.offset);
  }

  async #exchanged(): Promise<void> {
    const { machine, device } = this.#host;
    const known = machine.notices.some(({ code }) => code === "clock_wrong");
    if (Math.abs(machine.clock.offset) > CLOCK_WRONG_MS && !known) this.#notice("clock_wrong");
    if (this.#host.leads() && device.visible() && device.online()) this.#live.start();
    await this.#settle().catch(() => undefined);
    void this.runBooth().catch(() => undefined);
    // False also where what was sent finds no room to be noted.
    const run = () => this.#photos.run().catch(() => false);
    if (!(await run())) device.setTimer(() => void run(), PHOTO_AGAIN_MS);
  }
}

/** Whether this person has a ballot context, or has ever had one on this device. */
function hasBallots({ machine, device }: ExchangeHost): boolean {
  if (device.marks?.getItem(BOOTH + machine.person)) return true;
  for (const id of machine.docs()) if (machine.kindOf(id) === CONTEXT) return true;
  return false;
}

function shown(machine: Machine, id: Hex): Value[] {
  return [...(machine.view(id)?.registers.values() ?? [])].map(({ value }) => value);
}

/** Whether what is shown of the document names the picture, or what came back and waits to be put right. */
function names(machine: Machine, doc: Hex, sha256: string): boolean {
  const back = [...machine.refused.values()].filter((refused) => refused.doc === doc);
  const written = back.flatMap(({ writes }) => writes.map(([, value]) => value));
  return [...shown(machine, doc), ...written].some((value) => (value as PhotoReference | null)?.blob === sha256);
}

/** Whether a form that is half filled in names it, which holds in one text what it will write. */
function drafts(machine: Machine, sha256: string): boolean {
  const forms = [...machine.docs()].filter((id) => machine.kindOf(id) === DRAFT);
  return forms.flatMap((id) => shown(machine, id)).some((text) => String(text).includes(sha256));
}
