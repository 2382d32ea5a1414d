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

/** What screens have asked for; a group that couldn't be fetched is asked for again, and holds up no other. */
const wanted = new Map<Group, Promise<void>>();

async function fetchTexts(spoken: Language, groups: Iterable<Group>): Promise<void> {
  const { GROUPS } = await import("./groups");
  const loads: Promise<{ default: Table }>[] = [...groups].map((group) => GROUPS[group][spoken]());
  if (spoken === "en") loads.push(import("./en"));
  const found = await Promise.all(loads);
  tables[spoken] = Object.assign({ ...tables[spoken] }, ...found.map((module) => module.default));
}

function want(group: Group): Promise<void> {
  const asked = wanted.get(group) ?? fetchTexts(language.peek(), [group]);
  wanted.set(group, asked);
  asked.catch(() => wanted.delete(group));
  return asked;
}

/** Makes the texts of other screens ready; screens await it before they are shown. */
export async function moreTexts(...groups: readonly Group[]): Promise<void> {
  await Promise.all(["more" as const, ...groups].map(want));
  table.value = tables[language.peek()];
}

/** Changes the language on the spot; the old one stays when the new one can't be fetched. */
export async function speak(spoken: Language): Promise<void> {
  await fetchTexts(spoken, wanted.keys());
  language.value = spoken;
  table.value = tables[spoken];
  document.documentElement.lang = spoken;
}
