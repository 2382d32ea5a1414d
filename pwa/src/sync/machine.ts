/**
 * The replica as a state machine: outbox, accepted state, waiting list, refused changes, cursors and clock (protocol
 * §3, §5, §7, §8). It touches no network, store or clock: bodies go out and answers come in as bytes, the device's time
 * is an argument, and `take` says what is to be saved. A simulation can drive it to the bit.
 */
import { Accepted, registersOf } from "./accepted";
import { hex } from "./bytes";
import { type Change, checkWrites, type Write } from "./change";
import { type Delta, newDelta } from "./delta";
import type { Doc, Hex, Notice, Refused } from "./interface";
import {
  encodeHello,
  encodePull,
  encodePush,
  PULL_ENTRIES_USUAL,
  PUSH_CHANGES_MAX,
  type PullAnswer,
  type PushAnswer,
  type Refusal,
} from "./messages";
import { News } from "./news";
import { foldWrites, type Item, makeItem, Outbox, stampAgain, type Waiting, without } from "./outbox";
import { merge } from "./register";
import { CLOCK_AHEAD_MS_MAX, type Clock, measure, msOf, newClock, observe, tick } from "./stamp";

const EVENTS_MAX = 100;
export const KEPT_MS = 90 * 86_400_000;
const CLOCK_CODES = new Set(["clock_ahead", "stamp_order"]);

/** How a pull went on: whether to ask again at once, or that the server's log is another one now. */
export type Pulled = "done" | "more" | "log_changed";

export class Machine {
  readonly person: Hex;
  log: Hex | null = null;
  readonly clock: Clock;
  readonly outbox = new Outbox();
  readonly accepted = new Accepted();
  private readonly news: News;
  readonly waiting = new Map<Hex, Waiting>();
  readonly refused = new Map<Hex, Refused>();
  events: (readonly [number, string])[] = [];
  notices: readonly Notice[] = [];
  lastSyncedMs: number | null = null;
  /** The server doesn't know this replica (any more): only a new sign-in helps. */
  unknownReplica = false;

  private delta = newDelta();
  private inFlight: readonly Item[] = [];
  private countMax = PUSH_CHANGES_MAX;
  private more = false;
  private nils = 0;
  private mark = 0;
  private eventsSent = 0;
  private shaky = false;

  constructor(person: Hex, tail: Hex) {
    this.person = person;
    this.clock = newClock(tail);
    this.news = new News(this.accepted, this.clock);
  }

  /** What to save and to show since the last call. */
  take(): Delta {
    const delta = this.delta;
    for (const id of this.accepted.dirty) {
      delta.docs.add(id);
      delta.touched.add(id);
    }
    for (const id of this.accepted.forgotten) delta.forgotten.add(id);
    this.accepted.dirty.clear();
    this.accepted.forgotten.clear();
    this.delta = newDelta();
    return delta;
  }

  // Acts of the person

  /** One act on one document. RangeError where no change can carry it. */
  write(doc: Hex, kind: string, writes: readonly Write[], wallMs: number): void {
    checkWrites(writes);
    const { outbox, clock } = this;
    const exists = this.accepted.docs.has(doc);
    const earlier = outbox.foldable(doc, wallMs + clock.offset, exists, () => this.closings(doc));
    const id = tick(clock, wallMs);
    const folded = earlier && this.fold(earlier, { id, doc, kind, writes });
    if (earlier && folded) this.unqueue(earlier);
    this.enqueue(folded ?? makeItem({ id, doc, kind, writes }, clock.offset, this.shaky));
  }

  /** The id of a new document: a stamp of its own. */
  newId(wallMs: number): Hex {
    return tick(this.clock, wallMs);
  }

