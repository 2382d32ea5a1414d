/** Documents for tests, built from plain values. */
import type { Doc, Hex, Register, Value } from "../src/sync/interface";

let count = 0;

/** A document whose registers were all written at a moment, in milliseconds. */
export function docOf(
  kind: string,
  values: Record<string, Value>,
  atMs = 0,
  id: Hex = `${count++}`.padStart(32, "0"),
): Doc {
  const stamp = `${atMs.toString(16).padStart(12, "0")}70008000000000000001`;
  const register = (value: Value): Register => ({ value, stamp, author: "0".repeat(32), receivedMs: atMs });
  const registers = new Map(Object.entries(values).map(([path, value]) => [path, register(value)]));
  return { id, kind, registers, waiting: false };
}
