/**
 * The observations of a visit by their item, kept up as they come.
 * Promises: what has not changed is not read again, and stays the same object; one answer concerns one item.
 */
import { counting, rulingIn, saidIn, timingOf } from "../../model/counted";
import { dashed, idOf } from "../../model/ids";
import type { Ruled, Seen } from "../../model/inspection";
import type { Standing } from "../../model/visit";
import type { Doc, Hex, PhotoReference } from "../../sync/interface";

/** 所见: one inspector's observation of an item. */
export interface Observed extends Seen {
  readonly doc: Doc;
  readonly by: Hex;
  /** When it was seen, and how that stands to the finish. */
  readonly atMs: number;
  readonly timing: "in_time" | "late" | "apart";
  /** What of it counts; null where nothing does. */
  readonly counted: Seen | null;
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
    let seen = this.#read.get(doc);
    if (!seen || seen.timing !== timingOf(doc.registers, visit.registers, standing)) {
      seen = observedOf(doc, visit, standing);
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

/** What the leaders of a visit have ruled, by item. */
export function rulingsOf(visit: Hex, list: readonly Doc[]): Map<string, Ruled> {
  const found = new Map<string, Ruled>();
  for (const each of list) {
    if (visitOf(each) !== visit) continue;
    const [item, ruled] = [each.registers.get("item")?.value, rulingIn(each.registers)];
    if (typeof item === "string" && ruled) found.set(item, ruled);
  }
  return found;
}

function observedOf(doc: Doc, visit: Doc, standing: Standing): Observed {
  const { registers } = doc;
  const photos: string[] = [];
  for (const [path, { value }] of registers) {
    if (path.startsWith("photos/") && value !== null) photos.push((value as PhotoReference).blob);
  }
  const verdict = registers.get("verdict");
  const by = idOf(registers.get("inspector")?.value) ?? "";
  const inspector = dashed(by);
  const counted = counting(registers, visit.registers, standing);
  return {
    doc,
    by,
    inspector,
    ...saidIn(registers),
    atMs: verdict ? Number.parseInt(verdict.stamp.slice(0, 12), 16) : 0,
    timing: timingOf(registers, visit.registers, standing),
    counted: counted && { inspector, ...counted },
    photos,
  };
}
