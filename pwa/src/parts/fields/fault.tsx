/** What is wrong with an answer, in words; fetched when something is. */
import type { JSX } from "preact";
import { type AnswerFault, boundsOf, type Item, textMax } from "../../model/form";
import { t } from "../../text";

interface FaultProps {
  readonly fault: AnswerFault;
  readonly item: Item;
  /** What was typed was not written. */
  readonly notTaken?: boolean;
}

export function Fault({ fault, item, notTaken }: FaultProps): JSX.Element {
  const why = faultWords(fault, item);
  return <>{notTaken ? t("fault.not_taken", { why }) : why}</>;
}

/** The sentence for a fault. */
function faultWords(fault: AnswerFault, item: Item): string {
  const { min, max, step } = boundsOf(item);
  switch (fault) {
    case "rating_range":
    case "score_range":
    case "number_range":
      return rangeWords(min, max);
    case "rating_step":
    case "score_step":
    case "number_step":
      return t("fault.step", { n: step ?? 1 });
    case "unknown_option":
    case "repeated_choice":
      return t("fault.option");
    case "too_many_choices":
      return t("choices.max", { n: item.maxChoices ?? 0 });
    case "too_few_choices":
      return t("fault.too_few", { n: min ?? 0 });
    case "text_too_long":
      return t("fault.too_long", { n: textMax(item) });
    case "text_too_short":
      return t("fault.too_short", { n: min ?? 0 });
    case "bad_day":
    case "date_range":
      return t("fault.day");
    default:
      return t("fault.type");
  }
}

function rangeWords(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return t("fault.range", { min, max });
  return min !== null ? t("fault.low", { n: min }) : t("fault.high", { n: max ?? 0 });
}
