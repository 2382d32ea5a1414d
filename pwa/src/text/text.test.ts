import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("..", import.meta.url));
type Table = Record<string, string>;

/** Every file of texts by its group: "first" is the one that comes with the app. */
async function filesOf(language: string): Promise<Map<string, Table>> {
  const files = new Map<string, Table>();
  for (const name of readdirSync(join(SOURCE, "text"))) {
    const found = new RegExp(`^${language}(?:\\.(\\w+))?\\.ts$`).exec(name);
    if (found)
      files.set(found[1] ?? "first", (await import(/* @vite-ignore */ join(SOURCE, "text", name))).default as Table);
  }
  return files;
}

const inChinese = await filesOf("zh-CN");
const inEnglish = await filesOf("en");
const CHINESE: Table = Object.assign({}, ...inChinese.values());
const ENGLISH: Table = Object.assign({}, ...inEnglish.values());

/** Latin letters that Chinese texts may hold: what a person types, as an example, and names. */
const LATIN_ALLOWED = /qxy|Excel|CSV|XLSForm|JSON|SHA-256|Esc|\b[DPR]\b|\{\w+\}/g;

function sources(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: "utf-8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("text") && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(SOURCE, name), "utf-8"))
    .join("\n");
}

const placeholders = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort();

it("has the same keys in both languages, each file by itself, and none twice", () => {
  expect(inChinese.size).toBeGreaterThan(1);
  expect([...inEnglish.keys()].sort()).toEqual([...inChinese.keys()].sort());
  for (const [group, table] of inChinese) {
    expect(Object.keys(inEnglish.get(group) ?? {}).sort()).toEqual(Object.keys(table).sort());
  }
  const all = [...inChinese.values()].flatMap((table) => Object.keys(table));
  expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
});

it("keeps the same gaps to fill in both languages", () => {
  const uneven = Object.keys(CHINESE).filter((key) => {
    const wanted = new Set(placeholders(CHINESE[key] ?? ""));
    return placeholders(ENGLISH[key] ?? "").some((gap) => !wanted.has(gap));
  });
  expect(uneven).toEqual([]);
});

it("lets no Latin word into the Chinese texts, and no Chinese one into the English", () => {
  expect(Object.values(CHINESE).filter((words) => /[A-Za-z]/.test(words.replace(LATIN_ALLOWED, "")))).toEqual([]);
  expect(Object.values(ENGLISH).filter((words) => /\p{Script=Han}/u.test(words))).toEqual([]);
});

it("uses full-width punctuation in Chinese sentences", () => {
  expect(Object.values(CHINESE).filter((words) => /\p{Script=Han}[,;!?()]|[,;!?(]\p{Script=Han}/u.test(words))).toEqual(
    [],
  );
});

it("has no key that nothing says", () => {
  const said = sources();
  const families = [...said.matchAll(/\bt\(`([\w.]+)\$\{[^}]*\}([\w.]*)`/g)].map(
    ([, before = "", after = ""]) =>
      new RegExp(`^${before.replaceAll(".", "\\.")}[^.]+${after.replaceAll(".", "\\.")}$`),
  );
  const strings = new Set([...said.matchAll(/"([\w.]+)"/g)].map(([, word]) => word));
  const isSaid = (key: string) => strings.has(key) || families.some((family) => family.test(key));
  expect(Object.keys(CHINESE).filter((key) => !isSaid(key))).toEqual([]);
});

it("has no words outside the texts", () => {
  const code = sources()
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\/\/.*$/gm, "");
  const strings = code.match(/(["'`])(?:(?!\1).)*\p{Script=Han}(?:(?!\1).)*\1/gu) ?? [];
  // The languages call themselves by their own name; dates are words of a grammar, not of a table; what a poll's grades
  // and answers are called where nobody said otherwise is written into the poll, as the rules write it.
  const allowed = [/^"中文"$/, /年|月.*日/, /^"阿八嚓/, /^"(优秀|合格|基本合格|不合格|同意|不同意|弃权)"$/];
  expect(strings.filter((string) => !allowed.some((one) => one.test(string)))).toEqual([]);
});
