/** Tagged JSON as tests/vectors/README.md describes it: the values that JSON has no words for. */
import { readFileSync } from "node:fs";
import type { Value } from "../src/sync/interface";

export type Tagged = null | boolean | number | string | Tagged[] | { [word: string]: unknown };

export function untag(tagged: Tagged): Value {
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (tagged === null || typeof tagged !== "object") return tagged;
  if (typeof tagged.bin === "string") return Uint8Array.from(Buffer.from(tagged.bin, "hex"));
  if (typeof tagged.float === "string") return Number(tagged.float);
  return Object.fromEntries((tagged.map as [string, Tagged][]).map(([key, value]) => [key, untag(value)]));
}

export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${name}.json`, import.meta.url), "utf-8")) as T;
}
