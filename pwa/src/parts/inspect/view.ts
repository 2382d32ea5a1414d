/**
 * A visit as the screens see it: its items with everybody's observations beside each other, what they come to, the
 * running score, and who is where. Live; worked out anew only for the items that changed.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { ChecklistItem } from "../../model/generated";
import { dashed, idOf } from "../../model/ids";
import {
  type ItemResult,
  ofItem,
  type Ruled,
  type Seen,
  sections,
  type Verdict,
  type VerdictRule,
  type VisitScore,
  visitScore,
  walked,
} from "../../model/inspection";
import { type Standing, timing, visitStanding } from "../../model/visit";
import type { Doc, Hex, PhotoReference, Value } from "../../sync/interface";
import { all, docAt, mine } from "../here";

/** 所见: one inspector's observation of an item. */
export interface Observed extends Seen {
  readonly doc: Doc;
  readonly by: Hex;
  /** When it was seen, and how that stands to the finish. */
  readonly atMs: number;
  readonly timing: "in_time" | "late" | "apart";
  readonly photos: readonly string[];
}

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
  readonly rule: VerdictRule;
  readonly checklist: Doc | undefined;
  readonly rows: readonly Row[];
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
  const kept = new Map<string, Row>();
  const read = new WeakMap<Doc, Observed>();
  return computed(() => {
    const doc = docAt(id);
    if (doc?.kind !== "visit") return null;
    const standing = visitStanding(doc.registers);
    const team = all("inspection_team").find((one) => idOf(one.registers.get("visit")?.value) === id);
    const checklist = docAt(idOf(doc.registers.get("checklist")?.value));
    const rule = (doc.registers.get("rule")?.value ?? "worst") as VerdictRule;
    const items = itemsOf(checklist);
    const known = sections(items);
    const inSection = new Map([...known].flatMap(([first, ids]) => ids.map((each) => [each, first] as const)));
    const observed = observedIn(id, doc, standing, read);
    const rulings = rulingsIn(id, idOf(team?.registers.get("leader")?.value));
    const rows = items.map(([item, value], at): Row => {
      const seen = observed.get(item) ?? NOTHING;
      const ruling = rulings.get(item) ?? null;
      const before = kept.get(item);
      if (before && before.item === value && sameDocs(before.seen, seen) && ruledAlike(before, ruling)) return before;
      const own = seen.find(({ by }) => by === mine().person) ?? null;
      const counts = seen.filter(({ timing: when }) => when !== "apart");
      const result = ofItem(value, counts, ruling, rule);
      const row = { id: item, number: at + 1, item: value, section: inSection.get(item) ?? item, seen, own, result };
      rulingOf.set(row, ruling);
      kept.set(item, row);
      return row;
    });
    return {
      id,
      doc,
      standing,
      place: idOf(doc.registers.get("place")?.value),
      leader: idOf(team?.registers.get("leader")?.value),
      members: team ? membersOf(team) : [],
      rule,
      checklist,
      rows,
      sections: known,
      score: visitScore(items, new Map(rows.map((row) => [row.id, row.result]))),
    };
  });
}

const NOTHING: readonly Observed[] = [];
/** The ruling that a row was worked out with. */
const rulingOf = new WeakMap<Row, Ruled | null>();

function ruledAlike(row: Row, ruling: Ruled | null): boolean {
  return rulingOf.get(row) === ruling;
}

