/**
 * The replica of one person on this device: what the screens see (interface.ts), over the machine, its keeper, the
 * signals and the exchange with the server. A write shows in the same frame and resolves when it is durable, or when the
 * device has no room: then it is done all the same, `status.unsaved` says so, and it is saved and sent as soon as can be.
 */
import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Write } from "./change";
import type { Exchange, Session } from "./exchange";
import type {
  Booth,
  Doc,
  Hex,
  Notice,
  PhotoReference,
  Presence,
  Refused,
  Replica,
  SyncPhase,
  SyncStatus,
} from "./interface";
import { Keeper } from "./keeper";
import { Machine } from "./machine";
import { closes } from "./outbox";
import type { DevicePorts } from "./ports";
import { tailOf } from "./stamp";
import { Store } from "./store";
import { View } from "./view";

/** Acts in quick succession leave together; what closes something leaves at once, because others wait for it. */
const SEND_AFTER_MS = 300;
/** Where it is kept that somebody's phone keeps silent. */
const SILENT = "mingcha.silent.";

/** What the owner of the replicas hears of one. */
export interface Watch {
  unsent(count: number): void;
  /** Whether the session of this browser is this person's. */
  current(): boolean;
  /** The person ended this device: nobody is signed in here any more. */
  ended(unsent: number): void;
}

export class DeviceReplica implements Replica {
  readonly person: Hex;
  readonly status: Signal<SyncStatus>;
  readonly refused: Signal<readonly Refused[]> = signal([]);
  readonly notices: Signal<readonly Notice[]> = signal([]);
  readonly silent: Signal<boolean>;
  readonly presences: Signal<readonly Presence[]> = signal([]);
  readonly booth: Signal<Booth | null> = signal(null);

  readonly #device: DevicePorts;
  readonly #watch: Watch;
  readonly #store: Store;
  readonly #machine: Machine;
  readonly #view: View;
  readonly #keeper: Keeper;
  #exchange: Exchange | null = null;
  #exchanging: Promise<Exchange> | null = null;
  #phase: SyncPhase;
  #starting: Promise<void> | null = null;
  /** Changes and pictures that the server has not got, refused ones among them; -1 until the store is read. */
  unsent = -1;
  #cancelSend: (() => void) | null = null;
  readonly #stopWaking: () => void;
  #closed = false;

