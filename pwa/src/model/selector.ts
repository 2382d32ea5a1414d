/**
 * 对象选择: whom a plan means by a word or a map, over the roster as it was on a day. Mirror of models/selector.py.
 * Promises: pure. A place is spoken for by its head, a branch by its secretary; people outside the roster are nobody here.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import { listOf, mapOf } from "./given";
import { idOf } from "./ids";
import { type Person, personOf, textAt } from "./person";

/** 在册: a person as they were on a day. */
export interface Standing extends Pick<Person, "id" | "institution" | "units" | "branches" | "roles"> {
  readonly party: string;
  /** Empty where the roster doesn't say. */
  readonly profession: string;
  /** Whether the person was ever an assessor from outside. */
  readonly assesses: boolean;
}

/** 场所: a unit or a branch, as selectors ask for it; a branch has no type. */
export interface Site {
  readonly id: Hex;
  readonly name: string;
  readonly institution: Hex | null;
  readonly parent: Hex | null;
  readonly type: string | null;
}

/** 场景 */
export interface Scene {
  readonly institution: Hex;
  readonly sites: ReadonlyMap<Hex, Site>;
  /** The plan's roles by id: what of the roster fills each. */
  readonly roles: ReadonlyMap<string, Value>;
  readonly owners: ReadonlyMap<string, Hex>;
}

type Ask = (who: Standing, scene: Scene) => boolean;
interface Look {
  readonly who: Standing;
  readonly scene: Scene;
  readonly speaking: boolean;
}

const PROFESSIONAL = ["doctor", "nurse"];
const STAFF = ["staff", "person", ...PROFESSIONAL, "community_staff", "toll_collector"];
export const UNITS = new Map<string, readonly string[] | null>(
  Object.entries({
    department: ["department", "ward"],
    service_window: ["service_window"],
    window: ["service_window"],
    station: ["station"],
    section: ["office", "department"],
    office: ["office"],
    unit: null,
  }),
);
export const BRANCHES = ["branch", "party_group"];
export const DEPTH_MAX = 4;

export function standingOf(doc: Doc, day: Day): Standing {
  const held = [...doc.registers].filter(([path]) => path.startsWith("roles/"));
  const assesses = held.some(([, { value }]) => mapOf(value)?.role === "assessor");
  const profession = textAt(doc, "profession");
  return { ...personOf(doc, day), party: textAt(doc, "party") || "none", profession, assesses };
}

export function siteOf(doc: Doc): Site {
  return {
    id: doc.id,
    name: textAt(doc, "name"),
    institution: idOf(doc.registers.get("institution")?.value),
    parent: idOf(doc.registers.get("parent")?.value),
    type: doc.kind === "unit" ? textAt(doc, "type") || "department" : null,
  };
}

/** Whether the person is among those meant: a member of the party, of a window, of the staff … */
export function belongs(selectors: Value | undefined, who: Standing, scene: Scene): boolean {
  return some(selectors, { who, scene, speaking: false }, 0);
}

/** Whether the person acts for those meant: people for themselves, heads for places. */
export function speaks(selectors: Value | undefined, who: Standing, scene: Scene): boolean {
  return some(selectors, { who, scene, speaking: true }, 0);
}

/** Whether nobody of the roster can be meant: patients, the public, supervisors from outside. */
export function isOutside(selectors: Value | undefined, scene: Scene): boolean {
  return !listOf(selectors).some((each) => isKnown(each, scene, 0));
}

export function isNamed({ id, name }: Site, wanted: Value | undefined): boolean {
  return wanted === name || (wanted instanceof Uint8Array && idOf(wanted) === id);
}

function isKnown(selector: Value, scene: Scene, depth: number): boolean {
  if (typeof selector !== "string") {
    const given = mapOf(selector);
    return given !== null && !("post" in given);
  }
  if (depth > DEPTH_MAX) return false;
  if (scene.owners.has(selector)) return true;
  if (scene.roles.has(selector)) {
    return listOf(scene.roles.get(selector)).some((each) => isKnown(each, scene, depth + 1));
  }
  return STAFF.includes(selector) || UNITS.has(selector) || BRANCHES.includes(selector) || PEOPLE.has(selector);
}

