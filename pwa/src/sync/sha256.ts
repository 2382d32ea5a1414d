/**
 * SHA-256, synchronous. A digest hashes thousands of registers of some 60 bytes each: in JavaScript 20,000
 * take some 60 ms, as many promises of WebCrypto six times that; and WebCrypto is missing where a demonstration runs
 * without HTTPS.
 */
import { padded, words } from "./block";

// Signed words: sums stay integers of the machine.
const ROUND = new Int32Array(64);
const START = new Int32Array(8);
const STATE = new Int32Array(8);
const SCHEDULE = new Int32Array(64);

/** The constants are the first 32 bits of the fractions of cube and square roots of the first primes. */
function prepare(): void {
  let found = 0;
  for (let number = 2; found < 64; number++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= number && prime; divisor++) prime = number % divisor !== 0;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(number));
    ROUND[found++] = fraction(Math.cbrt(number));
  }
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

prepare();

export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = padded(message);
  return words(sha256Words(view, view.byteLength));
}

/** The hash of a message that is padded already, as eight words; the array is used again by the next call. */
export function sha256Words(view: DataView, bytes: number): Int32Array {
  STATE.set(START);
  for (let at = 0; at < bytes; at += 64) block256(STATE, view, at);
  return STATE;
}

function block256(state: Int32Array, view: DataView, start: number): void {
  const w = SCHEDULE;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(start + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] as number) + (w[i] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}
