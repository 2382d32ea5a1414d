/** Of whom a head or secretary answers for, those who had come by a day. */
import { cameBy } from "../model/came";
import type { Day } from "../model/day";
import type { Person } from "../model/person";
import { type Charge, members } from "./charge";
import { docAt } from "./here";

export function membersBy(charge: Charge, day: Day): Person[] {
  return members(charge).filter(({ id }) => cameBy(docAt(id), day));
}
