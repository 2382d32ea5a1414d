/** Bytes and their hexadecimal text: 32 lower-case digits name a document, a person or a stamp. */
import type { Hex } from "./interface";

export const ZERO: Hex = "0".repeat(32);

const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal text of the bytes from `start` to `end`. */
export function hex(bytes: Uint8Array, start = 0, end = bytes.length): Hex {
  let text = "";
  for (let at = start; at < end; at++) text += PAIRS[bytes[at] as number];
  return text;
}

/** The bytes of lower-case hexadecimal text. */
export function unhex(text: Hex): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length >> 1);
  unhexInto(bytes, 0, text);
  return bytes;
}

/** Puts the bytes of lower-case hexadecimal text at `start`. */
export function unhexInto(bytes: Uint8Array, start: number, text: Hex): void {
  for (let at = 0; at < text.length; at += 2) {
    bytes[start + (at >> 1)] = (digit(text.charCodeAt(at)) << 4) | digit(text.charCodeAt(at + 1));
  }
}

function digit(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}

/** Dashed text of an id, as addresses and natural names write it. */
export function uuidText(id: Hex): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The id of dashed (or plain) UUID text. */
export function uuidHex(text: string): Hex {
  return text.replaceAll("-", "").toLowerCase();
}
