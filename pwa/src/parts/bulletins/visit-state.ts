/** How a visit stands, for those who publish it: fetched apart, since it comes with all that inspectors' screens need. */
import { signal } from "@preact/signals";
import type { VisitState } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";

type Standing = typeof import("./visit-standing");

const standing = signal<Standing | null>(null);
let asked = false;

/** The state; null for the moment in which it is fetched. */
export function visitState(visit: Doc): VisitState | null {
  return fetched()?.stateOf(visit) ?? null;
}

/** What the visit found wanting, by item, with the observations that say so; nothing for that moment. */
export function wanting(visit: Doc): ReadonlyMap<string, ReadonlySet<Hex>> {
  return fetched()?.wantingOf(visit) ?? new Map();
}

function fetched(): Standing | null {
  if (!asked) {
    asked = true;
    void import("./visit-standing").then(
      (module) => {
        standing.value = module;
      },
      () => {
        asked = false;
      },
    );
  }
  return standing.value;
}
