/** Ids in their three dresses: hexadecimal inside the app, dashed text in natural names, bytes in registers. */
import type { Hex, Value } from "../sync/interface";

export function hexOf(bytes: Uint8Array): Hex {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function bytesOf(hex: Hex): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** Lower-case UUID text with its dashes, as natural names and the server's JSON want it. */
export function dashed(hex: Hex): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The id that a register or a path segment holds, whichever dress it wears; null if it holds none. */
export function idOf(value: Value | undefined): Hex | null {
  if (value instanceof Uint8Array) return value.length === 16 ? hexOf(value) : null;
  if (typeof value !== "string") return null;
  const bare = value.replaceAll("-", "").toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare) ? bare : null;
}

/** The moment, in milliseconds, that a stamp or a UUIDv7 begins with. */
export function momentOf(stamp: Hex): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}
