/**
 * Editing a programme: its elements in order, the writes of an edit, the next version, and what differs between two.
 * Promises: pure; nothing that the editor doesn't know is lost, for an edit writes the whole element with what it had.
 */
import type { Value } from "../sync/interface";
import { SECTION_NAMES } from "./bundle-sections";
import { type Given, mapOf, type Registers } from "./given";

export type Write = readonly [string, Value];

/** Within the limits of a change (protocol §4) with room to spare. */
const WRITES_MAX = 400;
const LETTERS_MAX = 60_000;

export interface Placed {
  readonly id: string;
  readonly value: Given;
}

function orderOf({ value }: Placed): number {
  return typeof value.order === "number" ? value.order : 0;
}

/** What stands right under a path ("stages", "forms/self"), by its order and then by its id. */
export function placedIn(registers: Registers, above: string): readonly Placed[] {
  const found: Placed[] = [];
  for (const [path, given] of registers) {
    const cut = path.lastIndexOf("/");
    const value = path.slice(0, cut) === above ? mapOf(given) : null;
    if (value) found.push({ id: path.slice(cut + 1), value });
  }
  return found.sort((one, other) => orderOf(one) - orderOf(other) || (one.id < other.id ? -1 : 1));
}

/** An element with one field set, or without it. */
export function withField(given: Given, name: string, value: Value): Given {
  const { [name]: _, ...rest } = given;
  return isEmpty(value) ? rest : { ...rest, [name]: value };
}

export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  const map = mapOf(value);
  return map !== null && Object.keys(map).length === 0;
}

/** The order for one more element at the end. */
export function orderAtEnd(list: readonly Placed[]): number {
  return Math.max(0, ...list.map(orderOf)) + 1;
}

/** The writes that move an element one place up or down: all get their places anew where they were not apart. */
export function moving(list: readonly Placed[], id: string, by: -1 | 1, above: string): readonly Write[] {
  const at = list.findIndex((each) => each.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return [];
  const next = [...list];
  [next[at], next[to]] = [next[to] as Placed, next[at] as Placed];
  return next.flatMap((each, place) =>
    orderOf(each) === place + 1 ? [] : [[`${above}/${each.id}`, { ...each.value, order: place + 1 }] as Write],
  );
}

/** Removes an element with all that stands under it. */
export function removing(registers: Registers, path: string): readonly Write[] {
  const under = [...registers].filter(
    ([each, value]) => value !== null && (each === path || each.startsWith(`${path}/`)),
  );
  return under.map(([each]) => [each, null]);
}

const ID = /^[a-z0-9_.-]{1,48}$/;

export function isFreeId(id: string, list: readonly Placed[]): boolean {
  return ID.test(id) && !list.some((each) => each.id === id);
}

/** What a new version keeps of the one before: all but what belongs to its having been published. */
export function nextVersion(registers: Registers, former: Uint8Array): readonly Write[] {
  const version = registers.get("version");
  const head: Write[] = [
    ["institution", registers.get("institution") ?? null],
    ["code", registers.get("code") ?? null],
    ["version", (typeof version === "number" ? version : 1) + 1],
    ["supersedes", former],
  ];
  const own = new Set(["institution", "code", "version", "supersedes", "published", "ended_on"]);
  const rest = [...registers].filter(([path, value]) => value !== null && !own.has(path));
  return [...head, ...rest];
}

/** Writes in changes that are small enough, the first of them first. */
export function inChanges(writes: readonly Write[]): readonly (readonly Write[])[] {
  const parts: Write[][] = [[]];
  let letters = 0;
  for (const write of writes) {
    const weight = JSON.stringify(write).length;
    let last = parts[parts.length - 1] as Write[];
    if (last.length > 0 && (last.length >= WRITES_MAX || letters + weight > LETTERS_MAX)) {
      last = [];
      parts.push(last);
      letters = 0;
    }
    last.push(write);
    letters += weight;
  }
  return parts;
}

/** 改动: one element that differs between two versions. */
export interface Difference {
  readonly section: string;
  readonly path: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: Given | null;
  readonly after: Given | null;
  /** The names of the fields that differ, in their order. */
  readonly fields: readonly string[];
}

/** What differs between two versions, section by section; places in the order are no difference. */
export function differences(before: Registers, after: Registers): readonly Difference[] {
  const found: Difference[] = [];
  const sections: readonly string[] = ["about", ...SECTION_NAMES];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (const section of sections) {
    for (const path of paths) {
      if (!path.startsWith(`${section}/`)) continue;
      const difference = differing(section, path, asMap(before.get(path)), asMap(after.get(path)));
      if (difference) found.push(difference);
    }
  }
  return found;
}

/** A register's value as a map: of a programme's own fields, each is a register by itself. */
function asMap(value: Value | undefined): Given | null {
  if (value === undefined || value === null) return null;
  return mapOf(value) ?? { value };
}

function differing(section: string, path: string, before: Given | null, after: Given | null): Difference | null {
  if (!before && !after) return null;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) => name !== "order",
  );
  const fields = names.filter((name) => spelled(before?.[name]) !== spelled(after?.[name]));
  if (before && after && fields.length === 0) return null;
  const kind = !before ? "added" : !after ? "removed" : "changed";
  return { section, path, kind, before, after, fields };
}

/** Equal values have equal spellings, whatever the order of a map's keys. */
function spelled(value: Value | undefined): string {
  if (isEmpty(value)) return "";
  const map = mapOf(value);
  if (map) {
    const keys = Object.keys(map).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${spelled(map[key])}`).join(",")}}`;
  }
  return Array.isArray(value) ? `[${value.map(spelled).join(",")}]` : JSON.stringify(value);
}
