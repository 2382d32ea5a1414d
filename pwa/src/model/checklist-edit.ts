/**
 * 编辑检查项: an item of a checklist as what stands in the fields of a screen, and back; the places of items in their list.
 * Promises: pure; what a screen doesn't know of an item is kept; what is wrong is named by its field before it is written.
 */
import type { Value } from "../sync/interface";
import { groupOf, type Looked } from "./checklist";
import { BOUNDED, CHOOSING } from "./checklist-words";
import type { ChecklistItem, Evidence, Polarity, Scale } from "./generated";

/** What is typed and chosen; lists are lines. */
export interface Typed {
  readonly text: string;
  readonly text_en: string;
  readonly group: string;
  readonly subject: string;
  readonly core: boolean;
  readonly required: boolean;
  readonly polarity: Polarity;
  readonly scale: Scale;
  readonly points: string;
  readonly min: string;
  readonly max: string;
  readonly step: string;
  readonly options: string;
  readonly evidence: Evidence;
  readonly each: string;
  readonly cap: string;
  readonly all_or_nothing: boolean;
  readonly discretionary: boolean;
  readonly children: string;
  readonly condition: string;
  readonly when: ChecklistItem["when"] | null;
  readonly detail: string;
  readonly rule: string;
  readonly method: string;
  readonly hint: string;
}

export type TypedFault = "text" | "text_long" | "group" | "points" | "bounds" | "options" | "deduct" | "children";

