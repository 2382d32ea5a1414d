/**
 * 检查表: a checklist's items as its document has them, and as questions that can be asked. Mirrors models/checklist_item.py.
 * Promises: pure; what an item lacks has its default.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { ChecklistItem } from "./generated";
import { idOf } from "./ids";
import { textAt } from "./person";

/** One item with its place in the checklist. */
export interface Looked {
  readonly id: string;
  readonly item: ChecklistItem;
}

export interface Checklist {
  readonly id: Hex;
  readonly name: string;
  readonly version: number;
  readonly supersedes: Hex | null;
  readonly published: boolean;
  /** Empty while it goes on. */
  readonly endedOn: string;
  readonly items: readonly Looked[];
}

function order({ item }: Looked): number {
  return Number(item.order ?? 0);
}

/** Items in their order, by id where that is the same. */
export function inOrder(items: Looked[]): Looked[] {
  return items.sort((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1));
}

export function checklistOf(doc: Doc): Checklist {
  const items: Looked[] = [];
  for (const [path, { value }] of doc.registers) {
    if (path.startsWith("items/") && value !== null) items.push({ id: path.slice(6), item: value as never });
  }
  const version = doc.registers.get("version")?.value;
  return {
    id: doc.id,
    name: textAt(doc, "name"),
    version: typeof version === "number" ? version : 0,
    supersedes: idOf(doc.registers.get("supersedes")?.value),
    published: doc.registers.get("published")?.value === true,
    endedOn: textAt(doc, "ended_on"),
    items: inOrder(items),
  };
}

/** Those that something new is begun with on a day: published, not ended before it, and followed by no published one. */
export function currentOf(lists: readonly Checklist[], day: string): readonly Checklist[] {
  const followed = new Set(lists.filter(({ published }) => published).map(({ supersedes }) => supersedes));
  return lists.filter((one) => one.published && !(one.endedOn && one.endedOn < day) && !followed.has(one.id));
}

/** The headings that an item stands under, from above. */
export function groupOf({ group }: ChecklistItem): readonly string[] {
  return typeof group === "string" ? [group] : (group ?? []);
}

/** The sum of the items' points, rounded to what is shown; 0 where none has any. */
export function pointsOf(items: readonly Looked[]): number {
  return Math.round(items.reduce((sum, { item }) => sum + Number(item.points ?? 0), 0) * 100) / 100;
}

const AS_NAMED = [
  "order",
  "required",
  "options",
  "max_choices",
  "min",
  "max",
  "step",
  "when",
  "constraint",
  "constraint_words",
  "calculation",
  "choice_filter",
  "required_when",
] as const;

/** The question that a form would ask for this item, as its `items/<item>` would hold it. */
export function formItem(item: ChecklistItem): Value {
  const scale = item.scale ?? "pass_fail";
  const asked: { [key: string]: Value } = { label: item.text, type: scale === "percent" ? "number" : scale };
  for (const name of AS_NAMED) {
    const given = item[name];
    if (given !== undefined && given !== null) asked[name] = given as unknown as Value;
  }
  if (item.text_en) asked.label_en = item.text_en;
  const aspect = groupOf(item).at(-1);
  if (aspect) asked.aspect = aspect;
  if (scale === "score" && item.points !== undefined) Object.assign(asked, { min: 0, max: item.points });
  if (scale === "percent") Object.assign(asked, { min: 0, max: 100 });
  const hints = [item.detail, item.rule, item.hint].filter(Boolean);
  if (hints.length > 0) asked.hint = hints.join("\n");
  return asked;
}
