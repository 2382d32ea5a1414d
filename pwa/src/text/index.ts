/**
 * The words: `t("key", { n: 3 })` in the language chosen now. Texts of the first screen come with the app, the rest with
 * the first other screen, English only when it is chosen.
 */
import { signal } from "@preact/signals";
import { type Language, language } from "../parts/preferences";
import zh from "./zh-CN";

export type FirstKey = keyof typeof zh;
export type MoreKey = keyof typeof import("./zh-CN.more").default;
export type Key = FirstKey | MoreKey;
type Table = Partial<Record<Key, string>>;

const tables: Record<Language, Table> = { "zh-CN": { ...zh }, en: {} };
const table = signal<Table>(tables["zh-CN"]);

/** The words for a key; `{name}` in them is replaced by what is given. Follows the language. */
export function t(key: Key, given?: Readonly<Record<string, string | number>>): string {
  const words = table.value[key] ?? tables["zh-CN"][key] ?? key;
  return given ? words.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? "")) : words;
}

let more = false;

async function fetchTexts(wanted: Language): Promise<void> {
  const loads: Promise<{ default: Table }>[] = [];
  if (wanted === "en") loads.push(import("./en"));
  if (more) loads.push(wanted === "en" ? import("./en.more") : import("./zh-CN.more"));
  const found = await Promise.all(loads);
  tables[wanted] = Object.assign({ ...tables[wanted] }, ...found.map((module) => module.default));
}

/** Makes the texts of the other screens ready; screens await it before they are shown. */
export async function moreTexts(): Promise<void> {
  if (more) return;
  more = true;
  await fetchTexts(language.peek());
  table.value = tables[language.peek()];
}

/** Changes the language on the spot; the old one stays when the new one can't be fetched. */
export async function speak(wanted: Language): Promise<void> {
  await fetchTexts(wanted);
  language.value = wanted;
  table.value = tables[wanted];
  document.documentElement.lang = wanted;
}
