/** Digests: the XOR over registers of the first 16 bytes of SHA-256(doc ‖ path ‖ 0x00 ‖ id) (protocol §7). */
import { pad, words } from "./block";
import { unhexInto } from "./bytes";
import { PATH_BYTES_MAX } from "./change";
import type { Hex, Register } from "./interface";
import { sha256Words } from "./sha256";

// One message is built after the other in the same place: thousands of small arrays would cost more than the hashing.
const MESSAGE = new Uint8Array((16 + PATH_BYTES_MAX + 1 + 16 + 72) & ~63);
const VIEW = new DataView(MESSAGE.buffer);

/** Folds one digest into another, in place. */
export function mix(into: Uint8Array, from: Uint8Array): void {
  for (let at = 0; at < 16; at++) into[at] = (into[at] as number) ^ (from[at] as number);
}

/** The digest of one document's registers, 16 bytes; zeros for none. Paths are ASCII (protocol §4). */
export function digestOf(doc: Hex, registers: ReadonlyMap<string, Register>): Uint8Array {
  const sum = new Int32Array(4);
  unhexInto(MESSAGE, 0, doc);
  for (const [path, { stamp }] of registers) {
    const end = 16 + path.length;
    for (let at = 16; at < end; at++) MESSAGE[at] = path.charCodeAt(at - 16);
    MESSAGE[end] = 0;
    unhexInto(MESSAGE, end + 1, stamp);
    const hashed = sha256Words(VIEW, pad(MESSAGE, VIEW, end + 17));
    for (let at = 0; at < 4; at++) sum[at] = (sum[at] as number) ^ (hashed[at] as number);
  }
  return words(sum);
}