function some(selectors: Value | undefined, look: Look, depth: number): boolean {
  if (look.who.institution !== look.scene.institution || depth > DEPTH_MAX) return false;
  return listOf(selectors).some((each) => one(each, look, depth));
}

function one(selector: Value, look: Look, depth: number): boolean {
  const { who, scene } = look;
  if (typeof selector === "string") {
    const owner = scene.owners.get(selector);
    if (owner !== undefined) return owner === who.id;
    return scene.roles.has(selector) ? some(scene.roles.get(selector), look, depth + 1) : word(selector, look);
  }
  const asked = Object.entries(mapOf(selector) ?? {});
  return asked.length > 0 && asked.every(([key, value]) => isAsked(key, value, who, scene));
}

function word(selector: string, { who, scene, speaking }: Look): boolean {
  const types = UNITS.get(selector);
  if (types !== undefined) {
    return (speaking ? held(who, "head") : who.units).some((at) => isOf(scene, at, types));
  }
  if (BRANCHES.includes(selector)) return (speaking ? held(who, "secretary") : who.branches).length > 0;
  if (PROFESSIONAL.includes(selector) && who.profession !== "" && who.profession !== selector) return false;
  return STAFF.includes(selector) ? isOfTheHouse(who) : (PEOPLE.get(selector)?.(who, scene) ?? false);
}

/** False for an assessor from outside: somebody with that role, no other one on that day, and no unit. */
function isOfTheHouse({ roles, units, assesses }: Standing): boolean {
  return !assesses || units.length > 0 || roles.some(({ role }) => role !== "assessor");
}

function isOf(scene: Scene, at: Hex, types: readonly string[] | null): boolean {
  const type = scene.sites.get(at)?.type;
  return type != null && (types === null || types.includes(type));
}

function isAsked(key: string, value: Value, who: Standing, scene: Scene): boolean {
  switch (key) {
    case "role":
      return typeof value === "string" && (PEOPLE.get(value)?.(who, scene) ?? held(who, value).length > 0);
    case "party":
      return who.party === value;
    case "unit_type":
      return typeof value === "string" && who.units.some((at) => isOf(scene, at, [value]));
    case "unit":
      return who.units.some((at) => isBelow(scene, at, value));
    case "branch":
      return who.branches.some((at) => isBelow(scene, at, value));
    default:
      return false;
  }
}

/** Whether the place or one above it is the one that is wanted. */
function isBelow(scene: Scene, place: Hex, wanted: Value): boolean {
  return above(place, scene).some((id) => {
    const site = scene.sites.get(id);
    return site !== undefined && isNamed(site, wanted);
  });
}

/** A place and those above it, from below; a loop ends where it closes. */
export function above(place: Hex, { sites }: Scene): Hex[] {
  const found: Hex[] = [];
  for (let here: Hex | null = place; here && !found.includes(here); here = sites.get(here)?.parent ?? null) {
    if (!sites.has(here)) break;
    found.push(here);
  }
  return found;
}

function held(who: Standing, role: string): Hex[] {
  return who.roles.flatMap((each) => (each.role === role && each.at ? [each.at] : []));
}

const leads: Ask = (who, scene) =>
  held(who, "leader").length > 0 || who.units.some((at) => isOf(scene, at, ["leadership"]));

const PEOPLE = new Map<string, Ask>(
  Object.entries<Ask>({
    party_member: ({ party }) => party === "member" || party === "probationary",
    probationary_member: ({ party }) => party === "probationary",
    leader: (who) => held(who, "leader").length > 0,
    leadership: leads,
    leadership_member: leads,
    manager: leads,
    middle_manager: (who) => held(who, "head").length > 0,
    organiser: (who, { institution }) => [...held(who, "supervisor"), ...held(who, "admin")].includes(institution),
    ...Object.fromEntries(
      ["head", "secretary", "supervisor", "admin", "inspector"].map((role) => [
        role,
        (who: Standing) => held(who, role).length > 0,
      ]),
    ),
  }),
);
