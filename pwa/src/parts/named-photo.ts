/** The picture that a register names: which it is, and the part that shows it, fetched where there is one. */
import type { Hex, Value } from "../sync/interface";
import { later } from "./later";

/** The hash of the picture that a register names; null if it names none. */
export function hashOf(value: Value): string | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  return typeof value.blob === "string" ? value.blob : null;
}

export interface PhotoProps {
  readonly doc: Hex;
  readonly hash: string;
  readonly label: string;
}

export const Photo = later<PhotoProps>(async () => (await import("./photo")).Photo);
