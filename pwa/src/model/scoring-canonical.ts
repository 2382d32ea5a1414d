/** 规范形式: a scoring model as one text, whatever the order of its keys; the same to the byte as `models/scoring_plain.py`. */
import type { Value } from "../sync/interface";
import { listOf, plainOf } from "./scoring-model";
import { exactOf, textOf } from "./scoring-number";

export function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${listOf(value).map(canonical).join(",")}]`;
  const map = plainOf(value);
  if (map) {
    const entries = Object.entries(map).filter(([, each]) => each !== null);
    entries.sort(([one], [other]) => byCodePoint(one, other));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
  }
  const number = typeof value === "number" ? exactOf(value) : null;
  return JSON.stringify(number ? textOf(number) : value);
}

/** The SHA-256 of the canonical form in hex: a stored score carries it. */
export async function fingerprint(value: Value): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(value)));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function byCodePoint(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const than = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (than) return than;
  }
  return left.length - right.length;
}
