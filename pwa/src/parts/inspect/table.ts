/**
 * The rows of a visit, with the sums over them. Promises: an answer makes one row anew and changes the sums by that row,
 * however many there are; whatever came before, the sums are those of a recount.
 */
import type { ChecklistItem } from "../../model/generated";
import { ofItem, type Ruled, RunningScore, sections, type VerdictRule, walked } from "../../model/inspection";
import { type Standing, visitStanding } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";
import { Counts } from "./filter";
import { Gathered, rulingsOf } from "./gathered";
import type { Row } from "./view";

/** 检查表 as it is walked through. */
interface Read {
  readonly items: readonly (readonly [string, ChecklistItem])[];
  /** First item to the items of its section. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  /** Item to the first one of its section, and to its place. */
  readonly sectionOf: ReadonlyMap<string, string>;
  readonly placeOf: ReadonlyMap<string, number>;
}

const EMPTY: Read = { items: [], sections: new Map(), sectionOf: new Map(), placeOf: new Map() };
const lists = new WeakMap<Doc, Map<string, Read>>();
const narrowed = new WeakMap<Doc, ReadonlySet<string>>();

/** The checklist's items, of a visit that looks at some of them those; read once for each version of the document. */
export function readOf(checklist: Doc | undefined, visit: Doc): Read {
  if (!checklist) return EMPTY;
  const only = onlyIn(visit);
  const by = [...only].join();
  const known = lists.get(checklist) ?? new Map<string, Read>();
  const found = known.get(by) ?? reading(checklist, only);
  lists.set(checklist, known.set(by, found));
  return found;
}

/** The items that a visit looks at; none where it looks at all of them. */
function onlyIn(visit: Doc): ReadonlySet<string> {
  let found = narrowed.get(visit);
  if (!found) {
    const named = [...visit.registers].filter(([path, { value }]) => path.startsWith("only/") && value !== null);
    found = new Set(named.map(([path]) => path.slice(5)).sort());
    narrowed.set(visit, found);
  }
  return found;
}

function reading(checklist: Doc, only: ReadonlySet<string>): Read {
  const held: [string, ChecklistItem][] = [];
  for (const [path, { value }] of checklist.registers) {
    const item = path.startsWith("items/") && value !== null && path.slice(6);
    if (item && (only.size === 0 || only.has(item))) held.push([item, value as unknown as ChecklistItem]);
  }
  const items = walked(held) as [string, ChecklistItem][];
  const known = sections(items);
  const sectionOf = new Map([...known].flatMap(([first, ids]) => ids.map((each) => [each, first] as const)));
  return { items, sections: known, sectionOf, placeOf: new Map(items.map(([id], at) => [id, at])) };
}

interface News {
  readonly read: Read;
  readonly gathered: Gathered;
  /** The items of which something was said since; null for all of them. */
  readonly touched: ReadonlySet<string> | null;
  readonly rulings: ReadonlyMap<string, Ruled>;
  readonly rule: VerdictRule;
  readonly me: Hex;
}

export class Table {
  rows: readonly Row[] = [];
  score = new RunningScore();
  counts = new Counts();
  #read: Read = EMPTY;
  #under = "";
  #rulings: ReadonlyMap<string, Ruled> = new Map();

  refresh(news: News): void {
    const before = this.#rulings;
    const under = `${news.rule} ${news.me}`;
    const anew = news.touched === null || news.read !== this.#read || under !== this.#under;
    [this.#read, this.#under, this.#rulings] = [news.read, under, news.rulings];
    if (anew) {
      this.#all(news);
      return;
    }
    const touched = new Set(news.touched);
    for (const item of before.keys()) if (before.get(item) !== news.rulings.get(item)) touched.add(item);
    for (const item of news.rulings.keys()) if (!before.has(item)) touched.add(item);
    if (touched.size === 0) return;
    const rows = [...this.rows];
    for (const item of touched) {
      const at = news.read.placeOf.get(item);
      const old = at === undefined ? undefined : rows[at];
      if (at === undefined || !old) continue;
      rows[at] = this.#row(news, item, old.item, at);
      this.score.take(old.item, old.result);
      this.counts.count(old, -1);
      this.#count(rows[at]);
    }
    this.rows = rows;
  }

  #all(news: News): void {
    [this.score, this.counts] = [new RunningScore(), new Counts()];
    this.rows = news.read.items.map(([id, item], at) => this.#row(news, id, item, at));
    for (const row of this.rows) this.#count(row);
  }

  #count(row: Row): void {
    this.score.add(row.item, row.result);
    this.counts.count(row, 1);
  }

  #row({ read, gathered, rulings, rule, me }: News, id: string, item: ChecklistItem, at: number): Row {
    const seen = gathered.of(id);
    const counts = seen.flatMap(({ counted }) => counted ?? []);
    const result = ofItem(item, counts, rulings.get(id) ?? null, rule);
    const own = seen.find(({ by }) => by === me) ?? null;
    return { id, number: at + 1, item, section: read.sectionOf.get(id) ?? id, seen, own, result };
  }
}

interface Held {
  readonly visit: Doc;
  readonly checklist: Doc | undefined;
  /** Of this visit and of others. */
  readonly observations: readonly Doc[];
  readonly rulings: readonly Doc[];
  readonly me: Hex;
}

/** 算分: a visit's table from the documents that a phone holds, kept up as they change. */
export class Sums {
  readonly table = new Table();
  readonly #gathered: Gathered;

  constructor(visit: Hex) {
    this.#gathered = new Gathered(visit);
  }

  take({ visit, checklist, observations, rulings, me }: Held): Standing {
    const standing = visitStanding(visit.registers);
    this.table.refresh({
      read: readOf(checklist, visit),
      gathered: this.#gathered,
      touched: this.#gathered.take(observations, visit, standing),
      rulings: rulingsOf(visit.id, rulings),
      rule: (visit.registers.get("rule")?.value ?? "worst") as VerdictRule,
      me,
    });
    return standing;
  }
}
