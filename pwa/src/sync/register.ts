/**
 * Merging: for every path, the write with the latest stamp wins.
 * Commutative, associative and idempotent, so replicas that saw the same changes hold the same state.
 */
import type { Change } from "./change";
import type { Hex, Register } from "./interface";

export type Registers = Map<string, Register>;

/** Puts a change's writes where they are later than what stands; true if anything moved. */
export function merge(registers: Registers, change: Change, author: Hex, receivedMs: number | null): boolean {
  let moved = false;
  for (const [path, value] of change.writes) {
    const held = registers.get(path);
    if (held && held.stamp >= change.id) continue;
    registers.set(path, { value, stamp: change.id, author, receivedMs });
    moved = true;
  }
  return moved;
}
