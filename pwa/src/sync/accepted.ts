/**
 * Accepted state: the documents that the server has given this person, scope by scope (protocol §6, §7).
 * A document stays while some scope holds it. Changed by pulls and live frames alone.
 */
import type { Hex } from "./interface";
import { unpackRegisters } from "./packing";
import type { Registers } from "./register";

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
}
