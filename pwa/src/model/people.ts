/**
 * 名册: units and branches as trees, and people found in them.
 * Promises: pure; search takes names, pinyin initials and staff numbers.
 */
import type { Doc, Hex } from "../sync/interface";
import { idOf } from "./ids";
import { type Person, textAt } from "./person";

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
