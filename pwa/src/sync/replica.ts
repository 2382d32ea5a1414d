/**
 * The replica of one person on this device: what the screens see (interface.ts), over the machine, the store, the loop,
 * the socket, the photos and the other tabs. A write shows in the same frame and resolves when it is durable.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Write } from "./change";
import { addDelta, newDelta } from "./delta";
import type { Doc, Hex, Notice, PhotoReference, Refused, Replica, SyncPhase, SyncStatus } from "./interface";
import { Live } from "./live";
import { Loop } from "./loop";
import { KEPT_MS, Machine } from "./machine";
import type { Presence, PullAnswer } from "./messages";
import { naturalId } from "./natural";
import { Photos } from "./photos";
import type { DevicePorts } from "./ports";
import { makeStamp, measure, tailOf } from "./stamp";
import { loadItem, restore } from "./state";
import { Fenced, Store } from "./store";
import { Tabs } from "./tabs";
import { View } from "./view";

const CLOCK_JUMP_MS = 60_000;
const CLOCK_WRONG_MS = 300_000;
/** Acts in quick succession leave together. */
const SEND_AFTER_MS = 300;
const PHOTO_AGAIN_MS = 60_000;

/** What a sign-in gave. */
export interface Session {
  /** Decimal. */
  readonly replica: string;
  readonly log: Hex;
  readonly now: number;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** What the owner of the replicas hears of one. */
export interface Watch {
  unsent(count: number): void;
  /** The server ended the session or the device. */
  signedOut(): void;
}

interface News {
  readonly phase: SyncPhase;
  readonly saved: boolean;
}

export class DeviceReplica implements Replica {
  readonly person: Hex;
  readonly status: ReadonlySignal<SyncStatus>;
  readonly refused: ReadonlySignal<readonly Refused[]>;
  readonly notices: ReadonlySignal<readonly Notice[]>;

  private readonly ports: DevicePorts;
  private readonly watch: Watch;
  private readonly store: Store;
  private readonly machine: Machine;
  private readonly view: View;
  private readonly tabs: Tabs;
  private readonly loop: Loop;
  private readonly live: Live;
  private readonly photos: Photos;
  private readonly statusNow = signal<SyncStatus>(FRESH);
  private readonly refusedNow = signal<readonly Refused[]>([]);
  private readonly noticesNow = signal<readonly Notice[]>([]);

  private phase: SyncPhase = "offline";
  private token = "";
  private unsaved = newDelta();
  private saving: Promise<void> = Promise.resolve();
  private gaining: Promise<void> | null = null;
  private readonly acts = new Set<(wallMs: number) => void>();
  private anchor = { wall: 0, monotonic: 0 };
  private cancelSend: (() => void) | null = null;
  private stopWaking: (() => void) | null = null;
  private closed = false;

  private constructor(person: Hex, ports: DevicePorts, watch: Watch, store: Store) {
    this.person = person;
    this.ports = ports;
    this.watch = watch;
    this.store = store;
    this.status = this.statusNow;
    this.refused = this.refusedNow;
    this.notices = this.noticesNow;
    this.machine = new Machine(person, tailOf("0"));
    this.view = new View(this.machine);
    this.anchor = { wall: ports.wall(), monotonic: ports.monotonic() };
    this.tabs = new Tabs(person, {
      locks: ports.locks,
      channel: ports.channel(`mingcha:${person}`),
      gained: () => void this.gain(),
      lost: () => this.rest(),
      heard: (message) => void this.hear(message as News),
    });
    this.loop = new Loop(this.machine, this.loopPorts());
    this.live = new Live({
      ...ports,
      open: () => ports.socket(),
      hello: () => this.machine.hello(),
      frame: (answer: PullAnswer) => void this.loop.frame(answer),
      kick: () => void this.loop.kick(),
    });
    this.photos = new Photos({
      ...ports,
      store,
      waits: (doc) => this.machine.outbox.of(doc).length > 0,
      named: (doc, sha256) => names(this.machine.view(doc), sha256),
      changed: (refused) => this.photosChanged(refused),
    });
  }

  /** Opens a person's store; null if it is empty and no sign-in fills it. */
  static async open(
    person: Hex,
    ports: DevicePorts,
    watch: Watch,
    session: Session | null,
  ): Promise<DeviceReplica | null> {
    const store = await Store.open(person);
    const replica = new DeviceReplica(person, ports, watch, store);
    if (ports.visible() || session) await replica.takeLead();
    const saved = await store.load();
    if (!saved && !session) {
      await replica.close();
      return null;
    }
    if (saved) restore(replica.machine, saved);
    await replica.photos.load();
    replica.stopWaking = ports.onWake(() => void replica.wake());
    if (session) await replica.renew(session);
    else if (replica.tabs.leads) replica.start();
    else replica.tabs.follow();
    replica.show();
    return replica;
  }

