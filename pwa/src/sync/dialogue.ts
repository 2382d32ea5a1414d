/**
 * The dialogue with the server: what goes out and what answers do to the machine (protocol §3, §5, §7, §8). Bodies go
 * out and answers come in decoded; times are the device's, as arguments.
 */
import type { Hex } from "./interface";
import { KEPT_MS, type Machine } from "./machine";
import {
  encodeHello,
  encodePull,
  encodePush,
  PULL_ENTRIES_USUAL,
  PUSH_BYTES_MAX,
  PUSH_CHANGES_MAX,
  type PullAnswer,
  type PushAnswer,
} from "./messages";
import { News } from "./news";
import { CLOCK_AHEAD_MS_MAX, isAhead, measure, observe } from "./observe";
import type { Item, Kept } from "./outbox";
import { accept, refuse } from "./outcome";
import { keepOverwritten } from "./overwritten";
import { stampAgain, without } from "./restamp";
import { msOf } from "./stamp";

/** The third: a stamp given out again after a clock was set back. What came under it was not stored. */
const CLOCK_CODES = new Set(["clock_ahead", "stamp_order", "stamp_reused"]);

const BODY_HEAD_BYTES = 64;

/** How a pull went on: whether to ask again at once, or that the server's log is another one now. */
export type Pulled = "done" | "more" | "log_changed";

export class Dialogue {
  readonly news: News;
  readonly #machine: Machine;
  #inFlight: readonly Item[] = [];
  #countMax = PUSH_CHANGES_MAX;
  #more = false;
  #nils = 0;
  #mark = 0;
  #eventsSent: Machine["events"] = [];
  /** Stamps under which the server refused a change that was stamped again. */
  readonly #judged = new Set<Hex>();

  constructor(machine: Machine) {
    this.#machine = machine;
    this.news = new News(machine.accepted, machine.clock, (change, receivedMs) =>
      keepOverwritten(machine, change, receivedMs),
    );
  }

  // Push

  /** Whether the server must be heard before anything is pushed: which log it has, or what time it is. */
  get mustPullFirst(): boolean {
    return this.#machine.log === null || this.#machine.shaky;
  }

  /** Forgets what was in flight: the machine was restored, or another loop begins. */
  reset(): void {
    this.#inFlight = [];
    this.#more = false;
  }

  /** The body of the next push, null if there is nothing to send. Its changes count as sent: save before sending. */
  pushBody(): Uint8Array<ArrayBuffer> | null {
    if (this.#machine.log === null || this.#machine.shaky || this.#machine.unknownReplica) return null;
    if (!this.#machine.outbox.size) return null;
    this.#inFlight = batchOf(this.#machine.outbox.items(), this.#countMax).map((item) => {
      const sent = item.sent ? item : { ...item, sent: true };
      if (!item.sent) this.#machine.enqueue(sent);
      return sent;
    });
    return encodePush(
      this.#machine.log,
      this.#inFlight.map(({ bytes }) => bytes),
    );
  }

