/**
 * The outbox: changes that the server has not yet accepted, in the order of their stamps.
 *
 * Folding. Somebody who edits offline for an hour writes the same few registers of the same few documents again and
 * again, and only the last of each counts. So the next act on a document takes up the unsent change before it: one
 * change with a new stamp, the later write per path, at the outbox's end. It is not done
 *  - to what was sent: it may have been accepted, and a change is judged once;
 *  - to what carries a closing act: a later write is then judged against a closed document, and alone;
 *  - past the limits of a change;
 *  - across the turn of an hour or a moment at which something held here closes: what was written in time is judged by
 *    its stamp and must keep it (days end on the hour, so a day is never crossed either);
 *  - where a change in between names the document (a person in a unit that is made here): moved behind that, the
 *    document would not exist when the server judges it;
 *  - where one of its writes would come to stand above somebody else's that it stood below: folding never changes what
 *    is shown;
 *  - to evidence (what an inspector sees) but into the very same registers within a minute: each keeps its own time,
 *    since somebody may have closed the visit in between, and this device doesn't know it;
 *  - likewise where a document goes from step to step (a task that is taken on, then reported): the server judges a step
 *    by those before it, and would refuse two in one.
 * A closing act itself takes up the draft before it, so answers and `submitted` arrive together or not at all.
 */
import { unhex } from "./bytes";
import { CHANGE_BYTES_MAX, type Change, encodeChange, WRITES_MAX, type Write } from "./change";
import type { Hex, Register, Value } from "./interface";
import { msOf } from "./stamp";

const HOUR_MS = 3_600_000;
const CLOSING = new Set(["submitted", "opened", "published"]);
/** Evidence, and documents that go from step to step. */
const APART = new Set("visit observation pledge contracted_task order assistance nomination month_close".split(" "));
const ALIKE_MS_MAX = 60_000;

/** Whether these writes close something: others wait for them, and nothing more is folded in. */
export function closes(writes: readonly Write[]): boolean {
  return writes.some(([path, value]) => CLOSING.has(path) && value === true);
}

/** A change on its way, with its bytes as they are sent. */
export interface Item extends Change {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The clock's offset when it was stamped. */
  readonly offset: number;
  /** It has left at least once, so the server may know it. */
  readonly sent: boolean;
  /** Stamped after the device's clock jumped and before the server said what time it is. */
  readonly shaky: boolean;
  /** How often it was stamped again. */
  readonly tries: number;
}

/** An own change that the server took, and when. */
export interface Kept extends Item {
  readonly receivedMs: number;
}

/** A change that the server has taken and that no finished pull has brought back yet. */
export interface Waiting {
  readonly item: Item;
  readonly receivedMs: number;
  /** Its place among everything that the server took. */
  readonly nil: number;
}

export function makeItem(change: Change, offset: number, shaky: boolean): Item {
  const bytes = encodeChange(change);
  if (bytes.length > CHANGE_BYTES_MAX) throw new RangeError("a change has at most 256 KiB");
  return { ...change, bytes, offset, sent: false, shaky, tries: 0 };
}

export class Outbox {
  readonly #byId = new Map<Hex, Item>();
  readonly #byDoc = new Map<Hex, Item[]>();

  get size(): number {
    return this.#byId.size;
  }

  items(): IterableIterator<Item> {
    return this.#byId.values();
  }

  of(doc: Hex): readonly Item[] {
    return this.#byDoc.get(doc) ?? [];
  }

  docs(): IterableIterator<Hex> {
    return this.#byDoc.keys();
  }

  has(id: Hex): boolean {
    return this.#byId.has(id);
  }

  /** Puts an item at the end, or in the place of the one with its id. */
  put(item: Item): void {
    const items = this.#byDoc.get(item.doc) ?? [];
    const at = items.findIndex(({ id }) => id === item.id);
    if (at < 0) items.push(item);
    else items[at] = item;
    this.#byDoc.set(item.doc, items);
    this.#byId.set(item.id, item);
  }

  delete(item: Item): void {
    if (!this.#byId.delete(item.id)) return;
    const left = this.of(item.doc).filter(({ id }) => id !== item.id);
    if (left.length) this.#byDoc.set(item.doc, left);
    else this.#byDoc.delete(item.doc);
  }

  /** Puts all in the order of their stamps. */
  sort(): void {
    const items = [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#byId.clear();
    this.#byDoc.clear();
    for (const item of items) this.put(item);
  }

  /**
   * The unsent change of a document that the next act on it takes up; see above. `shown` are the document's registers,
   * `closings` the moments at which something closes.
   */
  foldable(act: Change, nowMs: number, shown: ReadonlyMap<string, Register>, closings: Iterable<number>): Item | null {
    const last = this.of(act.doc).at(-1);
    if (!last || last.sent || closes(last.writes)) return null;
    const ms = msOf(last.id);
    if (Math.floor(ms / HOUR_MS) !== Math.floor(nowMs / HOUR_MS)) return null;
    for (const moment of closings) if (moment >= ms && moment <= nowMs) return null;
    const written = new Set(act.writes.map(([path]) => path));
    if (APART.has(act.kind)) {
      const alike = last.writes.length === written.size && last.writes.every(([path]) => written.has(path));
      if (!alike || nowMs - ms > ALIKE_MS_MAX) return null;
    }
    const below = last.writes.some(([path]) => !written.has(path) && shown.get(path)?.stamp !== last.id);
    return below || last.kind !== act.kind || this.#namedAfter(last) ? null : last;
  }

  /** Whether a change after this one names its document, by id or by the name that it gives itself. */
  #namedAfter(item: Item): boolean {
    const id = unhex(item.doc);
    const name = item.writes.find(([path]) => path === "name")?.[1];
    let after = false;
    for (const other of this.#byId.values()) {
      if (after && other.doc !== item.doc && other.writes.some(([, value]) => names(value, id, name))) return true;
      after ||= other === item;
    }
    return false;
  }
}

function names(value: Value, id: Uint8Array, name: Value | undefined): boolean {
  if (value instanceof Uint8Array) return value.length === 16 && value.every((byte, at) => byte === id[at]);
  if (typeof value === "string") return value === name;
  return typeof value === "object" && value !== null && Object.values(value).some((item) => names(item, id, name));
}

/** The writes of two acts as one, the later winning; null if a change can't hold them all. */
export function foldWrites(earlier: readonly Write[], later: readonly Write[]): readonly Write[] | null {
  const writes = new Map(earlier);
  for (const [path, value] of later) writes.set(path, value);
  return writes.size > WRITES_MAX ? null : [...writes];
}
