/**
 * The replica as a state machine: outbox, accepted state, waiting list, refused changes and clock; what a person does to
 * them, and what is shown. It touches no network, store or clock: the device's time is an argument, and `take` says what
 * is to be saved. How it speaks with the server is `dialogue`; a simulation can drive both to the bit.
 */
import { Accepted, registersOf } from "./accepted";
import { hex } from "./bytes";
import { type Change, checkWrites, type Write } from "./change";
import { type Delta, newDelta } from "./delta";
import type { Doc, Hex, Notice, Refused, Register } from "./interface";
import { foldWrites, type Item, makeItem, Outbox, type Waiting } from "./outbox";
import { merge } from "./register";
import { type Clock, msOf, newClock, tick } from "./stamp";

const EVENTS_MAX = 100;
export const KEPT_MS = 90 * 86_400_000;

export class Machine {
  readonly person: Hex;
  log: Hex | null = null;
  readonly clock: Clock;
  readonly outbox = new Outbox();
  readonly accepted = new Accepted();
  readonly waiting = new Map<Hex, Waiting>();
  readonly refused = new Map<Hex, Refused>();
  events: (readonly [number, string])[] = [];
  notices: readonly Notice[] = [];
  lastSyncedMs: number | null = null;
  /** The server doesn't know this replica (any more): only a new sign-in helps. */
  unknownReplica = false;

  /** The device's clock has jumped, and the server has not said since what time it is. */
  shaky = false;
  /** What changed since the last `take`. */
  delta = newDelta();

  constructor(person: Hex, tail: Hex) {
    this.person = person;
    this.clock = newClock(tail);
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
    const act: Change = { id: tick(clock, wallMs), doc, kind, writes };
    const shown = this.view(doc)?.registers ?? new Map();
    const earlier = outbox.of(doc).length ? outbox.foldable(act, msOf(act.id), shown, this.#closings(shown)) : null;
    const folded = earlier && this.#fold(earlier, act);
    if (earlier && folded) this.unqueue(earlier);
    this.enqueue(folded ?? makeItem(act, clock.offset, this.shaky));
  }

  /** The id of a new document: a stamp of its own. */
  newId(wallMs: number): Hex {
    return tick(this.clock, wallMs);
  }

  discard(id: Hex): void {
    if (this.refused.delete(id)) this.delta.refused.set(id, null);
  }

  /** The device's clock moved against its monotonic one: ask the server for the time before anything is pushed. */
  clockJumped(): void {
    this.shaky = true;
  }

  /** Something the device noticed (of a document): for the person, and (`event`) for the server. */
  notice(code: string, atMs: number, count: number | null, event = true, doc?: Hex): void {
    const others = this.notices.filter((notice) => notice.code !== code || notice.doc !== doc);
    this.notices = [...others, { code, atMs, count, ...(doc && { doc }) }];
    if (event) this.events = [...this.events, [atMs, code] as const].slice(-EVENTS_MAX);
  }

  dismiss({ code, atMs, doc }: Notice): void {
    this.notices = this.notices.filter((one) => one.code !== code || one.atMs !== atMs || one.doc !== doc);
  }

  /** Names a scope to the server that it gives only when it is named. */
  want(scope: string): void {
    const { cursors } = this.accepted;
    if (!cursors.has(scope)) cursors.set(scope, 0);
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

  // Parts of the above

  #fold(earlier: Item, act: Change): Item | null {
    const writes = foldWrites(earlier.writes, act.writes);
    if (!writes) return null;
    try {
      return makeItem({ ...act, writes }, this.clock.offset, earlier.shaky || this.shaky);
    } catch {
      return null;
    }
  }

  /** The moments at which what a document names (its round) closes. */
  #closings(registers: ReadonlyMap<string, Register>): number[] {
    const moments: number[] = [];
    for (const { value } of registers.values()) {
      const named = value instanceof Uint8Array && this.accepted.docs.get(hex(value));
      const closes = named && registersOf(named).get("closes_at")?.value;
      if (typeof closes === "number") moments.push(closes);
    }
    return moments;
  }

  /** Puts an item into the outbox, or in the place of the one with its id. */
  enqueue(item: Item): void {
    this.outbox.put(item);
    this.delta.outbox.set(item.id, item);
    this.delta.touched.add(item.doc);
  }

  unqueue(item: Item): void {
    this.outbox.delete(item);
    this.delta.outbox.set(item.id, null);
    this.delta.touched.add(item.doc);
  }
}
