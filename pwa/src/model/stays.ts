/**
 * 任职经历: stays in units and branches and roles over time, and the writes that move somebody from a day on.
 * Promises: pure; a move never rewrites what lies before its day; what begins on the very day is corrected in place.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import { addDays, type Day } from "./day";
import { bytesOf, idOf } from "./ids";

export type Family = "memberships" | "branches" | "roles";
export type Write = readonly [string, Value];

const PLACE: Record<Family, string> = { memberships: "unit", branches: "branch", roles: "at" };

/** One stay or role; an open one has no last day. */
export interface Stay {
  readonly path: string;
  readonly family: Family;
  readonly place: Hex | null;
  /** Empty but for roles. */
  readonly role: string;
  readonly from: Day;
  readonly to: Day | null;
}

function fields(value: Value): { [key: string]: Value } | null {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? value
    : null;
}

/** The stays of a family in the order in which they begin. */
export function staysOf(doc: Doc | undefined, family: Family): Stay[] {
  const found: Stay[] = [];
  for (const [path, { value }] of doc?.registers ?? []) {
    const given = path.startsWith(`${family}/`) ? fields(value) : null;
    if (!given || typeof given.from !== "string") continue;
    const to = typeof given.to === "string" ? given.to : null;
    const role = typeof given.role === "string" ? given.role : "";
    found.push({ path, family, place: idOf(given[PLACE[family]]), role, from: given.from, to });
  }
  return found.sort((one, other) =>
    one.from < other.from ? -1 : one.from > other.from ? 1 : one.path < other.path ? -1 : 1,
  );
}

export function covers({ from, to }: Pick<Stay, "from" | "to">, day: Day): boolean {
  return from <= day && (to === null || day <= to);
}

/** The stay that speaks for the person on a day: the first by its register's name, as on the server. */
export function standing(stays: readonly Stay[], day: Day): Stay | undefined {
  return stays.filter((stay) => covers(stay, day)).sort((one, other) => (one.path < other.path ? -1 : 1))[0];
}

function held(stay: Stay): { [key: string]: Value } {
  const place = stay.place === null ? null : bytesOf(stay.place);
  const value: { [key: string]: Value } = { [PLACE[stay.family]]: place, from: stay.from, to: stay.to };
  return stay.family === "roles" ? { ...value, role: stay.role } : value;
}

/** The writes after which a stay's last day is this one; what had not begun by then is taken away. */
export function ended(stay: Stay, last: Day): Write[] {
  return [[stay.path, last < stay.from ? null : held({ ...stay, to: last })]];
}

/** A register's name that this family of the document doesn't use yet. */
function freePath(doc: Doc, family: Family, day: Day): string {
  const name = `${family}/d${day.replaceAll("-", "")}`;
  for (let count = 0; ; count++) {
    const path = count === 0 ? name : `${name}.${count}`;
    const taken = doc.registers.get(path);
    if (!taken || taken.value === null) return path;
  }
}

/** The writes that begin a stay or role at a place on a day, beside those that there are. */
export function begun(doc: Doc, family: Family, place: Hex, from: Day, role = "", to: Day | null = null): Write[] {
  const path = freePath(doc, family, from);
  return [[path, held({ path, family, place, role, from, to })]];
}

/** The writes that move somebody: the stay that speaks for them ends the day before, the new one begins. */
export function moved(doc: Doc, family: "memberships" | "branches", place: Hex, day: Day): Write[] {
  const stays = staysOf(doc, family);
  if (stays.some((stay) => stay.place === place && covers(stay, day))) return [];
  const now = standing(stays, day);
  if (!now) return begun(doc, family, place, day);
  if (now.from >= day) return [[now.path, held({ ...now, place })]];
  return [...ended(now, addDays(day, -1)), ...begun(doc, family, place, day)];
}