  /**
   * Puts a refused change, with some of its writes replaced, at the outbox's end, and after it the later refused
   * changes of its document as they are.
   */
  correct(id: Hex, writes: readonly Write[], wallMs: number): void {
    const refused = this.refused.get(id);
    if (!refused) return;
    const later = [...this.refused.values()].filter((other) => other.doc === refused.doc && other.id > id);
    const again = [{ ...refused, writes: foldWrites(refused.writes, writes) ?? refused.writes }, ...later.sort(byId)];
    for (const { writes } of again) checkWrites(writes);
    for (const { id: old, doc, kind, writes } of again) {
      this.enqueue(makeItem({ id: tick(this.clock, wallMs), doc, kind, writes }, this.clock.offset, this.shaky));
      this.discard(old);
    }
  }

  discard(id: Hex): void {
    if (this.refused.delete(id)) this.delta.refused.set(id, null);
  }

  /** The device's clock moved against its monotonic one: ask the server for the time before anything is pushed. */
  clockJumped(): void {
    this.shaky = true;
  }

  /** Something the device noticed: for the person, and (`event`) for the server. */
  notice(code: string, atMs: number, count: number | null, event = true): void {
    this.notices = [...this.notices.filter((notice) => notice.code !== code), { code, atMs, count }];
    if (event) this.events = [...this.events, [atMs, code] as const].slice(-EVENTS_MAX);
  }

  dismiss(notice: Notice): void {
    this.notices = this.notices.filter(({ code, atMs }) => code !== notice.code || atMs !== notice.atMs);
  }

  /** A new sign-in of the same person: another replica id; the outbox stays as it is. */
  renew(tail: Hex): void {
    this.clock.tail = tail;
    this.unknownReplica = false;
  }

  /** Removes everything that the server gave; what it has not got stays. */
  wipe(): void {
    this.accepted.clear();
    for (const { item } of this.waiting.values()) this.delta.touched.add(item.doc);
    this.waiting.clear();
    this.lastSyncedMs = null;
  }

  // What is shown

  view(id: Hex): Doc | undefined {
    const held = this.accepted.docs.get(id);
    const items = this.outbox.of(id);
    const taken = [...this.waiting.values()].filter(({ item }) => item.doc === id);
    const kind = this.kindOf(id);
    if (kind === undefined) return undefined;
    if (held && !items.length && !taken.length) return { id, kind, registers: registersOf(held), waiting: false };
    const registers = new Map(held && registersOf(held));
    for (const { item, receivedMs } of taken) merge(registers, item, this.person, receivedMs);
    for (const item of items) merge(registers, item, this.person, null);
    return { id, kind, registers, waiting: items.length > 0 };
  }

  kindOf(id: Hex): string | undefined {
    const top = () => [...this.waiting.values()].find(({ item }) => item.doc === id)?.item;
    return (this.accepted.docs.get(id) ?? this.outbox.of(id)[0] ?? top())?.kind;
  }

  /** Every document that there is something to show of. */
  docs(): Set<Hex> {
    const ids = new Set(this.accepted.docs.keys());
    for (const id of this.outbox.docs()) ids.add(id);
    for (const { item } of this.waiting.values()) ids.add(item.doc);
    return ids;
  }

  // Push

  /** Whether the server must be heard before anything is pushed: which log it has, or what time it is. */
  get mustPullFirst(): boolean {
    return this.log === null || this.shaky;
  }

  /** The body of the next push, null if there is nothing to send. Its changes count as sent: save before sending. */
  pushBody(): Uint8Array<ArrayBuffer> | null {
    if (this.log === null || !this.outbox.size || this.unknownReplica) return null;
    this.inFlight = this.outbox.batch(this.countMax).map((item) => {
      const sent = item.sent ? item : { ...item, sent: true };
      this.outbox.put(sent);
      this.delta.outbox.set(sent.id, sent);
      return sent;
    });
    return encodePush(
      this.log,
      this.inFlight.map(({ bytes }) => bytes),
    );
  }

  /** The server found the body too large: the next is half of it. */
  pushTooLarge(): void {
    this.countMax = Math.max(1, this.inFlight.length >> 1);
    this.inFlight = [];
  }

