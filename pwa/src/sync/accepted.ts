/**
 * Accepted state: the documents that the server has given this person, scope by scope (protocol §6, §7).
 * A document stays while some scope holds it. Changed by pulls and live frames alone.
 */
import { hex } from "./bytes";
import { digestOf, mix } from "./digest";
import type { Hex } from "./interface";
import type { Entry } from "./messages";
import { unpackRegisters } from "./packing";
import { merge, type Registers } from "./register";

const REPAIR_AGAIN_MS = 3_600_000;

/** A document as the server gave it. Its registers may still lie packed as the store keeps them. */
export interface Held {
  readonly id: Hex;
  readonly kind: string;
  /** Names of the scopes that hold it. */
  scopes: readonly string[];
  /** The epoch in which the server gave it: what an earlier one gave counts no more (see `Accepted.epoch`). */
  epoch: number;
  /** Null while they lie packed. */
  registers: Registers | null;
  /** The registers as the store keeps them; null once they changed. */
  packed: Uint8Array | null;
  digest: Uint8Array | null;
}

/** The registers of a document; they are copied before they change, so a screen may keep them. */
export function registersOf(held: Held): Registers {
  held.registers ??= held.packed ? unpackRegisters(held.packed) : new Map();
  return held.registers;
}

export class Accepted {
  readonly docs = new Map<Hex, Held>();
  readonly cursors = new Map<string, number>();
  /** Rises when the whole state is to be given anew; what is older is shown until then, and counts nowhere. */
  epoch = 0;
  /** Documents that changed since somebody last emptied these. */
  readonly dirty = new Set<Hex>();
  /** Documents that left and have not come back: nothing of them may stay on the device. */
  readonly forgotten = new Set<Hex>();
  private readonly missing = new Set<Hex>();
  /** Scope to when and how often in a row its digest differed. */
  private readonly repairs = new Map<string, { readonly ms: number; readonly times: number }>();

  take(scope: string, entry: Entry): void {
    if (entry.author === null) {
      const held = this.docs.get(entry.doc);
      if (held) this.leave(held, scope);
      return;
    }
    const { change, author, receivedMs } = entry;
    let held = this.docs.get(change.doc);
    if (!held || held.epoch !== this.epoch) {
      held = {
        id: change.doc,
        kind: change.kind,
        scopes: [scope],
        epoch: this.epoch,
        registers: new Map(),
        packed: null,
        digest: null,
      };
      this.docs.set(change.doc, held);
      this.forgotten.delete(change.doc);
    } else if (!held.scopes.includes(scope)) held.scopes = [...held.scopes, scope];
    const registers = new Map(registersOf(held));
    if (merge(registers, change, author, receivedMs)) {
      held.registers = registers;
      held.packed = null;
      held.digest = null;
    }
    this.dirty.add(change.doc);
  }

  /** Takes a scope that this person holds no more off the documents that it gave; those that no other holds go. */
  drop(scope: string): void {
    this.cursors.delete(scope);
    for (const held of [...this.docs.values()]) this.leave(held, scope);
  }

  /** The same for a scope that is to be given anew; what it doesn't bring back is forgotten by `settle`. */
  repair(scope: string): void {
    const before = new Set(this.forgotten);
    this.drop(scope);
    for (const id of [...this.forgotten]) {
      if (before.has(id)) continue;
      this.forgotten.delete(id);
      this.missing.add(id);
    }
  }

  /** Everything is to be given anew; meanwhile what is here stays to be seen. */
  restart(): void {
    this.epoch++;
    this.cursors.clear();
  }

  /** Drops what nobody gave again since `restart` or `repair`; called when every scope is complete. */
  settle(): void {
    for (const held of [...this.docs.values()]) if (held.epoch !== this.epoch) this.remove(held.id);
    for (const id of this.missing) if (!this.docs.has(id)) this.forgotten.add(id);
    this.missing.clear();
  }

  /** Empties it all. */
  clear(): void {
    for (const id of [...this.docs.keys()]) this.remove(id);
    this.restart();
  }

  /**
   * Compares what is held of a complete scope with the server's digest. At the first difference the scope is given
   * anew, at the second in a row everything; a third is left as it is for an hour, so that a fault of the server's
   * doesn't keep the phone pulling.
   */
  check(scope: string, digest: Uint8Array, nowMs: number): "agrees" | "repairing" | "left" {
    if (hex(this.digest(scope)) === hex(digest)) {
      this.repairs.delete(scope);
      return "agrees";
    }
    const { times, ms } = this.repairs.get(scope) ?? { times: 0, ms: nowMs };
    if (times >= 2 && nowMs - ms < REPAIR_AGAIN_MS) return "left";
    this.repairs.set(scope, times >= 2 ? { times: 1, ms: nowMs } : { times: times + 1, ms: nowMs });
    if (times === 1) this.restart();
    else this.repair(scope);
    return "repairing";
  }

  digest(scope: string): Uint8Array {
    const sum = new Uint8Array(16);
    for (const held of this.docs.values()) {
      if (held.epoch !== this.epoch || !held.scopes.includes(scope)) continue;
      held.digest ??= digestOf(held.id, registersOf(held));
      mix(sum, held.digest);
    }
    return sum;
  }

  private leave(held: Held, scope: string): void {
    if (!held.scopes.includes(scope)) return;
    held.scopes = held.scopes.filter((name) => name !== scope);
    this.dirty.add(held.id);
    if (!held.scopes.length) this.remove(held.id);
  }

  private remove(id: Hex): void {
    this.docs.delete(id);
    this.dirty.add(id);
    this.forgotten.add(id);
  }
}
