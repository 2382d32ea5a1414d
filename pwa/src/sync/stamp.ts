/**
 * Stamps: one value that orders, deduplicates and identifies a change (protocol §3).
 * 48 bits of Unix milliseconds, version 7, a 12-bit counter, variant 10, 62 bits of replica id; here as 32 hexadecimal
 * digits, whose text order is clock order. Time is an argument; a replica's stamps always rise.
 */
import { ZERO } from "./bytes";
import type { Hex } from "./interface";

export const COUNTER_MAX = 0xfff;
const MILLISECONDS_MAX = 2 ** 48 - 1;

/** The last 16 digits of every stamp of a replica, from its id in decimal. RangeError beyond 62 bits. */
export function tailOf(replica: string): Hex {
  const id = BigInt(replica);
  if (id < 0n || id >= 1n << 62n) throw new RangeError("a replica id has 62 bits");
  return ((2n << 62n) | id).toString(16);
}

/** The stamp of these parts. RangeError where one doesn't fit its bits. */
export function makeStamp(ms: number, counter: number, tail: Hex): Hex {
  if (!(ms >= 0 && ms <= MILLISECONDS_MAX && counter >= 0 && counter <= COUNTER_MAX)) {
    throw new RangeError(`no stamp holds ms=${ms}, counter=${counter}`);
  }
  return Math.floor(ms).toString(16).padStart(12, "0") + (0x7000 | counter).toString(16) + tail;
}

/** Unix milliseconds. */
export function msOf(stamp: Hex): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}

export function counterOf(stamp: Hex): number {
  return Number.parseInt(stamp.slice(13, 16), 16);
}

/** The stamp after `latest` at `wallMs`: above it even when the wall clock stands still or steps back. */
export function nextStamp(latest: Hex, wallMs: number, tail: Hex): Hex {
  const ms = msOf(latest);
  const counter = counterOf(latest);
  if (wallMs >= ms + 1) return makeStamp(wallMs, 0, tail);
  return counter < COUNTER_MAX ? makeStamp(ms, counter + 1, tail) : makeStamp(ms + 1, 0, tail);
}

/** The device's clock as the server corrects it, and the greatest stamps that it knows of. */
export interface Clock {
  /** Greatest stamp issued or observed here. */
  latest: Hex;
  /** Greatest stamp observed, or accepted by the server from this replica. */
  seen: Hex;
  /** Server's clock minus the device's, milliseconds. */
  offset: number;
  /** Last half of this replica's stamps. */
  tail: Hex;
}

export function newClock(tail: Hex): Clock {
  return { latest: ZERO, seen: ZERO, offset: 0, tail };
}

/** Takes the next stamp at the device's time `wallMs`. */
export function tick(clock: Clock, wallMs: number): Hex {
  clock.latest = nextStamp(clock.latest, Math.max(0, wallMs + clock.offset), clock.tail);
  return clock.latest;
}
