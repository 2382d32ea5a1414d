/** A phone without a store or a network: the machine and its dialogue, hand to hand with `FakeServer`. */
import { expect } from "vitest";
import { hex } from "../../src/sync/bytes";
import { Dialogue } from "../../src/sync/dialogue";
import type { Hex, Value } from "../../src/sync/interface";
import { Machine } from "../../src/sync/machine";
import { decodePullAnswer, decodePushAnswer } from "../../src/sync/messages";
import type { Kept } from "../../src/sync/outbox";
import type { FakeServer } from "./server";

export const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
export const TAIL: Hex = "8123456789abcdef";

/** A phone whose clock is `ahead` milliseconds off. */
export class Phone {
  readonly machine: Machine;
  readonly dialogue: Dialogue;
  readonly server: FakeServer;
  ahead = 0;
  kept: Kept[] = [];

  constructor(server: FakeServer, tail: Hex = TAIL) {
    this.machine = new Machine(PERSON, tail);
    this.dialogue = new Dialogue(this.machine);
    this.server = server;
    server.tails.add(tail);
    this.machine.log = server.log;
  }

  get wall(): number {
    return this.server.nowMs + this.ahead;
  }

  write(doc: Hex, writes: [string, Value][], kind = "note"): void {
    this.machine.write(doc, kind, writes, this.wall);
  }

  /** One push; `lost`: its answer never arrives. False if there was nothing to push. */
  push(lost = false): boolean {
    const body = this.dialogue.pushBody();
    if (!body) return false;
    const answer = this.server.push(body);
    if (answer === 413) this.dialogue.pushTooLarge();
    else if (answer === 409) this.dialogue.logChanged(null, this.keepers(), this.wall);
    else if (!lost && typeof answer === "object") {
      this.dialogue.pushAnswer(decodePushAnswer(answer), this.wall, this.wall);
    }
    this.keepers();
    return true;
  }

  pull(lost = false, limit = 2_000): void {
    for (let page = 0; page < 1_000; page++) {
      const answer = this.server.pull(this.dialogue.pullBody(0, null, limit));
      if (lost) {
        this.dialogue.pullFailed();
        return;
      }
      if (answer === 409) this.dialogue.logChanged(null, this.keepers(), this.wall);
      else if (typeof answer === "object") {
        const pulled = this.dialogue.pullAnswer(decodePullAnswer(answer), this.wall, this.wall);
        if (pulled === "done") return;
      }
    }
    throw new Error("the pull never ends");
  }

  sync(): void {
    for (let round = 0; round < 20; round++) {
      if (this.dialogue.mustPullFirst) this.pull();
      else if (!this.push()) break;
      if (round % 3 === 2) this.pull();
    }
    this.pull();
  }

  keepers(): Kept[] {
    const { kept, forgotten } = this.machine.take();
    const still = this.kept.filter(({ id }) => !kept.has(id));
    for (const item of kept.values()) if (item) still.push(item);
    this.kept = still.filter(({ doc }) => !forgotten.has(doc));
    return this.kept;
  }

  value(doc: Hex, path: string): Value | undefined {
    return this.machine.view(doc)?.registers.get(path)?.value;
  }

  agrees(): void {
    for (const scope of this.server.held) {
      expect(hex(this.dialogue.news.digest(scope))).toBe(hex(this.server.digest(scope)));
    }
    const seen = [...this.server.docs].filter(([, { scopes }]) =>
      scopes.some((scope) => this.server.held.includes(scope)),
    );
    expect([...this.machine.docs()].sort()).toEqual(seen.map(([id]) => id).sort());
    for (const [id, { registers }] of seen) expect(new Map(this.machine.view(id)?.registers)).toEqual(registers);
  }
}