  pushAnswer(answer: PushAnswer, sentMs: number, receivedMs: number): Pulled {
    const items = this.inFlight;
    this.inFlight = [];
    if (answer.log !== this.log) return "log_changed";
    if (answer.results.length !== items.length) throw new TypeError("as many results as changes");
    this.countMax = PUSH_CHANGES_MAX;
    const before = this.clock.offset;
    measure(this.clock, answer.now, sentMs, receivedMs);
    const again: Item[] = [];
    const taken: Item[] = [];
    for (const [at, item] of items.entries()) {
      const refusal = answer.results[at] ?? null;
      if (!this.outbox.has(item.id)) continue;
      if (!refusal) {
        this.accept(item, answer.now);
        taken.push(item);
      } else if (refusal.code === "replica") this.strange(item, again);
      else if (again.length || CLOCK_CODES.has(refusal.code)) again.push(item);
      else this.refuse(item, refusal);
    }
    if (again[0]) this.stampFrom(again[0].id, answer.now, taken);
    this.settleClock(before, answer.now);
    return "done";
  }

  // Pull

  pullBody(photos: number, oldestPhotoMs: number | null, limit = PULL_ENTRIES_USUAL): Uint8Array<ArrayBuffer> {
    if (!this.more) this.mark = this.nils;
    this.eventsSent = this.events.length;
    const [oldest] = this.outbox.items();
    const moments = [oldest && msOf(oldest.id), oldestPhotoMs].filter((ms) => ms !== null && ms !== undefined);
    return encodePull({
      log: this.log,
      cursors: this.news.ask(),
      limit,
      waiting: [this.outbox.size, photos, moments.length ? Math.min(...moments) : null],
      events: this.events,
    });
  }

  pullAnswer(answer: PullAnswer, sentMs: number, receivedMs: number): Pulled {
    if (this.log !== null && answer.log !== this.log) return "log_changed";
    this.log = answer.log;
    const before = this.clock.offset;
    measure(this.clock, answer.now, sentMs, receivedMs);
    this.settleClock(before, answer.now);
    this.events = this.events.slice(this.eventsSent);
    this.eventsSent = 0;
    const { more, differed } = this.news.take(answer);
    if (differed) this.notice("digest_differed", answer.now, null);
    this.more = more;
    if (this.more) return "more";
    this.finishPull(answer.now);
    return "done";
  }

  /** The pull broke off; the next one begins anew. */
  pullFailed(): void {
    this.more = false;
  }

  /**
   * The server's database is another one than before (HTTP 409 `log_changed`): everything is pulled anew, and `kept`
   * (own accepted changes) goes back into the outbox, before anything newer. `log` null: not known yet.
   */
  logChanged(log: Hex | null, kept: Iterable<Item>, wallMs: number): void {
    this.log = log;
    this.more = false;
    this.inFlight = [];
    this.accepted.restart();
    const { waiting, delta } = this;
    const oldest = wallMs + this.clock.offset - KEPT_MS;
    const back = [...kept, ...[...waiting.values()].map(({ item }) => item)]
      .filter(({ id }) => msOf(id) >= oldest && !this.outbox.has(id))
      .map((item) => ({ ...item, sent: true }));
    waiting.clear();
    this.outbox.prepend(back);
    for (const item of back) {
      delta.outbox.set(item.id, item);
      delta.touched.add(item.doc);
    }
  }

  // Live

  /** The first frame of a socket: from here on it brings what is new. */
  hello(): Uint8Array<ArrayBuffer> {
    return encodeHello(this.log, this.news.listen());
  }

  /** Takes a live frame; true if it doesn't join what is here, so that a pull is needed. */
  frame(answer: PullAnswer): boolean {
    if (answer.log !== this.log) return true;
    const { more, differed } = this.news.frame(answer);
    if (differed) this.notice("digest_differed", answer.now, null);
    this.lastSyncedMs = Math.max(this.lastSyncedMs ?? 0, answer.now);
    return more;
  }

