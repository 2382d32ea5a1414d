/** Who belongs to a place that may be inspected, as the server asks it (models/roster.py): for choosing, not for judging. */
import { under } from "../../model/people";
import type { Person } from "../../model/person";
import type { Hex } from "../../sync/interface";
import { units } from "../roster";

/** Of the unit or one below it, or head of it or of one above it; of the institution where that is the place. */
export function belongs(person: Person, place: Hex): boolean {
  const places = units.value;
  if (!places.some(({ id }) => id === place)) return person.institution === place;
  const above = new Set<Hex>();
  for (let here: Hex | null = place; here && !above.has(here); ) {
    above.add(here);
    here = places.find(({ id }) => id === here)?.parent ?? null;
  }
  if (person.roles.some(({ role, at }) => role === "head" && at !== null && above.has(at))) return true;
  const below = under(place, places);
  return person.units.some((unit) => below.has(unit));
}
