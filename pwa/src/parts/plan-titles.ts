/** What programmes and their elements are called, and their registers as the rules read them. */
import { type Given, mapOf, type Registers } from "../model/given";
import { textAt } from "../model/person";
import type { Doc } from "../sync/interface";
import { language } from "./preferences";

const read = new WeakMap<Doc, Registers>();

export function registersOf(doc: Doc): Registers {
  let found = read.get(doc);
  if (!found) {
    found = new Map([...doc.registers].map(([path, { value }]) => [path, value]));
    read.set(doc, found);
  }
  return found;
}

/** A title in the language chosen now. */
export function titleIn(given: Given | null | undefined): string {
  const english = language.value === "en" ? given?.title_en : "";
  const chosen = english || given?.title || "";
  return typeof chosen === "string" ? chosen : "";
}

/** What people call a programme: its short title, else its whole one. */
export function nameOfPlan(doc: Doc): string {
  const english = language.value === "en" ? textAt(doc, "about/title_en") : "";
  return english || textAt(doc, "about/short_title") || textAt(doc, "about/title") || textAt(doc, "code");
}

/** An element of a programme by its section and id. */
export function elementAt(doc: Doc, section: string, id: string): Given | null {
  return mapOf(doc.registers.get(`${section}/${id}`)?.value);
}
