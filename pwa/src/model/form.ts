/**
 * 表单: what a form asks and which answers it takes. Mirrors models/form.py and is held to it by shared vectors.
 * Promises: pure; a code, never a sentence, says what is wrong; unknown item types are shown as nothing and block nothing.
 */
import type { Doc, Value } from "../sync/interface";
import type { Answers } from "./answers";
import { codePoints } from "./code-points";
import { isDay } from "./day";
import { type Decimal, decimalOf, isLess, isOnStep } from "./decimal";
import type { ItemType } from "./generated";
import { type Condition, conditionOf, type Operand, type Seen, type Steps } from "./steps";

export const NOTE_CODE_POINTS_MAX = 2000;
export const TEXT_CODE_POINTS_MAX = 2000;

export interface Option {
  readonly value: string | number;
  readonly label: string;
  /** English, null where the form has none; so with items and the title. */
  readonly labelEn: string | null;
  /** What it says of itself for a filter. */
  readonly columns?: ReadonlyMap<string, string>;
}

/** 表单项: one question. */
export interface Item {
  readonly id: string;
  readonly order: number;
  readonly type: ItemType;
  readonly label: string;
  readonly labelEn: string | null;
  readonly aspect: string | null;
  /** How to answer, below the question; empty where the form says nothing. */
  readonly hint: string;
  readonly required: boolean;
  /** Bounds and step exactly as the form has them; a date's bounds are days. */
  readonly min: Value;
  readonly max: Value;
  readonly step: Value;
  readonly options: readonly Option[];
  readonly maxChoices: number | null;
  /** Shown only while this holds of what stands above. */
  readonly when: Condition | null;
  /** What must hold of the answer before submitting, and how to say it. */
  readonly constraint: Condition | null;
  readonly constraintWords: string;
  /** What a `calculate` is worked out by. */
  readonly calculation?: Condition | null;
  /** An option is offered only while this holds. */
  readonly choiceFilter?: Condition | null;
  /** Required only while this holds. */
  readonly requiredWhen?: Condition | null;
  /** What stands there before anybody has answered. */
  readonly initial?: Value;
  /** Where it stands in a repeat (model/times.ts). */
  readonly repeat?: Value | undefined;
}

/** 表单: its items in order. `name` is "daily@1". */
export interface Form {
  readonly name: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly items: readonly Item[];
  /** Whether what was submitted may be corrected until the day's end. */
  readonly correctable: boolean;
  /** The machine for its conditions; a form that has any is not to be filled in without it. */
  readonly steps?: Steps | null;
}

function numberOf(value: Value | undefined): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : null;
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function optionsOf(value: Value | undefined): Option[] {
  if (!Array.isArray(value)) return [];
  const options: Option[] = [];
  for (const entry of value) {
    if (isOptionValue(entry)) options.push({ value: entry, label: String(entry), labelEn: null });
    else if (entry !== null && typeof entry === "object" && !Array.isArray(entry) && !(entry instanceof Uint8Array)) {
      const { value: option, label } = entry;
      if (!isOptionValue(option)) continue;
      options.push({
        value: option,
        label: textOf(label) || String(option),
        labelEn: textOf(entry.label_en) || null,
        ...columnsOf(entry.columns),
      });
    }
  }
  return options;
}

function columnsOf(value: Value | undefined): Pick<Option, "columns"> {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return {};
  return { columns: new Map(Object.entries(value).map(([name, each]) => [name, textOf(each)])) };
}

function isOptionValue(value: Value | undefined): value is string | number {
  return typeof value === "string" || Number.isInteger(value);
}

/** The item that a register `items/<id>` holds; null if it holds none. */
export function itemOf(id: string, value: Value): Item | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  return {
    id,
    order: numberOf(value.order) ?? 0,
    type: textOf(value.type) as ItemType,
    label: textOf(value.label),
    labelEn: textOf(value.label_en) || null,
    aspect: textOf(value.aspect) || null,
    hint: textOf(value.hint),
    required: value.required === true && value.type !== "note",
    min: value.min ?? null,
    max: value.max ?? null,
    step: value.step ?? null,
    options: optionsOf(value.options),
    maxChoices: numberOf(value.max_choices) ?? (value.type === "multiple" ? numberOf(value.max) : null),
    when: conditionOf(value.when),
    constraint: conditionOf(value.constraint),
    constraintWords: textOf(value.constraint_words),
    calculation: value.type === "calculate" ? conditionOf(value.calculation) : null,
    choiceFilter: conditionOf(value.choice_filter),
    requiredWhen: conditionOf(value.required_when),
    initial: value.initial ?? null,
    repeat: value.repeat,
  };
}

/** The form that a document of kind `form` holds. */
export function formOf(doc: Doc): Form {
  const items: Item[] = [];
  for (const [path, { value }] of doc.registers) {
    const item = path.startsWith("items/") ? itemOf(path.slice(6), value) : null;
    if (item) items.push(item);
  }
  items.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
  return {
    name: textOf(doc.registers.get("name")?.value),
    title: textOf(doc.registers.get("title")?.value),
    titleEn: textOf(doc.registers.get("title_en")?.value) || null,
    items,
    correctable: doc.registers.get("correctable")?.value === true,
  };
}

