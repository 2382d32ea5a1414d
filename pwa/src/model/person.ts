/**
 * 人员: one person, their units, branches and roles, as the roster's documents say.
 * Promises: pure; a person without a name still shows as something.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import type { Role as GeneratedRole } from "./generated";
import { idOf } from "./ids";

export type RoleName = GeneratedRole;

export interface Role {
  readonly role: RoleName;
  readonly at: Hex | null;
}

export interface Person {
  readonly id: Hex;
  readonly name: string;
  readonly pinyin: string;
  readonly staffNo: string;
  readonly institution: Hex | null;
  readonly units: readonly Hex[];
  readonly branches: readonly Hex[];
  readonly roles: readonly Role[];
}

export function textAt(doc: Doc | undefined, path: string): string {
  const value = doc?.registers.get(path)?.value;
  return typeof value === "string" ? value : "";
}

function* elements(doc: Doc, family: string): Generator<{ [key: string]: Value }> {
  for (const [path, { value }] of doc.registers) {
    if (!path.startsWith(family) || value === null || typeof value !== "object") continue;
    if (!Array.isArray(value) && !(value instanceof Uint8Array)) yield value;
  }
}

/** Whether `{from, to}` holds the day, both ends included; an end that is missing is open. */
function holds(element: { [key: string]: Value }, day: Day): boolean {
  const { from, to } = element;
  return !(typeof from === "string" && from > day) && !(typeof to === "string" && to < day);
}

export function personOf(doc: Doc, day: Day): Person {
  const units: Hex[] = [];
  const branches: Hex[] = [];
  const roles: Role[] = [];
  for (const element of elements(doc, "memberships/")) {
    const unit = idOf(element.unit);
    if (unit && holds(element, day)) units.push(unit);
  }
  for (const element of elements(doc, "branches/")) {
    const branch = idOf(element.branch);
    if (branch && holds(element, day)) branches.push(branch);
  }
  for (const element of elements(doc, "roles/")) {
    if (holds(element, day)) roles.push({ role: String(element.role) as RoleName, at: idOf(element.at) });
  }
  return {
    id: doc.id,
    name: textAt(doc, "name") || doc.id.slice(-4),
    pinyin: textAt(doc, "pinyin").toLowerCase(),
    staffNo: textAt(doc, "staff_no"),
    institution: idOf(doc.registers.get("institution")?.value),
    units,
    branches,
    roles,
  };
}

export function has(person: Person | null | undefined, ...names: RoleName[]): boolean {
  return person?.roles.some(({ role }) => names.includes(role)) ?? false;
}
