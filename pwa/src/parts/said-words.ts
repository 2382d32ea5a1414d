/** Words for what is said of people and for what came of it. */
import type { Outcome, Part } from "../model/commentary";
import { t } from "../text";

export function partWords(part: Part): string {
  return {
    strengths: t("say.strengths"),
    problems: t("say.problems"),
    advice: t("say.advice"),
    direction: t("say.direction"),
  }[part];
}

export function partHint(part: Part): string {
  return {
    strengths: t("say.strengths.hint"),
    problems: t("say.problems.hint"),
    advice: t("say.advice.hint"),
    direction: t("say.direction.hint"),
  }[part];
}

export function outcomeWords(outcome: Outcome): string {
  return { done: t("outcome.done"), partly: t("outcome.partly"), not_done: t("outcome.not_done") }[outcome];
}
