/** What of results, findings and orders this screen may show: what its meeting was told of, else what whoever is signed in on it reads. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { View } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { inOffice } from "../deeds/leading";
import { all, isAdmin, person } from "../here";
import { monthAt } from "../meeting/month-told";

/** All of the institution's; those of the departments in which the branch's members work; what somebody answers for; nothing. */
export type Reach = "all" | "branch" | "own" | "none";

const NARROW: Readonly<Partial<Record<View, string>>> = {
  findings: "finding",
  orders: "order",
  results: "period_result",
};

export function monthOfMeeting(meeting: Doc): Doc | undefined {
  return monthAt(idOf(valueAt(meeting, "activity")));
}

export function reachOf(view: View, meeting: Doc): Reach {
  const kind = NARROW[view];
  if (!kind) return "all";
  if (view !== "results" && monthOfMeeting(meeting)) return "branch";
  if (inOffice() || isAdmin.value) return "all";
  const roles = person.value?.roles.map(({ role }) => role) ?? [];
  if (view === "results") return roles.includes("secretary") ? "all" : "none";
  return all(kind).length > 0 || roles.includes("head") ? "own" : "none";
}
