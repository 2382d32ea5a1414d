/**
 * The booth: anonymous ballots of one person on this device. Issues them silently for every context there is, so that
 * being issued one says nothing of casting; keeps what is cast until the server has counted it, then forgets the answers.
 * Promises: a ballot that was cast survives the page and arrives once; only the tab that leads talks to the server.
 */
import { type Signal, signal } from "@preact/signals";
import { encodeAnswers } from "../../model/ballot";
import type { Answers, BallotView, Booth, Hex } from "../interface";
import { type Context, contextOf } from "./context";
import { castDelayMs } from "./delay";
import { type Errand, Errands } from "./errands";
import type { BoothHost } from "./host";
import { prove } from "./one-time-key";
import { askIssued } from "./requests";
import { type BallotRow, BoothStore, spentOf } from "./rows";
import { SALT_BYTES, sealWords } from "./sealed-words";
import { type Standing, viewOf } from "./view";

const CAST: ReadonlySet<BallotView["state"]> = new Set(["waiting", "held", "counted"]);

export class DeviceBooth implements Booth {
  readonly ballots: Signal<ReadonlyMap<Hex, BallotView>> = signal(new Map());
  readonly drafts: Signal<ReadonlyMap<Hex, Answers>> = signal(new Map());
  readonly #host: BoothHost;
  readonly #store: BoothStore;
  readonly #errands: Errands;
  readonly #channel: BroadcastChannel | null;
  /** On a device that takes no ballot unasked: what this page was told to take, and what others have. */
  readonly #claimed = new Set<Hex>();
  readonly #taken = new Set<Hex>();
  #rows = new Map<Hex, BallotRow>();
  #changing: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;
  #cancelTimer: (() => void) | null = null;