  /** A sign-in of this person: a new replica id; what waits here will be sent under the stamps that it has. */
  async renew(session: Session): Promise<void> {
    const { machine } = this;
    machine.renew(tailOf(session.replica));
    measure(machine.clock, session.now, session.sentMs, session.receivedMs);
    if (machine.log !== null && machine.log !== session.log) {
      machine.logChanged(session.log, (await this.store.kept()).map(loadItem), this.ports.wall());
    }
    machine.log = session.log;
    if (!(await this.ports.persist())) machine.notice("storage_not_persistent", this.now(), null, false);
    this.phase = "sending";
    this.show();
    await this.save(true);
    this.start();
  }

  now(): number {
    return Math.round(this.ports.wall() + this.machine.clock.offset);
  }

  doc(id: Hex): ReadonlySignal<Doc | undefined> {
    return this.view.doc(id);
  }

  ofKind(kind: string): ReadonlySignal<readonly Doc[]> {
    return this.view.ofKind(kind);
  }

  write(doc: Hex, kind: string, writes: readonly Write[]): Promise<void> {
    return this.act((wallMs) => this.machine.write(doc, kind, writes, wallMs));
  }

  newId(): Hex {
    return this.machine.newId(this.wall());
  }

  async naturalId(kind: string, ...parts: string[]): Promise<Hex> {
    return naturalId([kind, ...parts].join("/"));
  }

  correct(refused: Hex, writes: readonly Write[]): Promise<void> {
    return this.act((wallMs) => this.machine.correct(refused, writes, wallMs));
  }

  discard(refused: Hex): Promise<void> {
    return this.act(() => this.machine.discard(refused));
  }

  dismissNotice(notice: Notice): Promise<void> {
    return this.act(() => this.machine.dismiss(notice));
  }

  /** Tells the person and the server of something that happened to this device. */
  notice(code: string, count: number | null): Promise<void> {
    return this.act(() => this.machine.notice(code, this.now(), count));
  }

  addPhoto(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    return this.photos.add(doc, picture, width, height);
  }

  photo(doc: Hex, sha256: string): Promise<Blob | null> {
    return this.photos.get(doc, sha256);
  }

  /** Who looks at what just now. */
  get presences(): ReadonlySignal<readonly Presence[]> {
    return this.live.presences;
  }

  presence(doc: Hex, path: string): void {
    this.live.presence(doc, path);
  }

  async syncNow(): Promise<void> {
    if (!this.tabs.leads) await this.gain();
    await this.loop.kick();
  }

  async drain(): Promise<void> {
    await this.gaining;
    await this.saving.catch(() => undefined);
    if (this.acts.size) await this.gain();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.stopWaking?.();
    this.cancelSend?.();
    this.live.stop();
    await this.loop.stop();
    await this.saving.catch(() => undefined);
    this.tabs.close();
    this.store.close();
  }

  /** Removes all that the server gave; what it has not got stays for the next sign-in of this person. */
  async wipe(): Promise<void> {
    this.machine.wipe();
    this.show();
    await this.save(true);
    await this.store.wipe();
  }

  // Acts

  private async act(work: (wallMs: number) => void): Promise<void> {
    work(this.wall());
    this.acts.add(work);
    this.show();
    try {
      if (this.tabs.leads) await this.save(true);
      else await this.gain();
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      await this.gain();
    } finally {
      this.acts.delete(work);
    }
    this.cancelSend?.();
    this.cancelSend = this.ports.setTimer(() => void this.loop.kick(), SEND_AFTER_MS);
  }

  /** The device's time; notices when somebody has set the clock. */
  private wall(): number {
    const wall = this.ports.wall();
    const monotonic = this.ports.monotonic();
    const jump = wall - this.anchor.wall - (monotonic - this.anchor.monotonic);
    if (Math.abs(jump) > CLOCK_JUMP_MS) {
      this.machine.clockJumped();
      this.anchor = { wall, monotonic };
    }
    return wall;
  }

  // Saving and showing

  /** Saves everything that is not saved; one transaction at a time, each with all that came before it began. */
  private save(strict: boolean): Promise<void> {
    const saved = this.saving.catch(() => undefined).then(() => this.flush(strict));
    this.saving = saved;
    return saved;
  }

  private async flush(strict: boolean): Promise<void> {
    this.show();
    const delta = this.unsaved;
    this.unsaved = newDelta();
    try {
      await this.store.save(this.machine, delta, this.token, strict);
    } catch (error) {
      addDelta(delta, this.unsaved);
      this.unsaved = delta;
      if (error instanceof DOMException && error.name === "QuotaExceededError") {
        this.machine.notice("quota_full", this.now(), null);
        this.show();
      }
      throw error;
    }
    this.tell(true);
  }

