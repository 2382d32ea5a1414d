/**
 * A visit as the screens see it: its items with everybody's observations beside each other, what they come to, the
 * running score, and who is where. Live; worked out anew only for the items that changed.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { ChecklistItem } from "../../model/generated";
import { dashed, idOf } from "../../model/ids";
import type { ItemResult, Verdict, VisitScore } from "../../model/inspection";
import type { Standing } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";
import { all, docAt, mine } from "../here";
import type { Filter } from "./filter";
import { type Observed, visitOf } from "./gathered";
import { readOf, Sums } from "./table";

export type { Observed } from "./gathered";

/** One item of the checklist with all that is known of it. */
export interface Row {
  readonly id: string;
  readonly number: number;
  readonly item: ChecklistItem;
  /** First item of its section. */
  readonly section: string;
  readonly seen: readonly Observed[];
  readonly own: Observed | null;
  readonly result: ItemResult;
}

export interface Visit {
  readonly id: Hex;
  readonly doc: Doc;
  readonly standing: Standing;
  readonly place: Hex | null;
  readonly leader: Hex | null;
  readonly members: readonly Hex[];
  readonly checklist: Doc | undefined;
  readonly rows: readonly Row[];
  /** How many rows each filter would show. */
  readonly counts: Readonly<Record<Filter, number>>;
  /** First item to the items of its section. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  readonly score: VisitScore;
}

export const SHOWN_VERDICTS: readonly Verdict[] = ["pass", "fail", "na"];

const views = new Map<Hex, ReadonlySignal<Visit | null>>();

/** The visit of this id; null while it isn't here. Only the last few are kept. */
export function visitAt(id: Hex): Visit | null {
  let view = views.get(id);
  if (!view) {
    if (views.size > 3) views.clear();
    view = viewOf(id);
    views.set(id, view);
  }
  return view.value;
}

function viewOf(id: Hex): ReadonlySignal<Visit | null> {
  const sums = new Sums(id);
  const { table } = sums;
  return computed(() => {
    const doc = docAt(id);
    if (doc?.kind !== "visit") return null;
    const team = all("inspection_team").find((one) => visitOf(one) === id);
    const checklist = docAt(idOf(doc.registers.get("checklist")?.value));
    const [observations, rulings] = [all("observation"), all("visit_ruling")];
    const standing = sums.take({ visit: doc, checklist, observations, rulings, me: mine().person });
    return {
      id,
      doc,
      standing,
      place: idOf(doc.registers.get("place")?.value),
      leader: idOf(team?.registers.get("leader")?.value),
      members: team ? membersOf(team) : [],
      checklist,
      rows: table.rows,
      counts: table.counts.told(),
      sections: readOf(checklist, doc).sections,
      score: table.score.told(),
    };
  });
}

export function membersOf(team: Doc): Hex[] {
  const found: Hex[] = [];
  for (const [path, { value }] of team.registers) {
    const member = path.startsWith("members/") && value === true ? idOf(path.slice(8)) : null;
    if (member) found.push(member);
  }
  return found.sort();
}

/** What somebody is called: by the roster, or by the team where the roster here doesn't have them. */
export function nameOf(id: Hex | null): string {
  if (!id) return "";
  const known = docAt(id)?.registers.get("name")?.value;
  if (typeof known === "string") return known;
  for (const { registers } of all("inspection_team")) {
    const told = registers.get(`names/${dashed(id)}`)?.value;
    if (typeof told === "string") return told;
  }
  return "";
}