function sameDocs(one: readonly Observed[], other: readonly Observed[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

const items = new WeakMap<Doc, [string, ChecklistItem][]>();

/** The checklist's items in the order in which one walks through them; read once for each version of the document. */
export function itemsOf(checklist: Doc | undefined): [string, ChecklistItem][] {
  if (!checklist) return [];
  let found = items.get(checklist);
  if (!found) {
    const held: [string, ChecklistItem][] = [];
    for (const [path, { value }] of checklist.registers) {
      if (path.startsWith("items/") && value !== null) held.push([path.slice(6), value as unknown as ChecklistItem]);
    }
    found = walked(held) as [string, ChecklistItem][];
    items.set(checklist, found);
  }
  return found;
}

export function membersOf(team: Doc): Hex[] {
  const found: Hex[] = [];
  for (const [path, { value }] of team.registers) {
    const member = path.startsWith("members/") && value === true ? idOf(path.slice(8)) : null;
    if (member) found.push(member);
  }
  return found.sort();
}

function observedIn(
  visit: Hex,
  doc: Doc,
  standing: Standing,
  read: WeakMap<Doc, Observed>,
): Map<string, readonly Observed[]> {
  const found = new Map<string, Observed[]>();
  for (const each of all("observation")) {
    if (idOf(each.registers.get("visit")?.value) !== visit) continue;
    const item = each.registers.get("item")?.value;
    if (typeof item !== "string") continue;
    const now = timing(doc.registers, standing, verdictOf(each)?.receivedMs ?? null);
    let seen = read.get(each);
    if (!seen || seen.timing !== now) {
      seen = observedOf(each, now);
      read.set(each, seen);
    }
    const list = found.get(item);
    if (list) list.push(seen);
    else found.set(item, [seen]);
  }
  for (const list of found.values()) list.sort((one, other) => (one.by < other.by ? -1 : 1));
  return found;
}

const verdictOf = (doc: Doc) => doc.registers.get("verdict");

export function observedOf(doc: Doc, when: Observed["timing"]): Observed {
  const { registers } = doc;
  const at = (path: string): Value => registers.get(path)?.value ?? null;
  const deduction = at("deduction") as { readonly points?: string | number } | null;
  let failed = 0;
  const photos: string[] = [];
  for (const [path, { value }] of registers) {
    if (path.startsWith("children/") && value === "fail") failed++;
    if (path.startsWith("photos/") && value !== null) photos.push((value as PhotoReference).blob);
  }
  const verdict = verdictOf(doc);
  const by = idOf(at("inspector")) ?? "";
  return {
    doc,
    by,
    inspector: dashed(by),
    verdict: (verdict?.value ?? "unseen") as Verdict,
    points: at("points") as string | number | null,
    lost: deduction?.points ?? null,
    failed,
    count: Number(at("count") ?? 1),
    atMs: verdict ? Number.parseInt(verdict.stamp.slice(0, 12), 16) : 0,
    timing: when,
    photos,
  };
}

/** What the leader of today has ruled; another's ruling holds where this one has none. */
function rulingsIn(visit: Hex, leader: Hex | null): Map<string, Ruled> {
  const found = new Map<string, Ruled>();
  for (const each of all("visit_ruling")) {
    if (idOf(each.registers.get("visit")?.value) !== visit) continue;
    const item = each.registers.get("item")?.value;
    const ruled = ruledIn(each, leader);
    if (typeof item === "string" && ruled) found.set(item, ruled);
  }
  return found;
}

export function ruledIn(doc: Doc, leader: Hex | null): (Ruled & { readonly reason: string }) | null {
  const own = leader && doc.registers.get(`by/${dashed(leader)}`)?.value;
  if (own) return own as unknown as Ruled & { reason: string };
  let last: { readonly stamp: Hex; readonly value: Value } | null = null;
  for (const [path, register] of doc.registers) {
    if (path.startsWith("by/") && register.value !== null && (!last || register.stamp > last.stamp)) last = register;
  }
  return last ? (last.value as unknown as Ruled & { reason: string }) : null;
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

/** The visits that this phone knows, those that go on first. */
export function visits(): Doc[] {
  const rank: Readonly<Record<string, number>> = { begun: 0, planned: 1, finished: 2, published: 3, cancelled: 4 };
  const place = (doc: Doc): number => rank[visitStanding(doc.registers).state] ?? 9;
  return [...all("visit")].sort((one, other) => place(one) - place(other) || (one.id < other.id ? 1 : -1));
}
