/** Digests: the XOR over registers of the first 16 bytes of SHA-256(doc ‖ path ‖ 0x00 ‖ id) (protocol §7). */
import { unhex } from "./bytes";
import type { Hex, Register } from "./interface";
import { sha256 } from "./sha256";

const toBytes = new TextEncoder();

/** Folds one digest into another, in place. */
export function mix(into: Uint8Array, from: Uint8Array): void {
  for (let at = 0; at < 16; at++) into[at] = (into[at] as number) ^ (from[at] as number);
}

/** The digest of one document's registers, 16 bytes; zeros for none. */
export function digestOf(doc: Hex, registers: ReadonlyMap<string, Register>): Uint8Array {
  const digest = new Uint8Array(16);
  const docBytes = unhex(doc);
  for (const [path, { stamp }] of registers) {
    const name = toBytes.encode(path);
    const message = new Uint8Array(16 + name.length + 1 + 16);
    message.set(docBytes);
    message.set(name, 16);
    message.set(unhex(stamp), 17 + name.length);
    mix(digest, sha256(message));
  }
  return digest;
}
