/** 推荐的对象: whom an award of a programme may be given to. */
import type { Given } from "../model/given";
import { shared } from "../model/people";
import { isOutside } from "../model/selector";
import { placesOf } from "../model/selector-places";
import type { Doc, Hex } from "../sync/interface";
import { personAt, placeName } from "./here";
import { peopleOf } from "./owed";
import { nameOf } from "./person-line";
import { runningOf, sceneOf } from "./plans";

/** Whom the award is for: places or people; everybody and every place, where it doesn't say. */
export function fits(given: Given, doc: Doc): { id: Hex; name: string }[] {
  const here = sceneOf(runningOf(doc));
  const subjects = [given.subject ?? null].flat().filter((each) => each !== null && !isOutside(each, here));
  const places = placesOf(subjects.length > 0 ? subjects : "unit", here);
  const people = peopleOf(subjects.length > 0 ? subjects : "person", here);
  const named = people.flatMap(({ id }) => personAt(id) ?? []).sort((one, other) => one.name.localeCompare(other.name));
  const twice = shared(named);
  return [
    ...places.map((id) => ({ id, name: placeName(id) })),
    ...named.map((one) => ({ id: one.id, name: nameOf(one, twice) })),
  ];
}
