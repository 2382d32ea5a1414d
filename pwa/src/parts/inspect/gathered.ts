/**
 * The observations of a visit by their item, kept up as they come.
 * Promises: what has not changed is not read again, and stays the same object; one answer concerns one item.
 */
import { dashed, idOf } from "../../model/ids";
import type { Seen, Verdict } from "../../model/inspection";
import { type Standing, timing } from "../../model/visit";
import type { Doc, Hex, PhotoReference, Value } from "../../sync/interface";

/** 所见: one inspector's observation of an item. */
export interface Observed extends Seen {
  readonly doc: Doc;
  readonly by: Hex;
  /** When it was seen, and how that stands to the finish. */
  readonly atMs: number;
  readonly timing: "in_time" | "late" | "apart";
  readonly photos: readonly string[];
}

const NOTHING: readonly Observed[] = [];

export class Gathered {
  readonly #visit: Hex;
  readonly #read = new WeakMap<Doc, Observed>();
  #list: readonly Doc[] = [];
  #ends: Doc | null = null;
  #byItem = new Map<string, readonly Observed[]>();

  constructor(visit: Hex) {
    this.#visit = visit;
  }

  of(item: string): readonly Observed[] {
    return this.#byItem.get(item) ?? NOTHING;
  }

  /** Takes in all observations that are held now; the items that something was said of since, null for all of them. */
  take(list: readonly Doc[], visit: Doc, standing: Standing): ReadonlySet<string> | null {
    const before = this.#list;
    const ends = standing.finish === null ? null : visit;
    const anew = ends !== this.#ends || list.length < before.length;
    [this.#list, this.#ends] = [list, ends];
    if (anew) return this.#all(visit, standing);
    const touched = new Set<string>();
    for (let at = 0; at < list.length; at++) {
      const [now, old] = [list[at], before[at]];
      if (now === old || !now) continue;
      if (old && old.id !== now.id) return this.#all(visit, standing);
      const item = this.#put(now, visit, standing);
      if (item !== null) touched.add(item);
    }
    return touched;
  }

  #all(visit: Doc, standing: Standing): null {
    this.#byItem = new Map();
    for (const doc of this.#list) this.#put(doc, visit, standing);
    return null;
  }

  /** The item of this observation, where it is one of the visit. */
  #put(doc: Doc, visit: Doc, standing: Standing): string | null {
    const item = doc.registers.get("item")?.value;
    if (typeof item !== "string" || visitOf(doc) !== this.#visit) return null;
    const when = timing(visit.registers, standing, verdictOf(doc)?.receivedMs ?? null);
    let seen = this.#read.get(doc);
    if (!seen || seen.timing !== when) {
      seen = observedOf(doc, when);
      this.#read.set(doc, seen);
    }
    const others = this.of(item).filter((each) => each.doc.id !== doc.id);
    this.#byItem.set(
      item,
      [...others, seen].sort((one, other) => (one.by < other.by ? -1 : 1)),
    );
    return item;
  }
}

const visits = new WeakMap<Doc, Hex | null>();

/** The visit that a document belongs to; read once for each version of it. */
export function visitOf(doc: Doc): Hex | null {
  let found = visits.get(doc);
  if (found === undefined) {
    found = idOf(doc.registers.get("visit")?.value);
    visits.set(doc, found);
  }
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
