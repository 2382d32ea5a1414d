/**
 * What the phone counts of a visit, over a pipe: a test in another language compares it with the server's tally.
 *
 * Built by `npm run visits` into build/visits.mjs, run by node. One JSON object a line on stdin, one a line on stdout:
 *
 *     {"visit", "me", "states": [[document, …], …]}  → one answer for each state, of which each brings the documents that
 *         have changed since the last one. The form of both is in `visit-player.ts`.
 */
import { createInterface } from "node:readline";
import { played } from "./visit-player";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(played(JSON.parse(line)))}\n`);
}
