/**
 * News: what answers to pulls and live frames bring, put into the accepted state (protocol §7, §8).
 * A part of an answer that does not begin where this replica stands is dropped; digests are compared where a scope is
 * complete.
 */
import { type Accepted, type Held, registersOf } from "./accepted";
import { hex, ZERO } from "./bytes";
import type { Change } from "./change";
import { digestOf, mix } from "./digest";
import type { Hex } from "./interface";
import type { Cursors, Entry, PullAnswer, ScopeNews } from "./messages";
import { observe } from "./observe";
import { merge } from "./register";
import type { Clock } from "./stamp";

const REPAIR_AGAIN_MS = 3_600_000;

/** `more`: ask (again) at once. `differed`: a digest differed, and what it speaks for is to be pulled anew. */
export interface Took {
  readonly more: boolean;
  readonly differed: boolean;
}

export class News {
  readonly #accepted: Accepted;
  readonly #clock: Clock;
  #asked: Cursors = new Map();
  readonly #missing = new Set<Hex>();
  /** Scope to when and how often in a row its digest differed. */
  readonly #repairs = new Map<string, { readonly ms: number; readonly times: number }>();
  /** Where the socket stands, scope by scope. */
  #heard = new Map<string, number>();

  /** Shown each change of somebody before it is taken in. */
  readonly #met: (change: Change, receivedMs: number) => void;

  constructor(accepted: Accepted, clock: Clock, met: (change: Change, receivedMs: number) => void) {
    this.#accepted = accepted;
    this.#clock = clock;
    this.#met = met;
  }

  /** The cursors of the next pull. */
  ask(): Cursors {
    this.#asked = new Map(this.#accepted.cursors);
    return this.#asked;
  }

  /** The cursors from which a new socket is to speak. */
  listen(): Cursors {
    this.#heard = new Map(this.#accepted.cursors);
    return this.#heard;
  }

  /** Takes the answer to the last `ask`. */
  take(answer: PullAnswer): Took {
    return this.#put(answer, (scope) => this.#asked.get(scope) ?? 0);
  }