/** What counts as no answer: nothing, white space, an empty list. */
export function isBlank(value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0;
}

/** 作数的: what of a form counts, with these answers. */
export interface Settled {
  /** The items that are shown, their texts with what they quote, and only the options that are offered. */
  readonly items: readonly Item[];
  /** What conditions see: the answers of those items, without choices that aren't offered, and what is worked out. */
  readonly seen: Seen;
}

const QUOTES = /\$\{([A-Za-z0-9_.-]{1,64})\}/g;

/** Whether how an item is asked follows from answers above it. */
function follows({ when, calculation, choiceFilter, requiredWhen, label, hint }: Item): boolean {
  return Boolean(when || calculation || choiceFilter || requiredWhen) || `${label}${hint}`.includes("${");
}

/** Whether a form has conditions, so that the machine for them is needed. */
export function hasSteps({ items }: Form): boolean {
  return items.some((item) => item.constraint || follows(item));
}

/** A condition sees what stands above its item and nothing else: what is hidden counts as not answered. */
export function settled(form: Form, answers: Answers): Settled {
  const seen = new Map<string, Operand>();
  const items: Item[] = [];
  const { steps } = form;
  for (const item of form.items) {
    if (item.when && !steps?.isMet(item.when, seen)) continue;
    if (item.calculation) {
      seen.set(item.id, steps?.workOut(item.calculation, seen));
      continue;
    }
    const now = steps && follows(item) ? asItStands(item, seen, steps) : item;
    items.push(now);
    seen.set(item.id, offered(now, answers.get(item.id) ?? null));
  }
  return { items, seen };
}

function asItStands(item: Item, seen: Seen, { isMet, text }: Steps): Item {
  const quoted = (words: string) => words.replace(QUOTES, (_, id: string) => text(seen.get(id)) || "…");
  const { choiceFilter: filter, options, requiredWhen } = item;
  return {
    ...item,
    label: quoted(item.label),
    labelEn: item.labelEn && quoted(item.labelEn),
    hint: quoted(item.hint),
    required: item.required || Boolean(requiredWhen && isMet(requiredWhen, seen)),
    options: filter ? options.filter(({ columns }) => isMet(filter, seen, columns ? { columns } : {})) : options,
  };
}

/** The answer as far as the item's filter offers it. */
function offered({ choiceFilter, options }: Item, answer: Value): Value {
  if (!choiceFilter || isBlank(answer)) return answer;
  const has = (value: Value) => options.some((option) => option.value === value);
  if (Array.isArray(answer)) return answer.filter(has);
  return has(answer) ? answer : null;
}

/** The place of an item as a person counts: the first is 1; what is worked out has none. */
export function numberOfItem(form: Form, id: string): number {
  return form.items.filter(({ calculation }) => !calculation).findIndex((item) => item.id === id) + 1;
}

/** The items that are shown. */
export function shown(form: Form, answers: Answers): readonly Item[] {
  return settled(form, answers).items;
}

/** The answer of an item that is shown, as it counts. */
export function answerIn(seen: Seen, id: string): Value {
  return (seen.get(id) ?? null) as Value;
}

/** The required items that are shown and without an answer, in the form's order. */
export function missing(form: Form, answers: Answers): string[] {
  const { items, seen } = settled(form, answers);
  return items.filter((item) => item.required && isBlank(answerIn(seen, item.id))).map((item) => item.id);
}

/** Whether an answer that was given breaks what the form asks of it, as of a day. */
export function breaks({ steps }: Form, { id, constraint }: Item, seen: Seen, today: string | null = null): boolean {
  const own = answerIn(seen, id);
  return constraint !== null && !isBlank(own) && steps?.isMet(constraint, seen, { own, today }) === false;
}

/** What stands in the way of submitting: required items without an answer, and answers that are not taken. */
export function unready(form: Form, answers: Answers, today: string | null = null): string[] {
  const { items, seen } = settled(form, answers);
  const own = (item: Item) => answerIn(seen, item.id);
  const wrong = (item: Item) => checkAnswer(item, own(item)) !== null || breaks(form, item, seen, today);
  return items.filter((item) => (item.required && isBlank(own(item))) || wrong(item)).map((item) => item.id);
}

/** Why an answer is not taken; the codes of models/item.py. */
export type AnswerFault =
  | "wrong_type"
  | "unknown_item"
  | "unknown_option"
  | "rating_range"
  | "rating_step"
  | "score_range"
  | "score_step"
  | "number_range"
  | "number_step"
  | "repeated_choice"
  | "too_many_choices"
  | "too_few_choices"
  | "text_too_long"
  | "text_too_short"
  | "photo_reference"
  | "bad_day"
  | "date_range";