  // Parts of the above

  private fold(earlier: Item, act: Change): Item | null {
    const writes = foldWrites(earlier.writes, act.writes);
    if (!writes || earlier.kind !== act.kind) return null;
    try {
      return makeItem({ ...act, writes }, this.clock.offset, earlier.shaky || this.shaky);
    } catch {
      return null;
    }
  }

  /** The moments at which what this document names (its round) closes. */
  private closings(doc: Hex): number[] {
    const moments: number[] = [];
    for (const { value } of this.view(doc)?.registers.values() ?? []) {
      const named = value instanceof Uint8Array && this.accepted.docs.get(hex(value));
      const closes = named && registersOf(named).get("closes_at")?.value;
      if (typeof closes === "number") moments.push(closes);
    }
    return moments;
  }

  private enqueue(item: Item): void {
    this.outbox.put(item);
    this.delta.outbox.set(item.id, item);
    this.delta.touched.add(item.doc);
  }

  private unqueue(item: Item): void {
    this.outbox.delete(item);
    this.delta.outbox.set(item.id, null);
    this.delta.touched.add(item.doc);
  }

  private accept(item: Item, nowMs: number): void {
    this.unqueue(item);
    this.delta.kept.set(item.id, item);
    this.waiting.set(item.id, { item, receivedMs: nowMs, nil: ++this.nils });
    observe(this.clock, item.id, nowMs);
  }

  private refuse(item: Item, { code, message, path }: Refusal): void {
    this.unqueue(item);
    const { id, doc, kind, writes } = item;
    const refused: Refused = { id, doc, kind, code, message, path, writes, stampMs: msOf(id) };
    this.refused.set(id, refused);
    this.delta.refused.set(id, refused);
  }

  /** The server doesn't know the replica that stamped this: if it is an earlier one, today's stamps it again. */
  private strange(item: Item, again: Item[]): void {
    if (item.id.slice(16) === this.clock.tail) this.unknownReplica = true;
    else again.push(item);
  }

  /**
   * Stamps this change and all that follow it again. Where a later change of the same document was taken meanwhile,
   * what it wrote is left out of the earlier one, which now comes after it.
   */
  private stampFrom(first: Hex, nowMs: number, taken: readonly Item[]): void {
    const { clock, outbox } = this;
    const items = [...outbox.items()].filter(({ id }) => id >= first);
    for (const item of items) this.unqueue(item);
    clock.latest = clock.seen;
    for (const { id } of outbox.items()) if (id > clock.latest) clock.latest = id;
    for (const item of stampAgain(
      items.flatMap((old) => without(old, taken)),
      clock,
      nowMs,
    ))
      this.enqueue(item);
  }

  /** After the server said what time it is: what was stamped by a clock that had jumped is stamped again. */
  private settleClock(offsetBefore: number, nowMs: number): void {
    if (!this.shaky) return;
    this.shaky = false;
    const shaky = [...this.outbox.items()].filter((item) => item.shaky);
    if (shaky[0] && Math.abs(this.clock.offset - offsetBefore) > CLOCK_AHEAD_MS_MAX) {
      this.stampFrom(shaky[0].id, nowMs, []);
    } else for (const item of shaky) this.enqueue({ ...item, shaky: false });
  }

  /** The waiting list loses what the server had taken before this pull began. */
  private finishPull(nowMs: number): void {
    this.lastSyncedMs = nowMs;
    this.accepted.settle();
    for (const { item, nil } of [...this.waiting.values()]) {
      if (nil > this.mark) continue;
      this.waiting.delete(item.id);
      this.delta.touched.add(item.doc);
    }
  }
}

function byId(a: Refused, b: Refused): number {
  return a.id < b.id ? -1 : 1;
}