  private constructor(host: BoothHost, store: BoothStore) {
    this.#host = host;
    this.#store = store;
    this.#errands = new Errands({
      ...host,
      add: (row) => this.#add(row),
      update: (context, work, draft) => this.#update(context, work, draft),
    });
    this.#channel = host.device.channel(`mingcha-booth:${host.person}`);
    if (this.#channel) this.#channel.onmessage = () => void this.#read().catch(() => undefined);
  }

  static async open(host: BoothHost): Promise<DeviceBooth> {
    const booth = new DeviceBooth(host, await BoothStore.open(host.person));
    await booth.#read();
    return booth;
  }

  get waiting(): number {
    return [...this.#rows.values()].filter(({ casting }) => casting !== null).length;
  }

  given(source: Hex, subject: Hex): "here" | "elsewhere" | null {
    for (const { source: of, subject: about, state } of this.ballots.value.values()) {
      if (of === source && about === subject) return CAST.has(state) ? "here" : state === "elsewhere" ? state : null;
    }
    return null;
  }

  async claim(context: Hex): Promise<void> {
    this.#claimed.add(context);
    if (!this.#host.leads()) await this.#host.lead();
    await this.run();
  }

  /** Does what is due, and goes on doing so. Called after each exchange with the server, and when this tab leads. */
  async run(): Promise<void> {
    this.#stopped = false;
    this.#again = this.#running !== null;
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
      this.#arm();
    });
    await this.#running;
  }

  /** Begins nothing more; what is in flight changes nothing once another tab leads. */
  rest(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
  }

  /** The person signs out here: everything goes under the key. */
  async seal(key: CryptoKey): Promise<void> {
    await this.#changing;
    await this.#store.seal(key, this.#host.person);
    this.#rows.clear();
    this.#show();
  }

  async close(): Promise<void> {
    this.rest();
    await this.#changing;
    this.#channel?.close();
    this.#store.close();
  }

  async saveDraft(context: Hex, answers: Answers): Promise<void> {
    this.drafts.value = new Map(this.drafts.value).set(context, answers);
    await this.#store.putDraft({ context, answers });
    this.#channel?.postMessage("changed");
  }

  async cast(context: Hex, given: Answers, places: readonly string[] = []): Promise<void> {
    const { answers, words } = sealWords(given, places, drawSalt);
    const encoded = encodeAnswers(answers, words);
    const row = this.#rows.get(context);
    if (!row?.signature || !row.secret) throw new RangeError("no ballot was issued here");
    if (!this.#host.leads()) await this.#host.lead();
    const revision = row.revision + 1;
    const proof = await prove(row.secret, context, revision, encoded);
    const { closesAtMs, opensAtMs, spreadMs } = this.#context(context);
    const nowMs = this.#host.nowMs();
    const begin = Math.max(nowMs, opensAtMs);
    const dueMs = begin + castDelayMs(begin, closesAtMs, spreadMs, this.#host.device.random());
    const casting = { revision, answers: encoded, words, proof, dueMs, tries: 0, held: false };
    const same = (now: BallotRow) => now.revision === row.revision;
    const cast = await this.#update(
      context,
      (now) => (same(now) ? { ...now, revision, casting, refused: null } : null),
      null,
    );
    if (!cast) throw new RangeError("it was cast twice at once");
    this.#arm();
  }

  async sendNow(context: Hex): Promise<void> {
    if (!this.#host.leads()) await this.#host.lead();
    const dueMs = this.#host.nowMs();
    await this.#update(context, (row) => (row.casting ? { ...row, casting: { ...row.casting, dueMs } } : null));
    this.#errands.hurry(context);
    await this.run();
  }

  async forget(context: Hex): Promise<void> {
    const why = (row: BallotRow) => (row.refused === "closed" ? "dropped" : "forgotten");
    const gone = (row: BallotRow) => ({ ...spentOf(row), signature: null, receipt: null, refused: why(row) });
    await this.#update(context, (row) => (row.casting ? null : gone(row)), null);
  }

  #contexts(): Context[] {
    const docAt = (id: Hex) => this.#host.docAt(id);
    return this.#host.contexts().flatMap((doc) => contextOf(doc, this.#host.person, docAt) ?? []);
  }

  #context(id: Hex): Context {
    const found = this.#contexts().find((context) => context.id === id);
    const issuer = this.#rows.get(id)?.issuer ?? new Uint8Array();
    return found ?? { ...LOST, id, issuer };
  }

  async #work(): Promise<void> {
    do {
      this.#again = false;
      if (this.#stopped || !this.#host.leads() || !this.#host.device.online()) break;
      const key = await this.#host.key();
      if (key) await this.#store.unseal(key, this.#host.person);
      await this.#read();
      await this.#askTaken();
      for (const errand of this.#errandsNow()) {
        if (this.#stopped || !this.#host.leads()) break;
        await errand.run();
      }
    } while (this.#again);
    this.#show();
  }

  /** A device that takes no ballot unasked asks whether another one has it. */
  async #askTaken(): Promise<void> {
    const nowMs = this.#host.nowMs();
    const open = this.#contexts().filter(({ id, closesAtMs }) => nowMs < closesAtMs && this.#standing(id));
    if (open.every(({ id }) => this.#taken.has(id))) return;
    for (const id of await askIssued(this.#host.device)) this.#taken.add(id);
  }

  #standing(id: Hex): Standing {
    if (!this.#host.shared || this.#rows.has(id) || this.#claimed.has(id)) return null;
    return this.#taken.has(id) ? "elsewhere" : "unclaimed";
  }

  #next(context: Context): Errand | null {
    return this.#standing(context.id) ? null : this.#errands.next(context, this.#rows.get(context.id));
  }

  #errandsNow(): Errand[] {
    const nowMs = this.#host.nowMs();
    return this.#all().flatMap((context) => {
      const errand = this.#next(context);
      return errand && errand.dueMs <= nowMs ? [errand] : [];
    });
  }

  #all(): Context[] {
    const contexts = this.#contexts();
    const lost = [...this.#rows.keys()].filter((id) => !contexts.some((context) => context.id === id));
    return [...contexts, ...lost.map((id) => this.#context(id))];
  }

  /** Comes back when the next ballot is due; what has no moment waits for the next exchange. */
  #arm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#stopped || !this.#host.leads() || !this.#host.device.online()) return;
    const dues = this.#all().map((context) => this.#next(context)?.dueMs ?? Infinity);
    const dueMs = Math.min(...dues.filter((due) => due > 0));
    if (!Number.isFinite(dueMs)) return;
    const ms = Math.max(0, dueMs - this.#host.nowMs());
    this.#cancelTimer = this.#host.device.setTimer(() => void this.run().catch(() => undefined), ms);
  }

  async #read(): Promise<void> {
    await this.#changing.catch(() => undefined);
    const { ballots, drafts } = await this.#store.all();
    this.#rows = new Map(ballots.map((row) => [row.context, row]));
    this.drafts.value = new Map(drafts.map(({ context, answers }) => [context, answers]));
    this.#show();
  }

  async #add(row: BallotRow): Promise<boolean> {
    if (!this.#host.leads() || !(await this.#store.add(row))) return false;
    this.#rows.set(row.context, row);
    return true;
  }

  /** One change after the other, each on what the one before left; a tab that lost the lead changes nothing. */
  #update(context: Hex, work: (row: BallotRow) => BallotRow | null, draft?: Answers | null): Promise<boolean> {
    const changed = this.#changing.then(async () => {
      const row = this.#rows.get(context);
      const next = row && this.#host.leads() ? work(row) : null;
      if (!next) return false;
      // What comes back stands in the place of nothing that was typed since.
      const settled = draft && this.drafts.value.has(context) ? undefined : draft;
      await (settled === undefined ? this.#store.put(next) : this.#store.settle(next, settled));
      this.#rows.set(context, next);
      if (settled !== undefined) this.drafts.value = withDraft(this.drafts.value, context, settled);
      this.#show();
      this.#channel?.postMessage("changed");
      return true;
    });
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  #show(): void {
    const nowMs = this.#host.nowMs();
    const views = this.#all().map((context) =>
      viewOf(context, this.#rows.get(context.id), nowMs, this.#standing(context.id)),
    );
    this.ballots.value = new Map(views.map((view) => [view.context, view]));
    this.#host.changed();
  }
}

/** A context that this device doesn't hold any more: what was cast is sent all the same. */
const LOST = {
  source: null,
  subject: null,
  opensAtMs: 0,
  closesAtMs: Number.MAX_SAFE_INTEGER,
  closed: false,
  root: null,
  spreadMs: 0,
  counted: 0,
  electors: 0,
  threshold: 0,
};

function drawSalt(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}

function withDraft(drafts: ReadonlyMap<Hex, Answers>, context: Hex, draft: Answers | null): Map<Hex, Answers> {
  const changed = new Map(drafts);
  if (draft) changed.set(context, draft);
  else changed.delete(context);
  return changed;
}
