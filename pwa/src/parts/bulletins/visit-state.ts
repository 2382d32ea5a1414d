/** How a visit stands, for those who publish it: fetched apart, since it comes with all that inspectors' screens need. */
import { signal } from "@preact/signals";
import type { VisitState } from "../../model/visit";
import type { Doc } from "../../sync/interface";

const standing = signal<((visit: Doc) => VisitState) | null>(null);
let asked = false;

/** The state; null for the moment in which it is fetched. */
export function visitState(visit: Doc): VisitState | null {
  if (!asked) {
    asked = true;
    void import("./visit-standing").then(
      (module) => {
        standing.value = module.stateOf;
      },
      () => {
        asked = false;
      },
    );
  }
  return standing.value?.(visit) ?? null;
}