  private constructor(person: Hex, device: DevicePorts, watch: Watch, store: Store) {
    this.person = person;
    this.silent = signal(device.marks?.getItem(SILENT + person) === "1");
    const hushed = () => this.silent.peek();
    this.#device = {
      ...device,
      current: () => watch.current(),
      online: () => device.online() && !hushed(),
      fetch: (...request) => (hushed() ? Promise.reject(new TypeError("silent")) : device.fetch(...request)),
    };
    this.#watch = watch;
    this.#store = store;
    this.#phase = this.#device.online() ? "sending" : "offline";
    this.status = signal({ ...NOTHING, phase: this.#phase });
    this.#machine = new Machine(person, tailOf("0"));
    this.#view = new View(this.#machine);
    this.#keeper = new Keeper(this.#machine, store, this.#device, {
      show: (touched) => this.#show(touched),
      start: () => this.#begin(),
      rest: async () => this.#exchange?.rest(),
      news: () => this.#phase,
      heard: (phase) => this.#hear(phase as SyncPhase),
    });
    this.#stopWaking = device.onWake(() => void this.#wake());
  }

  /** Opens a person's store; null if it is empty and no sign-in fills it. */
  static async open(
    person: Hex,
    device: DevicePorts,
    watch: Watch,
    session: Session | null,
  ): Promise<DeviceReplica | null> {
    const store = await Store.open(person);
    const replica = new DeviceReplica(person, device, watch, store);
    try {
      if (await replica.#open(session)) return replica;
    } catch (error) {
      await replica.close();
      throw error;
    }
    await replica.close();
    return null;
  }

  async #open(session: Session | null): Promise<boolean> {
    const found = await this.#keeper.open(this.#device.visible() || session !== null);
    if (!found && !session) return false;
    this.#keeper.show();
    void this.#reach();
    if (session) await this.renew(session);
    else if (this.#keeper.leads) this.#begin();
    return true;
  }

  /** A sign-in of this person: a new replica id; what waits here will be sent under the stamps that it has. */
  async renew(session: Session): Promise<void> {
    const exchange = await this.#reach();
    this.#phase = "sending";
    await exchange.renew(session);
    this.#begin();
  }

  /** Closed, or sealed after its sign-in ended: the next one needs another. */
  get closed(): boolean {
    return this.#closed || !!this.#exchange?.over;
  }

  now(): number {
    return Math.round(this.#device.wall() + this.#machine.clock.offset);
  }

  doc(id: Hex): ReadonlySignal<Doc | undefined> {
    return this.#view.doc(id);
  }

  ofKind(kind: string): ReadonlySignal<readonly Doc[]> {
    return this.#view.ofKind(kind);
  }

  write(doc: Hex, kind: string, writes: readonly Write[]): Promise<void> {
    return this.#act((wallMs) => this.#machine.write(doc, kind, writes, wallMs), closes(writes) ? 0 : SEND_AFTER_MS);
  }

  newId(): Hex {
    return this.#machine.newId(this.#keeper.wall());
  }

  async naturalId(kind: string, ...parts: string[]): Promise<Hex> {
    return (await import("./natural")).naturalId([kind, ...parts].join("/"));
  }

  async correct(refused: Hex, writes: readonly Write[]): Promise<void> {
    const exchange = await this.#reach();
    await this.#act((wallMs) => exchange.correct(refused, writes, wallMs));
  }

  discard(refused: Hex): Promise<void> {
    return this.#act(() => this.#machine.discard(refused));
  }

  dismissNotice(notice: Notice): Promise<void> {
    return this.#act(() => this.#machine.dismiss(notice));
  }

  /** Tells the person and the server of something that happened to this device. */
  notice(code: string, count: number | null): Promise<void> {
    return this.#act(() => this.#machine.notice(code, this.now(), count));
  }

  async addPhoto(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference> {
    return (await this.#reach()).addPhoto(doc, picture, width, height);
  }

  async photo(doc: Hex, sha256: string): Promise<Blob | null> {
    return (await this.#reach()).photo(doc, sha256);
  }

  async syncNow(): Promise<void> {
    if (!this.#keeper.leads) await this.#keeper.gain();
    await this.#starting;
    await (await this.#reach()).kick();
  }

  /** Asks for a scope that the server gives only to who names it, such as an old quarter's. */
  async alsoRead(scope: string): Promise<void> {
    await this.#act(() => this.#machine.want(scope));
  }

  presence(doc: Hex, path: string): void {
    this.#exchange?.presence(doc, path);
  }

  /** Nothing leaves this phone or is asked for from here on; or it speaks again, and sends what has waited. */
  keepSilent(on: boolean): void {
    this.silent.value = on;
    try {
      this.#device.marks?.setItem(SILENT + this.person, on ? "1" : "");
    } catch {
      // No room to remember it: it holds until the page is left.
    }
    void this.#exchange?.hush(on);
  }

  drain(): Promise<boolean> {
    return this.#keeper.drain();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWaking();
    this.#cancelSend?.();
    await this.#exchange?.end();
    await this.#keeper.close();
  }

  /** Removes all that the server gave; what it has not got stays, sealed, for the next sign-in of this person. */
  async wipe(): Promise<void> {
    await (await this.#reach()).wipe(true);
  }

  async #act(work: (wallMs: number) => void, sendAfterMs = SEND_AFTER_MS): Promise<void> {
    await this.#unlessFull(this.#keeper.act(work));
    this.#cancelSend?.();
    this.#cancelSend = this.#device.setTimer(() => void this.#exchange?.kick(), sendAfterMs);
  }

  /** What could not be saved stays in hand and is saved again: it is not to be done twice, nor to wait before it is sent. */
  #unlessFull(saved: Promise<void>): Promise<void> {
    return saved.catch((error) => {
      if (!(this.#keeper.failing && error instanceof DOMException)) throw error;
    });
  }

  #reach(): Promise<Exchange> {
    this.#exchanging ??= this.#loadExchange();
    return this.#exchanging;
  }

  async #loadExchange(): Promise<Exchange> {
    const { Exchange } = await import("./exchange");
    const machine = this.#machine;
    const store = this.#store;
    const device = this.#device;
    const keeper = this.#keeper;
    const exchange = new Exchange({
      machine,
      store,
      device,
      wall: () => keeper.wall(),
      leads: () => keeper.leads,
      act: (work) => keeper.act(work),
      again: () => keeper.gain(),
      save: () => this.#unlessFull(keeper.save(false)),
      show: () => keeper.show(),
      phase: (phase) => this.#setPhase(phase),
      booth: (booth) => {
        this.booth.value = booth;
      },
      ended: async () => {
        await exchange.wipe(false);
        this.#watch.ended(this.unsent);
      },
    });
    this.#exchange = exchange;
    void exchange.runBooth().catch(() => undefined);
    exchange.presences.subscribe((seen) => {
      this.presences.value = seen;
    });
    return exchange;
  }

  #begin(): void {
    this.#starting = this.#start();
  }

  async #start(): Promise<void> {
    const exchange = await this.#reach();
    if (this.#closed || !this.#keeper.leads) return;
    await exchange.start();
  }

  async #wake(): Promise<void> {
    this.#keeper.wall();
    if (this.#keeper.leads) await this.#exchange?.wake();
    else if (this.#device.visible()) await this.#keeper.gain();
  }

  #setPhase(phase: SyncPhase): void {
    this.#phase = phase;
    this.#keeper.show();
    this.#keeper.tell(false);
  }

  #hear(phase: SyncPhase): void {
    this.#phase = phase;
    this.#keeper.show();
  }

  #show(touched: ReadonlySet<Hex> | null): void {
    const { outbox, refused, notices, lastSyncedMs, clock } = this.#machine;
    const waitingPhotos = this.#exchange?.photosWaiting ?? 0;
    const phase = [...refused.values()].some(({ code }) => code === "outdated") ? "update_needed" : this.#phase;
    const waiting = {
      waitingChanges: outbox.size,
      waitingPhotos,
      refused: refused.size,
      unsaved: this.#keeper.failing,
    };
    const status: SyncStatus = { phase, ...waiting, lastSyncedMs, clockOffsetMs: Math.round(0 - clock.offset) };
    batch(() => {
      if (touched) this.#view.refresh(touched);
      else this.#view.refreshAll();
      if (JSON.stringify(status) !== JSON.stringify(this.status.peek())) this.status.value = status;
      if (refused.size || this.refused.peek().length) this.refused.value = [...refused.values()];
      this.notices.value = notices;
    });
    const unsent = outbox.size + refused.size + waitingPhotos + (this.booth.peek()?.waiting ?? 0);
    if (unsent !== this.unsent) this.#watch.unsent(unsent);
    this.unsent = unsent;
  }
}

const NOTHING: SyncStatus = {
  phase: "offline",
  waitingChanges: 0,
  waitingPhotos: 0,
  refused: 0,
  unsaved: false,
  lastSyncedMs: null,
  clockOffsetMs: 0,
};
