/**
 * What all workflow of facts shares: registers by path, the verdict on the last hand-in, values within maps.
 * Promises: pure; what stands is derived from the registers and their stamps alone, never from their order of arrival.
 */
import type { Doc, Register, Value } from "../sync/interface";

export type Registers = ReadonlyMap<string, Register>;

/** 审核: what came of the last hand-in; `round` counts from 1. */
export interface Verdict {
  readonly state: "draft" | "waiting" | "returned" | "accepted";
  readonly round: number;
  readonly acceptedRound: number;
  readonly odd: readonly string[];
}

/** What a register's map holds under a name. */
export function fieldOf(value: Value | undefined, name: string): Value {
  return isMap(value) ? (value[name] ?? null) : null;
}

export function isMap(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** The paths under a prefix whose element wasn't removed, sorted. */
export function under(registers: Registers, prefix: string): string[] {
  const found: string[] = [];
  for (const [path, { value }] of registers) if (path.startsWith(prefix) && value !== null) found.push(path);
  return found.sort();
}

/** A round's number as a path spells it; 0 for what is none. */
export function roundOf(text: string): number {
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
}

export function stampOf(registers: Registers, path: string): string | null {
  const register = registers.get(path);
  return register && register.value !== null ? register.stamp : null;
}

/** The last round decides; one who sends it back outweighs those who accept it. */
export function verdict(registers: Registers, handed = "handed_in/", reviewed = "reviews/"): Verdict {
  const rounds = new Set(under(registers, handed).map((path) => roundOf(path.slice(handed.length))));
  rounds.delete(0);
  const last = Math.max(0, ...rounds);
  const here = new Set<Value>();
  const odd: string[] = [];
  let acceptedRound = 0;
  for (const path of under(registers, reviewed)) {
    const round = roundOf(path.slice(reviewed.length).split("/")[0] ?? "");
    const ruling = fieldOf(registers.get(path)?.value, "ruling");
    if (!rounds.has(round)) odd.push(path);
    else {
      if (ruling === "accepted") acceptedRound = Math.max(acceptedRound, round);
      if (round === last) here.add(ruling);
    }
  }
  const state = here.has("returned") ? "returned" : here.size > 0 ? "accepted" : last > 0 ? "waiting" : "draft";
  return { state, round: last, acceptedRound, odd };
}

export function valueAt(doc: Doc, path: string): Value | undefined {
  return doc.registers.get(path)?.value;
}
