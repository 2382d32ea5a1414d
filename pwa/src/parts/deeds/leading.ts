/** Who leads what: heads their units and those below, secretaries their branch, leaders and supervisors the institution. */
import { idOf } from "../../model/ids";
import type { Person } from "../../model/person";
import type { Hex } from "../../sync/interface";
import { docAt, person } from "../here";

/** A unit and those above it; a branch has none here. */
export function ancestors(place: Hex): Hex[] {
  const path: Hex[] = [];
  for (let here: Hex | null = place; here && docAt(here)?.kind === "unit" && !path.includes(here); ) {
    path.push(here);
    here = idOf(docAt(here)?.registers.get("parent")?.value);
  }
  return path;
}

export function holds(role: string, places: readonly (Hex | null)[], of: Person | null = person.value): boolean {
  return of?.roles.some((held) => held.role === role && places.includes(held.at)) ?? false;
}

/** Heads of a unit or of one above it (`strictly`: above it), a branch's secretaries. */
export function leads(place: Hex, strictly = false, of: Person | null = person.value): boolean {
  const above = ancestors(place);
  if (above.length > 0) return holds("head", above.slice(strictly ? 1 : 0), of);
  return !strictly && holds("secretary", [place], of);
}

/** Leaders and supervisors of an institution; one's own where none is named. */
export function inOffice(at: Hex | null = person.value?.institution ?? null): boolean {
  return holds("leader", [at]) || holds("supervisor", [at]);
}
