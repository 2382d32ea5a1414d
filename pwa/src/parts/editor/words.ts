/** What fields, words, people and sections of a programme are called, in the language chosen now. */
import { type Given, mapOf } from "../../model/given";
import type { Value } from "../../sync/interface";
import { type Key, t } from "../../text";

/** The words of a key, or the bare word where there are none: a role of the programme's own, a symbol. */
function found(words: string, word: string): string {
  return words.endsWith(`.${word}`) ? word : words;
}

export const fieldWords = (name: string): string => found(t(`field.${name}` as Key), name);
export const plainWord = (word: string): string => found(t(`word.${word}` as Key), word);
export const whoWords = (word: string): string => found(t(`who.${word}` as Key), word);
export const sectionWords = (section: string): string => found(t(`section.${section}` as Key), section);

/** A value as a line to read: what an editor shows folded, and what differs between two versions. */
export function valueWords(value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  if (value === true) return t("plans.yes");
  if (Array.isArray(value)) return value.map((each) => valueWords(each) || t("plans.lost")).join(t("list.comma"));
  const map = mapOf(value);
  if (!map) return typeof value === "string" ? wordOrPerson(value) : String(value);
  const called = map.title ?? map.label ?? map.text;
  if (typeof called === "string") return called;
  return Object.entries(map)
    .filter(([name]) => name !== "order")
    .map(([name, each]) => (name === "type" ? valueWords(each) : `${fieldWords(name)} ${valueWords(each)}`))
    .join(" ");
}

/** A word of the format, or somebody that it speaks of. */
function wordOrPerson(word: string): string {
  const plain = plainWord(word);
  return plain === word ? whoWords(word) : plain;
}

/** What an element is called in a list. */
export function elementWords(id: string, value: Given): string {
  const called = value.title ?? value.text ?? value.label;
  return typeof called === "string" && called ? called : id;
}
