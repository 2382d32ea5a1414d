/**
 * 互评结果、进度: what came of a round and how far it is, as the server wrote it.
 * Promises: pure; a result below the threshold has no number to show.
 */
import type { Doc, Hex } from "../sync/interface";
import { idOf } from "./ids";
import type { Round } from "./peer";

function value(doc: Doc, path: string) {
  return doc.registers.get(path)?.value;
}

function count(doc: Doc, path: string): number {
  const found = value(doc, path);
  return typeof found === "number" ? found : 0;
}

export interface Turnout {
  readonly owed: number;
  readonly submitted: number;
}

export function turnoutOf(doc: Doc): Turnout {
  return { owed: count(doc, "owed"), submitted: count(doc, "submitted") };
}

export interface ItemResult {
  readonly item: string;
  /** Decimal text, as the server computed it. */
  readonly mean: string;
  readonly n: number;
}

/** 互评结果: either numbers, or only that there are too few. */
export interface Result {
  readonly round: Hex | null;
  readonly subject: Hex | null;
  readonly below: boolean;
  readonly count: number;
  readonly total: string | null;
  readonly items: readonly ItemResult[];
}

export function resultOf(doc: Doc): Result {
  const items: ItemResult[] = [];
  for (const [path, register] of doc.registers) {
    const found = register.value;
    if (!path.startsWith("items/") || found === null || typeof found !== "object") continue;
    if (Array.isArray(found) || found instanceof Uint8Array) continue;
    items.push({ item: path.slice(6), mean: String(found.mean ?? ""), n: Number(found.n ?? 0) });
  }
  const total = value(doc, "total");
  return {
    round: idOf(value(doc, "round")),
    subject: idOf(value(doc, "subject")),
    below: value(doc, "below") === true,
    count: count(doc, "count"),
    total: typeof total === "string" || typeof total === "number" ? String(total) : null,
    items,
  };
}

/** How a round's turnout is said: of an anonymous one only in steps, until it is counted. */
export function turnoutKey(round: Round, submitted: number): "turnout" | "rnd.turnout.steps" | "rnd.turnout.untold" {
  if (round.anonymity !== "anonymous" || round.published) return "turnout";
  return submitted > 0 ? "rnd.turnout.steps" : "rnd.turnout.untold";
}
