/**
 * News: what answers to pulls and live frames bring, put into the accepted state (protocol §7, §8).
 * A part of an answer that does not begin where this replica stands is dropped; digests are compared where a scope is
 * complete.
 */
import type { Accepted } from "./accepted";
import type { Cursors, PullAnswer, ScopeNews } from "./messages";
import { type Clock, observe } from "./stamp";

/** `more`: ask (again) at once. `differed`: a digest differed, and what it speaks for is to be pulled anew. */
export interface Took {
  readonly more: boolean;
  readonly differed: boolean;
}

export class News {
  private readonly accepted: Accepted;
  private readonly clock: Clock;
  private asked: Cursors = new Map();
  /** Where the socket stands, scope by scope. */
  private heard = new Map<string, number>();

  constructor(accepted: Accepted, clock: Clock) {
    this.accepted = accepted;
    this.clock = clock;
  }

  /** The cursors of the next pull. */
  ask(): Cursors {
    this.asked = new Map(this.accepted.cursors);
    return this.asked;
  }

  /** The cursors from which a new socket is to speak. */
  listen(): Cursors {
    this.heard = new Map(this.accepted.cursors);
    return this.heard;
  }

  /** Takes the answer to the last `ask`. */
  take(answer: PullAnswer): Took {
    return this.put(answer, (scope) => this.asked.get(scope) ?? 0);
  }

  /** Takes a frame of the socket. What joins no cursor (one that was reset meanwhile) asks for a pull. */
  frame(answer: PullAnswer): Took {
    const heard = new Map(this.heard);
    for (const [scope, { seq }] of answer.scopes) this.heard.set(scope, seq);
    const late = [...answer.scopes].some(([scope]) => (heard.get(scope) ?? 0) > this.cursor(scope));
    const { more, differed } = this.put(answer, (scope) => Math.max(heard.get(scope) ?? 0, this.cursor(scope)));
    return { more: (more && differed) || late, differed };
  }

  private put(answer: PullAnswer, start: (scope: string) => number): Took {
    for (const scope of answer.gone) this.accepted.drop(scope);
    const fresh = [...answer.scopes].filter(([scope, { seq }]) => {
      const cursor = this.cursor(scope);
      return start(scope) === cursor && seq >= cursor;
    });
    for (const [scope, news] of fresh) this.apply(scope, news, answer.now);
    const differed = this.compare(fresh, answer.now);
    return { more: differed || fresh.some(([, { more }]) => more), differed };
  }

  private apply(scope: string, news: ScopeNews, nowMs: number): void {
    const cursor = this.cursor(scope);
    for (const entry of news.entries) {
      if (entry.seq <= cursor) continue;
      if (entry.author !== null) observe(this.clock, entry.change.id, nowMs);
      this.accepted.take(scope, entry);
    }
    this.accepted.cursors.set(scope, news.seq);
  }

  private compare(fresh: readonly (readonly [string, ScopeNews])[], nowMs: number): boolean {
    let differed = false;
    for (const [scope, { more, digest }] of fresh) {
      if (more || !digest || !this.accepted.cursors.has(scope)) continue;
      if (this.accepted.check(scope, digest, nowMs) === "repairing") differed = true;
    }
    return differed;
  }

  private cursor(scope: string): number {
    return this.accepted.cursors.get(scope) ?? 0;
  }
}
