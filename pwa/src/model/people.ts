/**
 * 人员: people, their units, branches and roles, as the roster's documents say.
 * Promises: pure; a person without a name still shows as something; search takes names and pinyin initials.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import { idOf } from "./ids";

export type RoleName = "staff" | "head" | "secretary" | "leader" | "inspector" | "supervisor" | "admin";

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

function textAt(doc: Doc | undefined, path: string): string {
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

/** 单位: a department, service window or party branch: one of the two trees' nodes. */
export interface Place {
  readonly id: Hex;
  readonly name: string;
  readonly parent: Hex | null;
  readonly order: number;
}

export function placeOf(doc: Doc): Place {
  const order = doc.registers.get("order")?.value;
  return {
    id: doc.id,
    name: textAt(doc, "name"),
    parent: idOf(doc.registers.get("parent")?.value),
    order: typeof order === "number" ? order : 0,
  };
}

/** The place and everything under it. */
export function under(root: Hex, places: readonly Place[]): Set<Hex> {
  const found = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { id, parent } of places) {
      if (parent && found.has(parent) && !found.has(id)) {
        found.add(id);
        grew = true;
      }
    }
  }
  return found;
}

const collator = new Intl.Collator("zh-CN");

export function byName(one: Person, other: Person): number {
  return one.pinyin.localeCompare(other.pinyin) || collator.compare(one.name, other.name);
}

/** Names that more than one of these people bear: they are shown with their unit. */
export function shared(people: readonly Person[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of people) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}

/** Those whose name, pinyin initials or staff number begin with or hold what was typed; best first, order kept. */
export function find(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.trim().toLowerCase().normalize("NFKC");
  if (!wanted) return [...people];
  const first: Person[] = [];
  const then: Person[] = [];
  for (const person of people) {
    if (person.name.startsWith(wanted) || person.pinyin.startsWith(wanted)) first.push(person);
    else if ([person.name, person.pinyin, person.staffNo.toLowerCase()].some((text) => text.includes(wanted))) {
      then.push(person);
    }
  }
  return [...first, ...then];
}
