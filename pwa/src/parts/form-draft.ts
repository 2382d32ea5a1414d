/**
 * 表单草稿: a form as it was left: what was typed into it and not saved. `form-keeping.tsx` keeps it while it is typed.
 * Promises: whoever comes back, however they left, goes on there; it is on one's own devices alone.
 */
import type { ReadonlySignal } from "@preact/signals";
import { idOf } from "../model/ids";
import type { Doc, Value } from "../sync/interface";
import { replica } from "./here";

/** A field of a form: text as it was typed, or what was picked. */
type Field = string | readonly unknown[] | object;
export type Fields = Readonly<Record<string, ReadonlySignal<unknown>>>;
/** Each field as text. */
export type Typed = ReadonlyMap<string, string>;

/** A register takes 16 KiB. */
const BYTES_MAX = 16_000;

/** What was begun under this name and not saved. */
export function draftOf(form: string): Doc | undefined {
  const own = replica.peek();
  return own
    ?.ofKind("form_draft")
    .peek()
    .find(
      ({ registers }) => registers.get("form")?.value === form && idOf(registers.get("person")?.value) === own.person,
    );
}

/** Whether something of it is kept. */
export function isBegun(form: string): boolean {
  return [...(draftOf(form)?.registers ?? [])].some(
    ([path, { value }]) => path.startsWith("fields/") && value !== null,
  );
}

function fitting(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length > BYTES_MAX ? new TextDecoder().decode(bytes.slice(0, BYTES_MAX)).replace(/\uFFFD+$/, "") : text;
}

const textOf = (field: Field): string => fitting(typeof field === "string" ? field : JSON.stringify(field));

function fieldOf(kept: Value | undefined, begun: Field): Field {
  if (typeof kept !== "string") return begun;
  if (typeof begun === "string") return kept;
  try {
    const found: unknown = JSON.parse(kept);
    return Array.isArray(found) === Array.isArray(begun) ? (found as Field) : begun;
  } catch {
    return begun;
  }
}

/** A form's lines as they were left, over those with which it begins. */
export function resumed<T extends object>(form: string, lines: T, names: readonly (keyof T & string)[]): T {
  const registers = draftOf(form)?.registers;
  if (!registers) return lines;
  const kept = names.map((name) => [name, fieldOf(registers.get(`fields/${name}`)?.value, lines[name] as Field)]);
  return { ...lines, ...Object.fromEntries(kept) };
}

export function typedIn(fields: Fields): Typed {
  return new Map(Object.entries(fields).map(([name, { value }]) => [name, textOf(value as Field)]));
}
