/** A condition in words: "「有速干手消毒剂吗」是 没有, 且 …". What it compares with an answer is said by the option's label. */
import type { Looked } from "../model/checklist";
import type { ChecklistItem } from "../model/generated";
import { t } from "../text";

/** Said so far, how tightly it binds, and the item whose answer it is. */
interface Phrase {
  readonly words: string;
  readonly binds: number;
  readonly item?: ChecklistItem | undefined;
}

const SIGNS: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "=": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  selected: 3,
  "+": 4,
  "-": 4,
  "*": 5,
  div: 5,
  mod: 5,
};
const SAID: Readonly<Record<string, string>> = { "!=": "≠", "<=": "≤", ">=": "≥", "*": "×", div: "÷", "-": "−" };
const TIGHT = 9;
const SHORT = 24;

/** How an answer that a condition compares with is called: the option's label, pass or fail, yes or no. */
export function optionWords(item: ChecklistItem | undefined, value: string | number): string {
  const scale = item?.scale ?? "pass_fail";
  const own: Readonly<Record<string, string>> = { pass: t("pass"), fail: t("fail"), na: t("na") };
  if (item && scale === "pass_fail" && own[value]) return own[value] ?? "";
  for (const option of item?.options ?? []) {
    if (option === value) return String(value);
    if (typeof option !== "string" && option.value === value) return option.label || String(value);
  }
  return String(value);
}

/** An item in a few words; answers that it quotes are left open. */
export function itemWords({ text }: ChecklistItem): string {
  const words = text.replace(/\$\{[^}]*\}/g, "…");
  return words.length > SHORT ? `${words.slice(0, SHORT)}…` : words;
}

export function conditionWords(condition: NonNullable<ChecklistItem["when"]>, items: readonly Looked[]): string {
  const stack: Phrase[] = [];
  for (const [name, given] of condition) {
    if (name === "answer") {
      const item = items.find(({ id }) => id === given)?.item;
      stack.push({ words: `「${item ? itemWords(item) : given}」`, binds: TIGHT, item });
    } else if (name === "text" || name === "number") stack.push({ words: String(given ?? ""), binds: TIGHT });
    else if (name === "true" || name === "false")
      stack.push({ words: t(name === "true" ? "yes" : "no"), binds: TIGHT });
    else if (name === "own") stack.push({ words: t("when.own"), binds: TIGHT });
    else if (name === "today") stack.push({ words: t("when.today"), binds: TIGHT });
    else if (name in SIGNS) stack.push(joined(name, ...taken(stack, 2)));
    else stack.push(called(name, given, stack));
  }
  return stack.at(-1)?.words ?? "";
}

function taken(stack: Phrase[], count: number): [Phrase, Phrase] {
  return stack.splice(-count) as [Phrase, Phrase];
}

function joined(name: string, left: Phrase, right: Phrase): Phrase {
  const binds = SIGNS[name] ?? 0;
  const item = left.item ?? right.item;
  const inner = (one: Phrase) => {
    const words = item && !one.item && binds === 3 ? optionWords(item, one.words) || t("when.nothing") : one.words;
    return one.binds < binds || (one.binds === binds && name !== "and" && name !== "or") ? `(${words})` : words;
  };
  if (name === "and" || name === "or" || name === "selected") {
    return { words: t(`when.${name}`, { left: inner(left), right: inner(right) }), binds };
  }
  return { words: `${inner(left)} ${SAID[name] ?? name} ${inner(right)}`, binds };
}

/** What has no sign of its own, by its name with what it takes. */
function called(name: string, given: string | number | undefined, stack: Phrase[]): Phrase {
  const count = typeof given === "number" ? given : name === "if" ? 3 : PAIRS.includes(name) ? 2 : 1;
  const words = stack.splice(-count).map((each) => each.words);
  if (name === "not") return { words: t("when.not", { words: words.join() }), binds: TIGHT };
  if (typeof given === "string") words.push(given);
  return { words: `${name.replace(/^as_/, "")}(${words.join(", ")})`, binds: TIGHT };
}

const PAIRS = ["selected_at", "coalesce", "round", "contains", "starts_with", "ends_with"];