export const TEXT_MAX = 500;
const GROUPS_MAX = 5;
const CHILDREN_MAX = 60;
const OPTIONS_MAX = 400;
const TEXTS = ["text", "text_en", "subject", "condition", "detail", "rule", "method", "hint"] as const;
const BOUNDS = ["min", "max", "step"] as const;
/** What an item is where nothing is said. */
const USUAL: Readonly<Record<string, string>> = { polarity: "required", scale: "pass_fail", evidence: "none" };
const said = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function lines(typed: string): string[] {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

function labelOf(option: NonNullable<ChecklistItem["options"]>[number]): string {
  return typeof option === "string" ? option : said(option.label) || said(option.value);
}

export function typedOf(item: Partial<ChecklistItem>): Typed {
  const plain = Object.fromEntries(TEXTS.map((name) => [name, said(item[name])])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  return {
    ...plain,
    group: groupOf(item as ChecklistItem).join("\n"),
    core: item.core === true,
    required: item.required === true,
    polarity: item.polarity ?? "required",
    scale: item.scale ?? "pass_fail",
    points: said(item.points),
    min: said(item.min),
    max: said(item.max),
    step: said(item.step),
    options: (item.options ?? []).map(labelOf).join("\n"),
    evidence: item.evidence ?? "none",
    each: said(item.deduct?.each),
    cap: said(item.deduct?.cap),
    all_or_nothing: item.deduct?.all_or_nothing === true,
    discretionary: item.deduct?.discretionary === true,
    children: (item.children ?? []).map(({ text }) => text).join("\n"),
    when: item.when ?? null,
  };
}

/** An amount as it is kept: a whole number as such, else its text, so that 0.1 stays one tenth. */
function amount(typed: string): number | string | null {
  const bare = typed.trim().replace("．", ".");
  if (!bare) return null;
  return /^-?\d{1,9}$/.test(bare) ? Number(bare) : bare;
}

/** Whether nothing or a decimal number stands there; it may be below 0 where that is said. */
function isAmount(typed: string, below = false): boolean {
  const given = amount(typed);
  return given === null || (/^-?\d{1,9}(\.\d{1,6})?$/.test(String(given)) && (below || Number(given) >= 0));
}

/** What would be refused, by the field it stands in; null where the item can be written. */
export function faultOf(typed: Typed): TypedFault | null {
  const [groups, children, options] = [lines(typed.group), lines(typed.children), lines(typed.options)];
  const long = (words: readonly string[]) => words.some((each) => each.length > TEXT_MAX);
  if (!typed.text.trim()) return "text";
  if (long([typed.text, typed.text_en, typed.subject, typed.condition])) return "text_long";
  if (groups.length > GROUPS_MAX || long(groups)) return "group";
  if (!isAmount(typed.points)) return "points";
  if (CHOOSING.includes(typed.scale)) {
    const twice = new Set(options).size < options.length;
    if (options.length === 0 || options.length > OPTIONS_MAX || twice || long(options)) return "options";
  }
  if (BOUNDED.includes(typed.scale) && !boundsGood(typed)) return "bounds";
  if (![typed.each, typed.cap].every((each) => isAmount(each))) return "deduct";
  return children.length > CHILDREN_MAX || long(children) ? "children" : null;
}

function boundsGood({ scale, min, max, step }: Typed): boolean {
  if (![min, max, step].every((each) => isAmount(each, true))) return false;
  const [low, high, stride] = [min, max, step].map((each) => amount(each));
  if (scale === "rating" && [low, high, stride].some((each) => !Number.isInteger(Number(each)))) return false;
  if (stride !== null && Number(stride) <= 0) return false;
  return low === null || high === null || Number(low) <= Number(high);
}

/** The item with what was typed; parts and options keep their ids where their words, or else their places, are the same. */
export function itemFrom(typed: Typed, before: Partial<ChecklistItem>): ChecklistItem {
  const deduct = {
    ...before.deduct,
    each: amount(typed.each),
    cap: amount(typed.cap),
    all_or_nothing: typed.all_or_nothing,
    discretionary: typed.discretionary,
  };
  const bounded = BOUNDED.includes(typed.scale);
  const next: Record<string, unknown> = {
    ...before,
    ...Object.fromEntries(TEXTS.map((name) => [name, typed[name].trim()])),
    group: lines(typed.group),
    core: typed.core,
    required: typed.required,
    polarity: typed.polarity,
    scale: typed.scale,
    points: amount(typed.points),
    ...Object.fromEntries(BOUNDS.map((name) => [name, bounded ? amount(typed[name]) : null])),
    options: CHOOSING.includes(typed.scale) ? optionsFrom(lines(typed.options), before.options ?? []) : null,
    evidence: typed.evidence,
    deduct: withoutEmpty(deduct),
    children: childrenFrom(lines(typed.children), before.children ?? []),
    when: typed.when,
  };
  for (const [name, usual] of Object.entries(USUAL)) if (next[name] === usual && !(name in before)) delete next[name];
  return withoutEmpty(next) as unknown as ChecklistItem;
}

/** Without what says nothing: nil, no, an empty text, list or map. */
function withoutEmpty(given: Record<string, unknown>): Record<string, unknown> {
  const says = (value: unknown) =>
    typeof value === "object" && value !== null
      ? Object.keys(value).length > 0
      : value !== "" && value !== false && value != null;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => says(value)));
}

/** Those whose words are the same stay themselves; a changed line takes over from the one that stood in its place. */
function matched<T>(words: readonly string[], before: readonly T[], wordsOf: (one: T) => string): (T | null)[] {
  const left = new Set(before);
  const found: (T | null)[] = words.map((each) => {
    const same = [...left].find((one) => wordsOf(one) === each);
    if (same !== undefined) left.delete(same);
    return same ?? null;
  });
  return found.map((one, at) => {
    const here = before[at];
    if (one !== null || here === undefined || !left.has(here)) return one;
    left.delete(here);
    return here;
  });
}

function childrenFrom(words: readonly string[], before: NonNullable<ChecklistItem["children"]>): unknown[] {
  const kept = matched(words, before, ({ text }) => text);
  const taken = new Set(before.map(({ id }) => id));
  return words.map((text, at) => ({ ...(kept[at] ?? { id: fresh("c", taken) }), text }));
}

function optionsFrom(words: readonly string[], before: NonNullable<ChecklistItem["options"]>): unknown[] {
  const kept = matched(words, before, labelOf);
  const taken = new Set(before.map((one) => String(typeof one === "string" ? one : one.value)));
  return words.map((label, at) => {
    const one = kept[at];
    if (one === label) return one;
    return typeof one === "object" && one !== null ? { ...one, label } : { value: one ?? fresh("o", taken), label };
  });
}

