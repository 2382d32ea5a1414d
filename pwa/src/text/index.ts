/**
 * The words: `t("key", { n: 3 })` in the language chosen now. Texts of the first screen come with the app, those of the
 * others in groups, each with the first screen that asks for it; English only when it is chosen.
 */
import { signal } from "@preact/signals";
import { type Language, language } from "../parts/preferences";
import zh from "./zh-CN";

export type FirstKey = keyof typeof zh;
export type Key =
  | FirstKey
  | keyof typeof import("./zh-CN.more").default
  | keyof typeof import("./zh-CN.me").default
  | keyof typeof import("./zh-CN.roster").default
  | keyof typeof import("./zh-CN.agenda").default
  | keyof typeof import("./zh-CN.results").default
  | keyof typeof import("./zh-CN.deeds").default
  | keyof typeof import("./zh-CN.orders").default
  | keyof typeof import("./zh-CN.desk").default
  | keyof typeof import("./zh-CN.score").default
  | keyof typeof import("./zh-CN.rounds").default
  | keyof typeof import("./zh-CN.leading").default
  | keyof typeof import("./zh-CN.plans").default
  | keyof typeof import("./zh-CN.bulletins").default
  | keyof typeof import("./zh-CN.fields").default
  | keyof typeof import("./zh-CN.step").default
  | keyof typeof import("./zh-CN.projector").default
  | keyof typeof import("./zh-CN.many").default
  | keyof typeof import("./zh-CN.booth").default
  | keyof typeof import("./zh-CN.public").default
  | keyof typeof import("./zh-CN.polls").default
  | keyof typeof import("./zh-CN.meeting").default
  | keyof typeof import("./zh-CN.honours").default
  | keyof typeof import("./zh-CN.inspect").default;
type Table = Partial<Record<Key, string>>;
export type Load = () => Promise<{ default: Table }>;

export type Group = keyof typeof import("./groups").GROUPS;

const tables: Record<Language, Table> = { "zh-CN": { ...zh }, en: {} };
const table = signal<Table>(tables["zh-CN"]);

/** The words for a key; `{name}` in them is replaced by what is given. Follows the language. */
export function t(key: Key, given?: Readonly<Record<string, string | number>>): string {
  const words = table.value[key] ?? tables["zh-CN"][key] ?? key;
  return given ? words.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? "")) : words;
}

const wanted = new Set<Group>();

async function fetchTexts(spoken: Language): Promise<void> {
  const { GROUPS } = await import("./groups");
  const loads: Promise<{ default: Table }>[] = [...wanted].map((group) => GROUPS[group][spoken]());
  if (spoken === "en") loads.push(import("./en"));
  const found = await Promise.all(loads);
  tables[spoken] = Object.assign({ ...tables[spoken] }, ...found.map((module) => module.default));
}

/** Makes the texts of other screens ready; screens await it before they are shown. */
export async function moreTexts(...groups: readonly Group[]): Promise<void> {
  const before = wanted.size;
  for (const group of ["more", ...groups] as const) wanted.add(group);
  if (wanted.size === before) return;
  await fetchTexts(language.peek());
  table.value = tables[language.peek()];
}

/** Changes the language on the spot; the old one stays when the new one can't be fetched. */
export async function speak(spoken: Language): Promise<void> {
  await fetchTexts(spoken);
  language.value = spoken;
  table.value = tables[spoken];
  document.documentElement.lang = spoken;
}
