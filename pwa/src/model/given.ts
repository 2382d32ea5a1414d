/** Maps, lists and elements in the registers of a programme, read without trust. Pure. */
import type { Value } from "../sync/interface";

export type Given = { readonly [key: string]: Value };
/** A programme's registers: path to value. */
export type Registers = ReadonlyMap<string, Value>;

/** A register's value where it is a map. */
export function mapOf(value: Value | undefined): Given | null {
  if (value === null || typeof value !== "object") return null;
  return Array.isArray(value) || value instanceof Uint8Array ? null : value;
}

/** One value stands for a list of one. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function whole(value: Value | undefined, low: number, high: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= low && value <= high ? value : null;
}

export function text(value: Value | undefined): string {
  return typeof value === "string" && value.trim() ? value : "";
}

/** The elements of a section that are maps, in the order of their ids. */
export function elements(registers: Registers, section: string): [string, Given][] {
  const found: [string, Given][] = [];
  for (const [path, value] of registers) {
    const [first, id, ...more] = path.split("/");
    const given = mapOf(value);
    if (first === section && id && more.length === 0 && given) found.push([id, given]);
  }
  return found.sort(([one], [other]) => (one < other ? -1 : 1));
}
