/** Which grades of closed periods this device knows of, and which of them this person decides on. */

import { type PeriodDecision, periodDecisionOf } from "../model/period-decision";
import { has } from "../model/person";
import { all, person, replica } from "./here";

const DECIDING = { leader: ["leader"], supervisor: ["supervisor", "admin"], secretary: ["secretary"] } as const;

export function allDecisions(): PeriodDecision[] {
  return all("period_decision")
    .map(periodDecisionOf)
    .filter(({ isVoid, decided }) => decided || !isVoid);
}

/** Whether this person decides on it: by the role that is named, in one's own branch, and never on oneself. */
export function decides({ decider, branch, subject }: PeriodDecision): boolean {
  if (subject === replica.value?.person) return false;
  if (decider === "secretary")
    return person.value?.roles.some(({ role, at }) => role === "secretary" && at === branch) ?? false;
  return has(person.value, ...(DECIDING[decider as keyof typeof DECIDING] ?? []));
}
