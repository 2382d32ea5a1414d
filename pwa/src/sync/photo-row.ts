/**
 * A picture's row: its bytes lie once on the device, and go to every document that names them, since the server keeps
 * pictures by document. What still waits for the same bytes is never taken off by another document's use of them.
 */
import type { Hex } from "./interface";

/** A picture on its way, or kept to be shown; its bytes lie beside it. */
export interface PhotoRow {
  readonly sha256: string;
  readonly doc: Hex;
  /** Other documents that it is still owed to. */
  readonly also?: readonly Hex[];
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** When it was added last. */
  readonly addedMs: number;
  readonly done: boolean;
  /** Why the server will never take it; null while it may. */
  readonly failed: string | null;
}

/** The documents whose picture the server has not got, first come first. */
export function owed({ doc, also = [], done }: PhotoRow): readonly Hex[] {
  return done ? [] : [...also, doc];
}

/** The row for what was owed before and what is added now. */
export function joined(before: PhotoRow | undefined, row: PhotoRow): PhotoRow {
  return owedTo(row, [...new Set([...(before ? owed(before) : []), ...owed(row)])]);
}

/** The row once only these documents are owed it; done when none is. */
export function owedTo(row: PhotoRow, docs: readonly Hex[]): PhotoRow {
  const doc = docs.at(-1);
  return doc ? { ...row, doc, also: docs.slice(0, -1) } : { ...row, done: true };
}
