/** How a visit stands, for those who publish it: fetched apart, since it comes with all that inspectors' screens need. */
import { signal } from "@preact/signals";
import type { visitStanding, VisitState } from "../../model/visit";
import type { Doc } from "../../sync/interface";

const standing = signal<typeof visitStanding | null>(null);
let asked = false;

/** The state; null for the moment in which it is fetched. */
export function visitState(visit: Doc): VisitState | null {
  if (!asked) {
    asked = true;
    void import("../../model/visit").then(
      (module) => {
        standing.value = module.visitStanding;
      },
      () => {
        asked = false;
      },
    );
  }
  return standing.value?.(visit.registers).state ?? null;
}
