/**
 * 表单: what a form asks and which answers it takes. Mirrors models/form.py and is held to it by shared vectors.
 * Promises: pure; a code, never a sentence, says what is wrong; unknown item types are shown as nothing and block nothing.
 */
import type { Doc, Value } from "../sync/interface";
import { isDay } from "./day";

export const NOTE_CODE_POINTS_MAX = 2000;
export const TEXT_CODE_POINTS_MAX = 2000;

export type ItemType =
  | "rating"
  | "score"
  | "choice"
  | "multiple"
  | "yes_no"
  | "pass_fail"
  | "number"
  | "text"
  | "photo"
  | "signature"
  | "date";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** 表单项: one question. */
export interface Item {
  readonly id: string;
  readonly order: number;
  readonly type: ItemType;
  readonly label: string;
  readonly aspect: string | null;
  readonly required: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly step: number | null;
  readonly options: readonly Option[];
  readonly maxChoices: number | null;
}

/** 表单: its items in order. `name` is "daily@1". */
export interface Form {
  readonly name: string;
  readonly title: string;
  readonly items: readonly Item[];
}

export type Answers = ReadonlyMap<string, Value>;

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
    if (typeof entry === "string") options.push({ value: entry, label: entry });
    else if (entry !== null && typeof entry === "object" && !Array.isArray(entry) && !(entry instanceof Uint8Array)) {
      const option = textOf(entry.value);
      options.push({ value: option, label: textOf(entry.label) || option });
    }
  }
  return options;
}

function itemOf(id: string, value: Value): Item | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  return {
    id,
    order: numberOf(value.order) ?? 0,
    type: textOf(value.type) as ItemType,
    label: textOf(value.label),
    aspect: textOf(value.aspect) || null,
    required: value.required === true,
    min: numberOf(value.min),
    max: numberOf(value.max),
    step: numberOf(value.step),
    options: optionsOf(value.options),
    maxChoices: numberOf(value.max_choices),
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
    items,
  };
}

/** The answers that a document holds, removed ones left out. */
export function answersOf(doc: Doc | undefined): Map<string, Value> {
  const answers = new Map<string, Value>();
  for (const [path, { value }] of doc?.registers ?? []) {
    if (path.startsWith("answers/") && value !== null) answers.set(path.slice(8), value);
  }
  return answers;
}

/** The required items that have no valid answer yet, in the form's order. */
export function missing(form: Form, answers: Answers): string[] {
  return form.items
    .filter((item) => {
      const value = answers.get(item.id);
      if (value === undefined || value === null) return item.required;
      return checkAnswer(item, value) !== null;
    })
    .map((item) => item.id);
}

/** Why an answer is not taken; null when it is. */
export type AnswerFault = "type" | "low" | "high" | "step" | "option" | "too_many" | "too_long" | "day";

const RATING_MAX = 5;

/** What is wrong with a value as the answer to an item. An item type of the future takes anything. */
export function checkAnswer(item: Item, value: Value): AnswerFault | null {
  switch (item.type) {
    case "rating":
    case "score":
    case "number":
      return item.options.length > 0 ? checkOption(item, value) : checkNumber(item, value);
    case "choice":
    case "pass_fail":
      return checkOption(item, value);
    case "multiple":
      return checkMultiple(item, value);
    case "yes_no":
      return typeof value === "boolean" ? null : "type";
    case "text":
      return checkText(value, item.max ?? TEXT_CODE_POINTS_MAX);
    case "photo":
    case "signature":
      return isPhoto(value) ? null : "type";
    case "date":
      return typeof value === "string" && isDay(value) ? null : "day";
    default:
      return null;
  }
}

/** The lowest, the highest and the step of a numeric item; a rating is 1 to 5 where the form says nothing. */
export function boundsOf(item: Item): { min: number | null; max: number | null; step: number } {
  if (item.type === "rating") return { min: item.min ?? 1, max: item.max ?? RATING_MAX, step: item.step ?? 1 };
  if (item.type === "score") return { min: item.min ?? 0, max: item.max, step: item.step ?? 1 };
  return { min: item.min, max: item.max, step: item.step ?? 0 };
}

function checkNumber(item: Item, value: Value): AnswerFault | null {
  const number = item.type === "rating" && typeof value !== "number" ? null : numberOf(value);
  if (number === null) return "type";
  const { min, max, step } = boundsOf(item);
  if (min !== null && number < min) return "low";
  if (max !== null && number > max) return "high";
  const steps = step > 0 ? (number - (min ?? 0)) / step : 0;
  return Math.abs(steps - Math.round(steps)) < 1e-9 ? null : "step";
}

function checkOption(item: Item, value: Value): AnswerFault | null {
  if (typeof value !== "string") return "type";
  return choicesOf(item).some((option) => option.value === value) ? null : "option";
}

function checkMultiple(item: Item, value: Value): AnswerFault | null {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return "type";
  if (value.some((one) => checkOption(item, one) !== null)) return "option";
  return item.maxChoices !== null && value.length > item.maxChoices ? "too_many" : null;
}

function checkText(value: Value, codePointsMax: number): AnswerFault | null {
  if (typeof value !== "string") return "type";
  return codePoints(value) > codePointsMax ? "too_long" : null;
}

function isPhoto(value: Value): boolean {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return false;
  return typeof value.blob === "string" && /^[0-9a-f]{64}$/.test(value.blob);
}

/** What a choice offers; pass or fail brings its own three where the form names none. */
export function choicesOf(item: Item): readonly Option[] {
  return item.type === "pass_fail" && item.options.length === 0 ? PASS_FAIL : item.options;
}

const PASS_FAIL: readonly Option[] = ["pass", "fail", "na"].map((value) => ({ value, label: "" }));

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
