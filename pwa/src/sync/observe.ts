/** What a clock learns from the server: other stamps, and what time it is (protocol §3). */
import type { Hex } from "./interface";
import { type Clock, msOf } from "./stamp";

export const CLOCK_AHEAD_MS_MAX = 60_000;

/** Whether the server refuses it as `clock_ahead`. */
export function isAhead(stamp: Hex, serverNowMs: number): boolean {
  return msOf(stamp) > serverNowMs + CLOCK_AHEAD_MS_MAX;
}

/** The later of the two; a stamp over 60 s ahead of the server's `now` moves no clock. */
export function observeStamp(latest: Hex, seen: Hex, serverNowMs: number): Hex {
  return seen > latest && !isAhead(seen, serverNowMs) ? seen : latest;
}

/** Lets the clock see a stamp that arrived when the server's time was `serverNowMs`. */
export function observe(clock: Clock, stamp: Hex, serverNowMs: number): void {
  clock.seen = observeStamp(clock.seen, stamp, serverNowMs);
  if (clock.seen > clock.latest) clock.latest = clock.seen;
}

/**
 * Corrects the offset by an answer: the server read `nowMs` between `sentMs` and `receivedMs` of the device.
 * Moves it no further than that says, so a slow answer doesn't spoil what a quick one measured.
 */
export function measure(clock: Clock, nowMs: number, sentMs: number, receivedMs: number): void {
  const least = nowMs - Math.max(sentMs, receivedMs);
  clock.offset = Math.min(Math.max(clock.offset, least), nowMs - Math.min(sentMs, receivedMs));
}
