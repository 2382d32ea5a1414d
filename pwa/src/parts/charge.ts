/** 负责的科室、支部: what a head or secretary answers for, who belongs to it, and who has submitted on a day. Live. */
import type { Day } from "../model/day";
import { type Evaluation, evaluationOf, withoutVersion } from "../model/evaluation";
import { byName, under } from "../model/people";
import type { Person } from "../model/person";
import type { Hex } from "../sync/interface";
import { all, person, selfForm } from "./here";
import { branches, people, units } from "./roster";

export interface Charge {
  readonly at: Hex;
  readonly kind: "unit" | "branch";
}

/** The units and branches that this person answers for. */
export function charges(): Charge[] {
  const found: Charge[] = [];
  for (const { role, at } of person.value?.roles ?? []) {
    if (at && role === "head") found.push({ at, kind: "unit" });
    if (at && role === "secretary") found.push({ at, kind: "branch" });
  }
  return found;
}

export function members(charge: Charge): Person[] {
  const places = under(charge.at, charge.kind === "unit" ? units.value : branches.value);
  const mine = (one: Person) => (charge.kind === "unit" ? one.units : one.branches).some((at) => places.has(at));
  return people.value.filter(mine).sort(byName);
}

/** The submitted self-evaluations of a day that this person holds, by who wrote them. */
export function submitted(day: Day): Map<Hex, Evaluation> {
  const found = new Map<Hex, Evaluation>();
  for (const doc of all("self_evaluation")) {
    const evaluation = evaluationOf(doc);
    if (evaluation?.day !== day || evaluation.submittedMs === null) continue;
    if (withoutVersion(evaluation.form) === withoutVersion(selfForm.value)) found.set(evaluation.person, evaluation);
  }
  return found;
}
