/**
 * 导入预览: what the server makes of a roster file, and writing it, each person an act of its own in the file's order.
 * Promises: what this device holds already is not written twice, so an interrupted import can be taken up again.
 */
import { bytesOf, idOf } from "../model/ids";
import { textAt } from "../model/person";
import type { Hex, Value } from "../sync/interface";
import { all, mine, person } from "./here";
import type { Fault } from "./upload";

export interface Column {
  readonly column: string;
  readonly heading: string;
  readonly field: string;
}

export interface PlannedRow {
  readonly row: number;
  readonly staff_no: string;
  readonly name: string;
  readonly unit: string;
  readonly state: "new" | "changed" | "unchanged" | "problem";
  readonly person: string;
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
  readonly twins: readonly { readonly person: string; readonly staff_no: string; readonly unit: string }[];
}

export interface PlannedAct {
  readonly doc: string;
  readonly kind: string;
  readonly writes: readonly (readonly [string, Value])[];
}

export interface Plan {
  readonly day: string;
  readonly table: {
    readonly sheet: string;
    readonly header_row: number;
    readonly columns: readonly Column[];
    readonly faults: readonly Fault[];
  };
  readonly rows: readonly PlannedRow[];
  readonly missing: readonly { readonly name: string; readonly staff_no: string; readonly unit: string }[];
  readonly acts: readonly PlannedAct[];
  readonly ready: boolean;
}

/** What the person has decided about the file; the server's `Choices`. */
export interface Choices {
  day: string;
  create_units: string[];
  create_branches: string[];
  units: Record<string, string>;
  branches: Record<string, string>;
  renamed: string[];
  same: Record<string, string>;
  columns: Record<string, string>;
}

export function noChoices(day: string): Choices {
  return { day, create_units: [], create_branches: [], units: {}, branches: {}, renamed: [], same: {}, columns: {} };
}

const PLACES = new Set(["institution", "parent", "unit", "branch", "at"]);

/** Ids as bytes: those of what is new are the ones that this device has drawn for them. */
function meant(value: Value, drawn: ReadonlyMap<string, Hex>): Value {
  const id = typeof value === "string" ? (drawn.get(value) ?? idOf(value)) : null;
  return id ? bytesOf(id) : value;
}

function filled([path, value]: readonly [string, Value], drawn: ReadonlyMap<string, Hex>): [string, Value] {
  if (PLACES.has(path)) return [path, meant(value, drawn)];
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) {
    return [path, value];
  }
  const inside = Object.entries(value).map(([key, one]) => [key, PLACES.has(key) ? meant(one, drawn) : one]);
  return [path, Object.fromEntries(inside)];
}

/** What tells one document of a kind from another: a person's number, a place's name and what is above it. */
function keyOf(kind: string, name: string, parent: Hex | null): string {
  return `${kind} ${kind === "person" ? "" : (parent ?? "")} ${name}`;
}

/** Everybody and every place that this device holds of the institution, by their keys. */
function known(): Map<string, Hex> {
  const found = new Map<string, Hex>();
  const here = person.peek()?.institution;
  for (const kind of ["unit", "party_branch", "person"]) {
    for (const doc of all(kind)) {
      if (idOf(doc.registers.get("institution")?.value) !== here) continue;
      const parent = idOf(doc.registers.get("parent")?.value);
      found.set(keyOf(kind, textAt(doc, kind === "person" ? "staff_no" : "name"), parent), doc.id);
    }
  }
  return found;
}

/** Writes the plan; `onStep` hears how many acts are done. */
export async function carryOut(acts: readonly PlannedAct[], onStep: (done: number) => void): Promise<void> {
  const held = known();
  const drawn = new Map<string, Hex>();
  for (const [at, act] of acts.entries()) {
    const writes = act.writes.map((write) => filled(write, drawn));
    const said = new Map(writes);
    const name = said.get(act.kind === "person" ? "staff_no" : "name");
    const twin = held.get(keyOf(act.kind, String(name), idOf(said.get("parent"))));
    const fresh = act.doc.startsWith("new:");
    const id = (fresh ? twin : idOf(act.doc)) ?? mine().newId();
    if (fresh) drawn.set(act.doc, id);
    if (!fresh || !twin) await mine().write(id, act.kind, writes);
    onStep(at + 1);
  }
}
