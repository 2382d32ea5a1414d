/** What polls are called, who is who in them, and what is wrong with a ballot, in words. */

import { idOf } from "../../model/ids";
import { NOBODY, type Poll, runs } from "../../model/poll";
import { type Ballot, type Fault, marks, verdict } from "../../model/poll-count";
import { textOf } from "../../model/scoring-number";
import type { Hex, Value } from "../../sync/interface";
import { type Key, t } from "../../text";
import { mine, person, personAt, today } from "../here";
import { momentWords } from "../when";

export const typeWords = (poll: Poll) => t(`poll.type.${poll.type}`);
export const modeWords = (poll: Poll) => t(`poll.mode.${poll.mode}`);
export const stageWords = (poll: Poll) => t(`poll.stage.${poll.stage}`);

/** 今天 18:00 截止, said with the minute that is still inside. */
export function closesWords(poll: Poll): string {
  return t("poll.closes", { time: momentWords(poll.closesAt, today.value) });
}

/** A line of the ballot: a person's name, or that it is the question itself. */
export function lineName(line: string, poll: Poll): string {
  if (line === NOBODY) return poll.type === "choice" ? poll.title : t("poll.motion");
  const id = idOf(line);
  return (id && personAt(id)?.name) || "…";
}

export function names(ids: readonly Hex[]): string {
  return ids.map((id) => personAt(id)?.name ?? "…").join(t("list.comma"));
}

/** What was marked on a line, in the options' own words. */
export function markWords(value: Value | undefined, poll: Poll): string {
  const read = marks(value, poll);
  if (read === null) return t("poll.mine.blank");
  if (typeof read === "string") return faultWords(read, poll);
  if (Array.isArray(read)) return read.map((option) => poll.options.get(option) ?? "").join(t("list.comma"));
  return textOf(read);
}

export function faultWords(fault: Fault, poll: Poll): string {
  const [min, max, step] = poll.range?.map(textOf) ?? [];
  return t(`poll.spoils.${fault}` as Key, { most: poll.most, min: min ?? "", max: max ?? "", step: step ?? "" });
}

/** What would be spoilt of a ballot, in words: all of it, or a line; null where nothing is. */
export function spoiltWords(ballot: Ballot, poll: Poll): { readonly whole: boolean; readonly words: string } | null {
  const [state, fault] = verdict(ballot, poll);
  if (state === "spoilt" && fault) return { whole: true, words: faultWords(fault, poll) };
  for (const line of poll.lines) {
    const read = marks(ballot[line], poll);
    if (typeof read === "string")
      return { whole: false, words: t("poll.spoils.line", { why: faultWords(read, poll) }) };
  }
  return null;
}

/** Who counts: the tellers, and the chair with them. */
export function counts(poll: Poll): boolean {
  return poll.tellers.includes(mine().person) || runs(person.value, poll);
}