  /** Takes a frame of the socket. What joins no cursor (one that was reset meanwhile) asks for a pull. */
  frame(answer: PullAnswer): Took {
    const heard = new Map(this.#heard);
    for (const [scope, { seq }] of answer.scopes) this.#heard.set(scope, seq);
    const late = [...answer.scopes].some(([scope]) => (heard.get(scope) ?? 0) > this.#cursor(scope));
    const { more, differed } = this.#put(answer, (scope) => Math.max(heard.get(scope) ?? 0, this.#cursor(scope)));
    return { more: (more && differed) || late, differed };
  }

  #put(answer: PullAnswer, start: (scope: string) => number): Took {
    for (const scope of answer.gone) this.#drop(scope);
    const fresh = [...answer.scopes].filter(([scope, { seq }]) => {
      const cursor = this.#cursor(scope);
      return start(scope) === cursor && seq >= cursor;
    });
    // What brings nothing new may be older than what is here: a pull that broke off left the scope between two states.
    const moved = fresh.filter(([scope, { seq }]) => seq > this.#cursor(scope));
    for (const [scope, news] of fresh) this.#apply(scope, news, answer.now);
    const differed = this.#compare(moved, answer.now);
    return { more: differed || fresh.some(([, { more }]) => more), differed };
  }

  #apply(scope: string, news: ScopeNews, nowMs: number): void {
    const cursor = this.#cursor(scope);
    for (const entry of news.entries) {
      if (entry.seq <= cursor) continue;
      if (entry.author !== null) {
        observe(this.#clock, entry.change.id, nowMs);
        if (entry.author !== ZERO && !this.#missing.has(entry.change.doc)) this.#met(entry.change, entry.receivedMs);
      }
      this.#enter(scope, entry);
    }
    this.#accepted.cursors.set(scope, news.seq);
  }

  #compare(fresh: readonly (readonly [string, ScopeNews])[], nowMs: number): boolean {
    let differed = false;
    for (const [scope, { more, digest, seq }] of fresh) {
      // A repair of another scope may have set this one back meanwhile.
      if (more || !digest || this.#cursor(scope) !== seq) continue;
      if (this.#check(scope, digest, nowMs) === "repairing") differed = true;
    }
    return differed;
  }

  #cursor(scope: string): number {
    return this.#accepted.cursors.get(scope) ?? 0;
  }

  #enter(scope: string, entry: Entry): void {
    if (entry.author === null) {
      const held = this.#accepted.docs.get(entry.doc);
      if (held) this.#leave(held, scope);
      return;
    }
    const { change, author, receivedMs } = entry;
    let held = this.#accepted.docs.get(change.doc);
    if (!held || held.epoch !== this.#accepted.epoch) {
      held = {
        id: change.doc,
        kind: change.kind,
        scopes: [scope],
        epoch: this.#accepted.epoch,
        registers: new Map(),
        packed: null,
        digest: null,
      };
      this.#accepted.docs.set(change.doc, held);
      this.#accepted.forgotten.delete(change.doc);
    } else if (!held.scopes.includes(scope)) held.scopes = [...held.scopes, scope];
    const registers = new Map(registersOf(held));
    if (merge(registers, change, author, receivedMs)) {
      held.registers = registers;
      held.packed = null;
      held.digest = null;
    }
    this.#accepted.dirty.add(change.doc);
  }

  /** Takes a scope that this person holds no more off the documents that it gave; those that no other holds go. */
  #drop(scope: string): void {
    this.#accepted.cursors.delete(scope);
    for (const held of [...this.#accepted.docs.values()]) this.#leave(held, scope);
  }

  /** The same for a scope that is to be given anew; what it doesn't bring back is forgotten by `settle`. */
  repair(scope: string): void {
    const before = new Set(this.#accepted.forgotten);
    this.#drop(scope);
    this.#accepted.cursors.set(scope, 0);
    for (const id of [...this.#accepted.forgotten]) {
      if (before.has(id)) continue;
      this.#accepted.forgotten.delete(id);
      this.#missing.add(id);
    }
  }

  /** Everything is to be given anew; meanwhile what is here stays to be seen. */
  restart(): void {
    this.#accepted.epoch++;
    // Zeroed and not removed: the server gives old quarters only where a cursor names them.
    for (const scope of this.#accepted.cursors.keys()) this.#accepted.cursors.set(scope, 0);
  }

  /** Drops what nobody gave again since `restart` or `repair`; called when every scope is complete. */
  settle(): void {
    for (const held of [...this.#accepted.docs.values()])
      if (held.epoch !== this.#accepted.epoch) this.#remove(held.id);
    for (const id of this.#missing) if (!this.#accepted.docs.has(id)) this.#accepted.forgotten.add(id);
    this.#missing.clear();
  }

  /** Empties it all. */
  clear(): void {
    for (const id of [...this.#accepted.docs.keys()]) this.#remove(id);
    this.#accepted.cursors.clear();
  }

  /**
   * Compares what is held of a complete scope with the server's digest. At the first difference the scope is given
   * anew, at the second in a row everything; a third is left as it is for an hour, so that a fault of the server's
   * doesn't keep the phone pulling.
   */
  #check(scope: string, digest: Uint8Array, nowMs: number): "agrees" | "repairing" | "left" {
    if (hex(this.digest(scope)) === hex(digest)) {
      this.#repairs.delete(scope);
      return "agrees";
    }
    if (this.#knowsMore(scope, nowMs)) return "left";
    const { times, ms } = this.#repairs.get(scope) ?? { times: 0, ms: nowMs };
    if (times >= 2 && nowMs - ms < REPAIR_AGAIN_MS) return "left";
    this.#repairs.set(scope, times >= 2 ? { times: 1, ms: nowMs } : { times: times + 1, ms: nowMs });
    if (times === 1) this.restart();
    else this.repair(scope);
    return "repairing";
  }

  /**
   * Whether a document of the scope holds what the server took after this moment: another scope gave it. Then a digest of
   * that moment says nothing, and what this scope brings next carries a newer one.
   */
  #knowsMore(scope: string, nowMs: number): boolean {
    for (const held of this.#accepted.docs.values()) {
      if (!held.scopes.includes(scope)) continue;
      for (const { receivedMs } of registersOf(held).values()) if ((receivedMs ?? 0) > nowMs) return true;
    }
    return false;
  }

  digest(scope: string): Uint8Array {
    const sum = new Uint8Array(16);
    for (const held of this.#accepted.docs.values()) {
      if (held.epoch !== this.#accepted.epoch || !held.scopes.includes(scope)) continue;
      held.digest ??= digestOf(held.id, registersOf(held));
      mix(sum, held.digest);
    }
    return sum;
  }

  #leave(held: Held, scope: string): void {
    if (!held.scopes.includes(scope)) return;
    held.scopes = held.scopes.filter((name) => name !== scope);
    this.#accepted.dirty.add(held.id);
    if (!held.scopes.length) this.#remove(held.id);
  }

  #remove(id: Hex): void {
    this.#accepted.docs.delete(id);
    this.#accepted.dirty.add(id);
    this.#accepted.forgotten.add(id);
  }
}