  private show(): void {
    const delta = this.machine.take();
    addDelta(this.unsaved, delta);
    this.view.refresh(delta.touched);
    const { outbox, refused, notices, lastSyncedMs, clock } = this.machine;
    const phase = refusedAsOld(refused.values()) ? "update_needed" : this.phase;
    const [waitingPhotos] = this.photos.waiting;
    const now = { phase, waitingChanges: outbox.size, waitingPhotos, refused: refused.size, lastSyncedMs };
    const status: SyncStatus = { ...now, clockOffsetMs: Math.round(-clock.offset) };
    if (JSON.stringify(status) !== JSON.stringify(this.statusNow.peek())) this.statusNow.value = status;
    const list = [...refused.values()];
    if (list.length || this.refusedNow.peek().length) this.refusedNow.value = list;
    this.noticesNow.value = notices;
    this.watch.unsent(outbox.size + refused.size + waitingPhotos);
  }

  private photosChanged(refused: string | null): void {
    if (refused) this.machine.notice(refused, this.now(), null);
    this.show();
  }

  private tell(saved: boolean): void {
    const news: News = { phase: this.phase, saved };
    this.tabs.tell(news);
  }

  // Tabs

  private async takeLead(): Promise<void> {
    await this.tabs.take();
    this.token = `${this.ports.wall()}.${this.ports.random()}`;
    await this.store.lead(this.token);
  }

  /** Leads from here on: reads what the last leader saved, and does again what is not saved yet. */
  private gain(): Promise<void> {
    this.gaining ??= this.readAgain(true).finally(() => {
      this.gaining = null;
    });
    return this.gaining;
  }

  private async readAgain(lead: boolean): Promise<void> {
    await this.loop.stop();
    if (lead) await this.takeLead();
    const saved = await this.store.load();
    if (this.closed || !saved) return;
    restore(this.machine, saved);
    this.machine.take();
    this.unsaved = newDelta();
    for (const work of this.acts) work(this.wall());
    this.view.refreshAll();
    this.show();
    if (!lead) return;
    await this.save(true);
    this.start();
  }

  private start(): void {
    void this.store.prune(makeStamp(Math.max(0, this.now() - KEPT_MS), 0, "0"));
    this.loop.start();
  }

  private rest(): void {
    this.live.stop();
    void this.loop.stop();
  }

  private async hear({ phase, saved }: News): Promise<void> {
    if (this.tabs.leads || this.gaining || this.closed) return;
    this.phase = phase;
    if (saved && !this.acts.size) await this.readAgain(false);
    else this.show();
  }

  private async wake(): Promise<void> {
    this.wall();
    if (this.tabs.leads) await this.loop.kick();
    else if (this.ports.visible()) await this.gain();
  }

  // What the loop asks for

  private loopPorts(): ConstructorParameters<typeof Loop>[1] {
    return {
      ...this.ports,
      wall: () => this.wall(),
      save: () => this.save(false),
      kept: () => this.store.kept(),
      photos: () => this.photos.waiting,
      phase: (phase) => this.setPhase(phase),
      ended: () => this.wipe(),
      exchanged: () => void this.exchanged(),
    };
  }

  private setPhase(phase: SyncPhase): void {
    this.phase = phase;
    if (phase === "signed_out") {
      this.live.stop();
      this.watch.signedOut();
    }
    this.show();
    this.tell(false);
  }

  private async exchanged(): Promise<void> {
    if (Math.abs(this.machine.clock.offset) > CLOCK_WRONG_MS) {
      const known = this.machine.notices.some(({ code }) => code === "clock_wrong");
      if (!known) this.machine.notice("clock_wrong", this.now(), null);
    }
    if (this.tabs.leads && this.ports.visible()) this.live.start();
    if (!(await this.photos.run())) this.ports.setTimer(() => void this.photos.run(), PHOTO_AGAIN_MS);
  }
}

const FRESH: SyncStatus = {
  phase: "offline",
  waitingChanges: 0,
  waitingPhotos: 0,
  refused: 0,
  lastSyncedMs: null,
  clockOffsetMs: 0,
};

function refusedAsOld(refused: Iterable<Refused>): boolean {
  for (const { code } of refused) if (code === "outdated") return true;
  return false;
}

function names(doc: Doc | undefined, sha256: string): boolean {
  for (const { value } of doc?.registers.values() ?? []) {
    if (typeof value === "object" && value !== null && "blob" in value && value.blob === sha256) return true;
  }
  return false;
}
