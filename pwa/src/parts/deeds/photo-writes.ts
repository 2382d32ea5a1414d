/** How pictures of a deed are kept. */
import type { Value } from "../../sync/interface";

/** The writes that keep pictures, under numbers that no other device will take. */
export function photoWrites(taken: readonly Value[], prefix: string): [string, Value][] {
  return taken.map((photo, at) => [`photos/${prefix}.${at + 1}`, photo]);
}
