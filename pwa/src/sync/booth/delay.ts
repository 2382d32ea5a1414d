/**
 * When a ballot leaves the phone: at a moment drawn by lot, so that who sees the network can't put it beside the tap.
 * Pure; time and chance are arguments.
 */

import { askedAgainMs } from "../../model/ballot-leaving";

/** What is kept free before closing for a slow network, unless less than four times as much is left. */
const SPARE_MS = 30_000;
/** Just before the end it is asked about after it, within so much. */
const ASK_AFTER_MS_MAX = 600_000;
const RETRY_MS_MIN = 2_000;
const RETRY_MS_MAX = 300_000;
/** Once it has closed, whoever reveals waits for what is on its way: it leaves within so much. */
const ENDED_MS = 5_000;
const ENDED_RETRY_MS_MAX = 60_000;

/** How long a ballot waits; `random` from 0 up to 1. */
export function castDelayMs(nowMs: number, closesAtMs: number, spreadMs: number, random: number): number {
  const left = Math.max(0, closesAtMs - nowMs);
  const within = left - Math.min(SPARE_MS, left / 4);
  return Math.floor(Math.min(spreadMs, within) * random);
}

/**
 * How long until a ballot that the server holds is asked about again: a server that stopped has lost what it held, so
 * once more before closing, and after it, when everything is written.
 */
export function askAgainMs(nowMs: number, closesAtMs: number, spreadMs: number, random: number): number {
  const usual = askedAgainMs(spreadMs) * (0.5 + random);
  const left = closesAtMs - nowMs;
  if (left <= 0 || usual <= left / 2) return Math.floor(usual);
  if (left > SPARE_MS) return Math.floor(left * (0.4 + random / 4));
  return Math.floor(left + Math.min(spreadMs, ASK_AFTER_MS_MAX) * random);
}

/** Within how much a ballot leaves, or asks for its receipt, after the end; `tries`: how often it didn't get there. */
export function endedWithinMs(spreadMs: number, tries: number): number {
  return tries > 0 ? Math.min(ENDED_MS * 2 ** tries, ENDED_RETRY_MS_MAX) : Math.min(spreadMs, ENDED_MS);
}

/** How long until a ballot that didn't reach the server is sent again. */
export function retryMs(tries: number, random: number): number {
  return Math.floor(Math.min(RETRY_MS_MIN * 2 ** tries, RETRY_MS_MAX) * (0.5 + random));
}
