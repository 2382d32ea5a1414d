/** Who may review, publish, confirm, run and assign: what the screens offer; the server judges by the same rules. */

import { valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import { personOf } from "../../model/person";
import type { Doc, Hex } from "../../sync/interface";
import { all, person, personAt, today } from "../here";
import { holds, inOffice, leads } from "./leading";

export { inOffice, leads };

const institutionOf = (doc: Doc) => idOf(valueAt(doc, "institution"));

function places(id: Hex | null): Hex[] {
  const found = id ? personAt(id) : null;
  return found ? [...found.units, ...found.branches] : [];
}

/** Whether I answer for somebody. */
export function leadsPerson(id: Hex | null): boolean {
  return places(id).some((place) => leads(place));
}

export function mayReview(pledge: Doc): boolean {
  const pledger = idOf(valueAt(pledge, "pledger"));
  if (pledger === person.value?.id) return false;
  if (inOffice(institutionOf(pledge))) return true;
  const own = idOf(valueAt(pledge, "unit")) ?? idOf(valueAt(pledge, "branch"));
  return own ? leads(own, true) : leadsPerson(pledger);
}

export function mayPublish(pledge: Doc): boolean {
  const own = idOf(valueAt(pledge, "pledger")) === person.value?.id;
  return !own && (mayReview(pledge) || holds("admin", [institutionOf(pledge)]));
}

export function mayConfirm(record: Doc): boolean {
  const doer = idOf(valueAt(record, "person"));
  if (doer === person.value?.id) return false;
  return (valueAt(record, "upward") === true && inOffice(institutionOf(record))) || leadsPerson(doer);
}

/** Whether nobody but the office can confirm what I did. */
export function goesUpward(): boolean {
  const own = person.value;
  const people = all("person").map((doc) => personOf(doc, today.value));
  const at = own ? [...own.units, ...own.branches] : [];
  return !people.some((other) => other.id !== own?.id && at.some((place) => leads(place, false, other)));
}

/** The places for which I may call people together: the institution, my units, my branch. */
export function myPlaces(): Hex[] {
  const own = person.value;
  const found: Hex[] = [];
  if (own?.institution && (inOffice() || holds("admin", [own.institution]))) found.push(own.institution);
  for (const { role, at } of own?.roles ?? []) if (at && (role === "head" || role === "secretary")) found.push(at);
  return [...new Set(found)];
}

export function mayRun(activity: Doc): boolean {
  const place = idOf(valueAt(activity, "place"));
  if (idOf(valueAt(activity, "organiser")) === person.value?.id) return true;
  return place !== null && (myPlaces().includes(place) || leads(place));
}

/** Whether I may hand tasks out. */
export function mayAssign(): boolean {
  return inOffice() || myPlaces().length > 0;
}

export function mayAssignTo(id: Hex): boolean {
  return id !== person.value?.id && (inOffice(personAt(id)?.institution) || leadsPerson(id));
}
