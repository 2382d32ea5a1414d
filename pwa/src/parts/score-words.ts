/** What a score lacks, in words, and what its parts are called in the language chosen now. */
import type { ScoringModel } from "../model/scoring-model";
import { textOf } from "../model/scoring-number";
import type { Lack } from "../model/scoring-way";
import { t } from "../text";
import { language } from "./preferences";

export function titleOf({ title, titleEn }: { readonly title: string; readonly titleEn: string }): string {
  return language.value === "en" && titleEn ? titleEn : title;
}

const MEASURES = {
  total: "score.total",
  deductions: "score.deductions",
  bonus: "score.bonus",
  vetoes: "score.vetoes",
} as const;
const SIGNS: Readonly<Record<string, string>> = { ">=": "≥", "<=": "≤", "!=": "≠" };

/** "总分 3.5 分", or where it isn't a matter of more points "扣分 ≤ 2". */
export function lackWords(model: ScoringModel, { condition, short }: Lack): string {
  const { of, op, value, to } = condition;
  const component = model.components.find(({ id }) => id === of);
  const key = MEASURES[of as keyof typeof MEASURES];
  const name = component ? titleOf(component) : key ? t(key) : of.replace("answer/", "");
  if (short && (op === ">=" || op === ">") && of === "total") return t("score.points", { n: textOf(short) });
  return `${name} ${to ? `${textOf(value)}–${textOf(to)}` : `${SIGNS[op] ?? op} ${textOf(value)}`}`;
}