type Checked = AnswerFault | null;

/** What is wrong with a value as the answer to an item; null when nothing is. Taking an answer back is always right. */
export function checkAnswer(item: Item, value: Value): Checked {
  if (value === null) return null;
  switch (item.type) {
    case "rating":
      return Number.isInteger(value) ? within(item, decimalOf(value), "rating") : "wrong_type";
    case "score":
    case "number":
      return within(item, decimalOf(value), item.type);
    case "choice":
      return chosen(item, value);
    case "multiple":
      return multiple(item, value);
    case "yes_no":
      return typeof value === "boolean" ? null : "wrong_type";
    case "pass_fail":
      if (item.options.length > 0) return chosen(item, value);
      if (typeof value !== "string") return "wrong_type";
      return RULINGS.includes(value) ? null : "unknown_option";
    case "text":
      return words(item, value);
    case "photo":
    case "signature":
      return photo(value);
    case "date":
      return date(item, value);
    default:
      return "unknown_item";
  }
}

const RULINGS = ["pass", "fail", "na"];
const DEFAULTS: Partial<Record<ItemType, { min: number; max: number; step: number | null }>> = {
  rating: { min: 1, max: 5, step: 1 },
  score: { min: 0, max: 100, step: null },
};

/** The lowest, the highest and the step of a numeric item, the type's own where the form says nothing. */
export function boundsOf(item: Item): { min: number | null; max: number | null; step: number | null } {
  const own = DEFAULTS[item.type];
  return {
    min: numberOf(item.min) ?? own?.min ?? null,
    max: numberOf(item.max) ?? own?.max ?? null,
    step: numberOf(item.step) ?? own?.step ?? null,
  };
}

function within(item: Item, value: Decimal | null, name: "rating" | "score" | "number"): Checked {
  if (!value) return "wrong_type";
  const own = DEFAULTS[item.type];
  const low = decimalOf(item.min) ?? decimalOf(own?.min);
  const high = decimalOf(item.max) ?? decimalOf(own?.max);
  const step = decimalOf(item.step) ?? decimalOf(own?.step ?? undefined);
  if ((low && isLess(value, low)) || (high && isLess(high, value))) return `${name}_range`;
  return !step || isOnStep(value, low ?? { units: 0n, places: 0 }, step) ? null : `${name}_step`;
}

function chosen(item: Item, value: Value): Checked {
  if (typeof value !== "string" && !Number.isInteger(value)) return "wrong_type";
  return item.options.some((option) => option.value === value) ? null : "unknown_option";
}

function multiple(item: Item, value: Value): Checked {
  if (!Array.isArray(value)) return "wrong_type";
  for (const one of value) {
    const fault = chosen(item, one);
    if (fault) return fault;
  }
  if (new Set(value).size < value.length) return "repeated_choice";
  if (item.maxChoices !== null && value.length > item.maxChoices) return "too_many_choices";
  const least = numberOf(item.min);
  return least !== null && value.length > 0 && value.length < least ? "too_few_choices" : null;
}

/** The most code points that a text answer may have. */
export function textMax(item: Item): number {
  return numberOf(item.max) ?? TEXT_CODE_POINTS_MAX;
}

function words(item: Item, value: Value): Checked {
  if (typeof value !== "string") return "wrong_type";
  const count = codePoints(value);
  if (count > textMax(item)) return "text_too_long";
  const least = numberOf(item.min);
  return least !== null && count > 0 && count < least ? "text_too_short" : null;
}

const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"];
const PICTURE_BYTES_MAX = 8 * 1024 * 1024;
const PICTURE_SIDE_MAX = 20_000;
const PICTURE_PIXELS_MAX = 40_000_000;

function isWhole(value: Value | undefined, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value <= most;
}

function photo(value: Value): Checked {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array) {
    return "wrong_type";
  }
  const { blob, type, bytes, width, height } = value;
  const good =
    /^[0-9a-f]{64}$/.test(textOf(blob)) &&
    PICTURE_TYPES.includes(textOf(type)) &&
    isWhole(bytes, PICTURE_BYTES_MAX) &&
    isWhole(width, PICTURE_SIDE_MAX) &&
    isWhole(height, PICTURE_SIDE_MAX) &&
    Number(width) * Number(height) <= PICTURE_PIXELS_MAX;
  return good ? null : "photo_reference";
}

function date(item: Item, value: Value): Checked {
  if (typeof value !== "string") return "wrong_type";
  if (!isDay(value)) return "bad_day";
  const early = typeof item.min === "string" && value < item.min;
  return early || (typeof item.max === "string" && value > item.max) ? "date_range" : null;
}

/** What a choice offers; pass or fail brings its own three, which the screen names, where the form has none. */
export function choicesOf(item: Item): readonly Option[] {
  if (item.type !== "pass_fail" || item.options.length > 0) return item.options;
  return RULINGS.map((value) => ({ value, label: "", labelEn: null }));
}