  /** The body is too large for the server or for what stands before it: the next is half of it; one change alone is refused. */
  pushTooLarge(): void {
    const [first, second] = this.#inFlight;
    if (first && !second) refuse(this.#machine, first, { code: "too_large", message: "", path: null });
    this.#countMax = Math.max(1, this.#inFlight.length >> 1);
    this.#inFlight = [];
  }

  pushAnswer(answer: PushAnswer, sentMs: number, receivedMs: number): Pulled {
    const items = this.#inFlight;
    this.#inFlight = [];
    if (answer.log !== this.#machine.log) return "log_changed";
    if (answer.results.length !== items.length) throw new TypeError("as many results as changes");
    this.#countMax = PUSH_CHANGES_MAX;
    const before = this.#machine.clock.offset;
    measure(this.#machine.clock, answer.now, sentMs, receivedMs);
    const again: Item[] = [];
    const taken: Item[] = [];
    for (const [at, item] of items.entries()) {
      const refusal = answer.results[at] ?? null;
      if (!this.#machine.outbox.has(item.id)) continue;
      if (!refusal) {
        accept(this.#machine, item, answer.now, ++this.#nils);
        observe(this.#machine.clock, item.id, answer.now);
        taken.push(item);
      } else if (refusal.code === "replica") this.#strange(item, again);
      else if (refusal.code !== "malformed" && (again.length || CLOCK_CODES.has(refusal.code))) again.push(item);
      else refuse(this.#machine, item, refusal);
      if (refusal?.code === "stamp_reused") observe(this.#machine.clock, item.id, answer.now);
    }
    for (const { id } of again) this.#judged.add(id);
    this.#stampAgain(new Set(again.map(({ id }) => id)), answer.now, taken);
    this.#settleClock(before, answer.now);
    return "done";
  }

  // Pull

  pullBody(photos: number, oldestPhotoMs: number | null, limit = PULL_ENTRIES_USUAL): Uint8Array<ArrayBuffer> {
    if (!this.#more) this.#mark = this.#nils;
    this.#eventsSent = this.#machine.events;
    const [oldest] = this.#machine.outbox.items();
    const moments = [oldest && msOf(oldest.id), oldestPhotoMs].filter((ms) => ms !== null && ms !== undefined);
    return encodePull({
      log: this.#machine.log,
      cursors: this.news.ask(),
      limit,
      waiting: [this.#machine.outbox.size, photos, moments.length ? Math.min(...moments) : null],
      events: this.#machine.events,
    });
  }

  pullAnswer(answer: PullAnswer, sentMs: number, receivedMs: number): Pulled {
    if (this.#machine.log !== null && answer.log !== this.#machine.log) return "log_changed";
    this.#machine.log = answer.log;
    const before = this.#machine.clock.offset;
    measure(this.#machine.clock, answer.now, sentMs, receivedMs);
    this.#settleClock(before, answer.now);
    this.#machine.events = this.#machine.events.filter((event) => !this.#eventsSent.includes(event));
    this.#eventsSent = [];
    const { more, differed } = this.news.take(answer);
    if (differed) this.#machine.notice("digest_differed", answer.now, null);
    this.#more = more;
    if (this.#more) return "more";
    this.#finishPull(answer.now);
    return "done";
  }

  /** The pull broke off; the next one begins anew. */
  pullFailed(): void {
    this.#more = false;
  }

  /**
   * The server's database is another one than before (HTTP 409 `log_changed`): everything is pulled anew, and `kept`
   * (own accepted changes) goes back into the outbox, before anything newer. `log` null: not known yet.
   */
  logChanged(log: Hex | null, kept: Iterable<Kept>, wallMs: number): void {
    const machine = this.#machine;
    machine.log = log;
    this.reset();
    this.news.restart();
    // A device's clock that has jumped ahead must not make everything look old.
    const oldest = Math.min(wallMs + machine.clock.offset, machine.lastSyncedMs ?? 0) - KEPT_MS;
    const taken = [...machine.waiting.values()].map(({ item, receivedMs }) => ({ ...item, receivedMs }));
    const all = [...kept, ...taken];
    const back = all.filter(({ id, receivedMs }) => receivedMs >= oldest && !machine.outbox.has(id));
    // Kept again when the server takes it again, maybe under another stamp.
    for (const { id } of all) machine.delta.kept.set(id, null);
    machine.waiting.clear();
    for (const { receivedMs: _, ...item } of back) machine.enqueue({ ...item, sent: true });
    machine.outbox.sort();
  }

  // Live

  /** The first frame of a socket: from here on it brings what is new. */
  hello(): Uint8Array<ArrayBuffer> {
    return encodeHello(this.#machine.log, this.news.listen());
  }

  /** Takes a live frame; true if it doesn't join what is here, so that a pull is needed. */
  frame(answer: PullAnswer): boolean {
    if (answer.log !== this.#machine.log) return true;
    const { more, differed } = this.news.frame(answer);
    if (differed) this.#machine.notice("digest_differed", answer.now, null);
    this.#machine.lastSyncedMs = Math.max(this.#machine.lastSyncedMs ?? 0, answer.now);
    return more;
  }

  /** A new sign-in of the same person: another replica id; the outbox stays as it is. */
  renew(tail: Hex): void {
    this.#machine.clock.tail = tail;
    this.#machine.unknownReplica = false;
  }

  /** Removes everything that the server gave; what it has not got stays. */
  wipe(): void {
    this.news.clear();
    for (const { item } of this.#machine.waiting.values()) this.#machine.delta.touched.add(item.doc);
    this.#machine.waiting.clear();
    this.#machine.lastSyncedMs = null;
  }

  // Parts of the above

  /** The server doesn't know the replica that stamped this: if it is an earlier one, today's stamps it again. */
  #strange(item: Item, again: Item[]): void {
    if (item.id.slice(16) === this.#machine.clock.tail) this.#machine.unknownReplica = true;
    else again.push(item);
  }

  /**
   * Stamps these changes, and all behind the first of them that were never sent, again. What was sent and has no answer
   * keeps its stamp: it may have been accepted. Where a later change of the same document was taken meanwhile, what it
   * wrote is left out of the earlier one, which now comes after it.
   */
  #stampAgain(ids: ReadonlySet<Hex>, nowMs: number, taken: readonly Item[]): void {
    if (!ids.size) return;
    const { clock, outbox } = this.#machine;
    const moving: Item[] = [];
    for (const item of outbox.items()) if (ids.has(item.id) || (moving.length && !item.sent)) moving.push(item);
    for (const item of moving) this.#machine.unqueue(item);
    clock.latest = clock.seen;
    for (const { id } of outbox.items()) if (!isAhead(id, nowMs) && id > clock.latest) clock.latest = id;
    const left = moving.flatMap((item) => without(item, taken));
    for (const item of stampAgain(left, clock, nowMs, this.#judged)) this.#machine.enqueue(item);
    outbox.sort();
  }

  /**
   * After the server said what time it is: what it would refuse as ahead, and what was stamped by a clock that had
   * jumped, is stamped again before it is sent.
   */
  #settleClock(offsetBefore: number, nowMs: number): void {
    const machine = this.#machine;
    const moved = machine.shaky && Math.abs(machine.clock.offset - offsetBefore) > CLOCK_AHEAD_MS_MAX;
    const unsent = [...machine.outbox.items()].filter(({ sent }) => !sent);
    const wrong = unsent.filter(({ id, shaky }) => isAhead(id, nowMs) || (moved && shaky));
    this.#stampAgain(new Set(wrong.map(({ id }) => id)), nowMs, []);
    if (!machine.shaky) return;
    machine.shaky = false;
    for (const item of [...machine.outbox.items()]) if (item.shaky) machine.enqueue({ ...item, shaky: false });
  }

  /** The waiting list loses what the server had taken before this pull began. */
  #finishPull(nowMs: number): void {
    this.#machine.lastSyncedMs = nowMs;
    this.news.settle();
    for (const { item, nil } of [...this.#machine.waiting.values()]) {
      if (nil > this.#mark) continue;
      this.#machine.waiting.delete(item.id);
      this.#machine.delta.touched.add(item.doc);
    }
  }
}

/**
 * The changes of the next push, oldest first: at most `countMax`, and as many as a body holds. What was sent before
 * and got no answer goes again first and alone, so that what is new can still be folded until the server is there.
 */
function batchOf(items: Iterable<Item>, countMax: number): Item[] {
  const batch: Item[] = [];
  let room = PUSH_BYTES_MAX - BODY_HEAD_BYTES;
  for (const item of items) {
    if (batch.length === countMax || item.bytes.length > room || (batch[0]?.sent && !item.sent)) break;
    room -= item.bytes.length;
    batch.push(item);
  }
  return batch;
}
