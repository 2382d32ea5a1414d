/** 选票范围: what the phone reads of a ballot context, and of the poll or round behind it. Pure. */
import { ballotSpreadMs } from "../../model/ballot-leaving";
import { hex, uuidHex, uuidText } from "../bytes";
import type { Doc, Hex, Value } from "../interface";
import type { Bytes } from "./blinding";

export interface Context {
  readonly id: Hex;
  readonly source: Hex | null;
  readonly subject: Hex | null;
  readonly issuer: Bytes;
  readonly opensAtMs: number;
  /** When issuing ends, and nothing is offered any more: its closing, or the moment at which it was closed before. */
  readonly closesAtMs: number;
  /** No ballot is taken any more. */
  readonly closed: boolean;
  /** The published root, lower-case hexadecimal; null before. */
  readonly root: string | null;
  readonly spreadMs: number;
  readonly counted: number;
  readonly electors: number;
  /** With fewer nothing is published. */
  readonly threshold: number;
}

/** Null where no key is given yet, and for who may only look on. */
export function contextOf(doc: Doc, me: Hex, docAt: (id: Hex) => Doc | undefined): Context | null {
  const at = (path: string): Value => doc.registers.get(path)?.value ?? null;
  const issuer = bytesOf(at("key"));
  const closesAt = at("closes_at");
  if (!issuer || typeof closesAt !== "number" || at(`roll/${uuidText(me)}`) !== true) return null;
  const source = hexOf(at("source"));
  const closed = at("closed");
  const root = at("root");
  const counted = at("counted");
  const opensAt = at("opens_at");
  const threshold = at("threshold");
  const electors = at("electors");
  return {
    id: doc.id,
    source,
    subject: hexOf(at("subject")),
    issuer,
    opensAtMs: typeof opensAt === "number" ? opensAt : 0,
    closesAtMs: typeof closed === "number" ? Math.min(closed, closesAt) : closesAt,
    closed: typeof closed === "number",
    root: typeof root === "string" && !isSealed(source, docAt) ? root : null,
    spreadMs: ballotSpreadMs(docOf(source, docAt), docOf(hexOf(at("institution")), docAt)),
    counted: typeof counted === "number" ? counted : 0,
    electors: typeof electors === "number" ? electors : 0,
    threshold: typeof threshold === "number" ? threshold : 0,
  };
}

/** A poll's ballots are published when its chair reveals the result, a round's when it closes. */
function isSealed(source: Hex | null, docAt: (id: Hex) => Doc | undefined): boolean {
  const doc = source ? docAt(source) : undefined;
  return doc?.kind === "poll" && doc.registers.get("revealed")?.value !== true;
}

function docOf(id: Hex | null, docAt: (id: Hex) => Doc | undefined): Doc | undefined {
  return id ? docAt(id) : undefined;
}

function bytesOf(base64: Value): Bytes | null {
  if (typeof base64 !== "string") return null;
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function hexOf(value: Value): Hex | null {
  if (value instanceof Uint8Array) return hex(value);
  return typeof value === "string" && value ? uuidHex(value) : null;
}
