/** The options of a poll by their numbers: its own, or those that its kind of question has by itself. */
import { under } from "../../model/deed";
import { valueAt } from "../../model/facts";
import type { OptionCounts } from "../../model/generated";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";

export function optionsOf(poll: Doc): Map<string, string> {
  const own = under(poll.registers, "options/").map((path) => [path.slice(8), String(valueAt(poll, path))] as const);
  if (own.length > 0) return new Map([...own].sort(([one], [other]) => Number(one) - Number(other)));
  const type = valueAt(poll, "type");
  const words = type === "appraisal" ? t("proj.grades") : type === "approval" ? t("proj.stances") : "";
  return new Map(words.split(" ").flatMap((label, at) => (label ? [[String(at + 1), label] as const] : [])));
}

/** The options of a single question; those of a choice with the most marks first. */
export function ranked(poll: Doc, { counts }: { readonly counts: OptionCounts }): (readonly [string, string])[] {
  const options = [...optionsOf(poll)];
  if (valueAt(poll, "type") !== "choice") return options;
  return options.sort(([one], [other]) => (counts[other] ?? 0) - (counts[one] ?? 0) || Number(one) - Number(other));
}