/** An id that none of them has or had. */
function fresh(letter: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const id = `${letter}${number}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** The register of a new item: after those that are there or were. */
export function freshItem(taken: Iterable<string>): string {
  return fresh("n", new Set(taken));
}

export function orderAfter(items: readonly Looked[]): number {
  return Math.max(0, ...items.map(({ item }) => Number(item.order ?? 0))) + 1;
}

/** Items and their values as they are written. */
export type ItemWrite = readonly [id: string, value: Value];

/** What moves an item one place up or down: the two change their numbers, or all get new ones where theirs are the same. */
export function moving(items: readonly Looked[], id: string, by: -1 | 1): readonly ItemWrite[] {
  const at = items.findIndex((each) => each.id === id);
  const [one, other] = [items[at], items[at + by]];
  if (!one || !other) return [];
  const [here, there] = [one.item.order, other.item.order];
  if (here !== undefined && there !== undefined && Number(here) !== Number(there)) {
    return [numbered(one, there), numbered(other, here)];
  }
  const next = [...items];
  next[at + by] = one;
  next[at] = other;
  return inPlaces(next);
}

/** What puts an item right after another, or first where `after` is none: each gets the number of its place. */
export function placing(items: readonly Looked[], one: Looked, after: string | null): readonly ItemWrite[] {
  const rest = items.filter(({ id }) => id !== one.id);
  const at = rest.findIndex(({ id }) => id === after) + 1;
  const found = inPlaces([...rest.slice(0, at), one, ...rest.slice(at)]);
  return found.some(([id]) => id === one.id) ? found : [...found, [one.id, one.item as unknown as Value]];
}

function numbered({ id, item }: Looked, order: number | string): ItemWrite {
  return [id, { ...item, order } as unknown as Value];
}

function inPlaces(items: readonly Looked[]): readonly ItemWrite[] {
  return items.flatMap((each, place) => (Number(each.item.order) === place + 1 ? [] : [numbered(each, place + 1)]));
}

/** What a version changes of the one before it. */
export interface ItemChange {
  readonly id: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: ChecklistItem | null;
  readonly after: ChecklistItem | null;
  /** The names of the fields that differ. */
  readonly fields: readonly string[];
}

export interface Changes {
  readonly items: readonly ItemChange[];
  /** Whether items that are in both stand in another order. */
  readonly moved: boolean;
}

/** Added and changed ones in the order of the new version, then those that are gone. */
export function changesOf(before: readonly Looked[], after: readonly Looked[]): Changes {
  const old = new Map(before.map(({ id, item }) => [id, item]));
  const now = new Map(after.map(({ id, item }) => [id, item]));
  const items: ItemChange[] = [];
  for (const { id, item } of after) {
    const former = old.get(id) ?? null;
    const fields = former ? differing(former, item) : [];
    if (!former) items.push({ id, kind: "added", before: null, after: item, fields });
    else if (fields.length > 0) items.push({ id, kind: "changed", before: former, after: item, fields });
  }
  for (const { id, item } of before) {
    if (!now.has(id)) items.push({ id, kind: "removed", before: item, after: null, fields: [] });
  }
  const kept = (list: readonly Looked[]) => list.filter(({ id }) => old.has(id) && now.has(id)).map(({ id }) => id);
  return { items, moved: kept(before).join("\n") !== kept(after).join("\n") };
}

function differing(before: ChecklistItem, after: ChecklistItem): string[] {
  const [one, other] = [before, after] as unknown as Readonly<Record<string, Value>>[];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  names.delete("order");
  return [...names].filter((name) => inOrder(one?.[name]) !== inOrder(other?.[name]));
}

/** A value as text, a map's keys in their order: equal ones have the same. */
function inOrder(value: Value | undefined): string {
  const sorted = (_: string, each: Value) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
      : each;
  return JSON.stringify(value, sorted) ?? "";
}
