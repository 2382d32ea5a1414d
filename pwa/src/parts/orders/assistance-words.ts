/** Words of an assistance's state. */
import type { AssistanceStanding } from "../../model/assistance";
import { t } from "../../text";
import type { Tone } from "../deeds/words";

export function assistanceWords(state: AssistanceStanding["state"]): [string, Tone] {
  const words: Record<AssistanceStanding["state"], [string, Tone]> = {
    draft: [t("assistance.draft"), ""],
    running: [t("assistance.running"), "info"],
    improved: [t("assistance.improved"), "pass"],
    closed: [t("assistance.closed"), ""],
  };
  return words[state];
}
