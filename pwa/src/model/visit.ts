/**
 * 现场检查: what the facts of a visit come to, and how what was seen stands to them. Mirrors models/visit.py.
 * Promises: pure; derived from registers and their stamps alone, in whatever order they came.
 */
import type { Hex, Register } from "../sync/interface";

export type Registers = ReadonlyMap<string, Pick<Register, "value" | "stamp" | "receivedMs">>;
export type VisitState = "planned" | "begun" | "finished" | "published" | "cancelled";

export interface Standing {
  readonly state: VisitState;
  /** How often it was finished; the next finish is one more. */
  readonly round: number;
  /** The stamp of the finish that holds. */
  readonly finish: Hex | null;
  readonly reopened: number;
  readonly publishedMs: number | null;
}

function roundOf(text: string): number {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
}

/** Number to the first stamp under which it was said. */
function rounds(registers: Registers, prefix: string): Map<number, Hex> {
  const found = new Map<number, Hex>();
  for (const [path, { value, stamp }] of registers) {
    if (!path.startsWith(prefix) || value === null) continue;
    const number = roundOf(path.slice(prefix.length).split("/")[0] ?? "");
    const first = found.get(number);
    if (number && (first === undefined || stamp < first)) found.set(number, stamp);
  }
  return found;
}

export function visitStanding(registers: Registers): Standing {
  const finishes = rounds(registers, "finished/");
  const reopenings = rounds(registers, "reopened/");
  const round = Math.max(0, ...finishes.keys());
  const reopened = Math.max(0, ...reopenings.keys());
  const holds = round > reopened;
  const out = registers.get("published");
  const publishedMs = out && out.value !== null && stands(out, registers) ? out.receivedMs : null;
  const begun = [...registers].some(([path, { value }]) => path.startsWith("begun/") && value !== null);
  let state: VisitState = begun ? "begun" : "planned";
  if (holds) state = "finished";
  if (publishedMs !== null) state = "published";
  if ((registers.get("cancelled")?.value ?? null) !== null) state = "cancelled";
  return { state, round, finish: holds ? (finishes.get(round) ?? null) : null, reopened, publishedMs };
}

/** A reopening undoes the publication that was said before it, and that which its phone couldn't know of yet. */
function stands(out: Pick<Register, "stamp" | "receivedMs">, registers: Registers): boolean {
  return [...registers].every(([path, { value, stamp, receivedMs }]) => {
    if (!path.startsWith("reopened/") || value === null) return true;
    return stamp < out.stamp && receivedMs !== null && receivedMs <= (out.receivedMs ?? 0);
  });
}

/** In time, late (the finish had come before), or apart (the publication had). Not sent yet: as if it came last. */
export function timing(registers: Registers, found: Standing, receivedMs: number | null): "in_time" | "late" | "apart" {
  if (found.finish === null) return "in_time";
  const came = receivedMs ?? Number.MAX_SAFE_INTEGER;
  if (found.publishedMs !== null && came > found.publishedMs) return "apart";
  let end: number | null = null;
  for (const [path, { receivedMs: told }] of registers) {
    if (path.startsWith(`finished/${found.round}/`) && told !== null) end = Math.min(end ?? told, told);
  }
  return end !== null && came > end ? "late" : "in_time";
}
