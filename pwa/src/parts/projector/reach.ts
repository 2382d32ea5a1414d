/** What of the institution's results, findings and orders this screen may show: what whoever is signed in on it reads, no more. */
import type { View } from "../../model/projector";
import { inOffice } from "../deeds/leading";
import { all, isAdmin, person } from "../here";

/** All of the institution's; what somebody answers for; nothing. */
export type Reach = "all" | "own" | "none";

const NARROW: Readonly<Partial<Record<View, string>>> = {
  findings: "finding",
  orders: "order",
  results: "period_result",
};

export function reachOf(view: View): Reach {
  const kind = NARROW[view];
  if (!kind || inOffice() || isAdmin.value) return "all";
  const roles = person.value?.roles.map(({ role }) => role) ?? [];
  if (view === "results") return roles.includes("secretary") ? "all" : "none";
  return all(kind).length > 0 || roles.includes("head") ? "own" : "none";
}
