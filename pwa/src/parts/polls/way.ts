/** What whoever chairs an anonymous poll is told of ballots on their way, before closing it and before the reveal. */
import { type Way, wayOf } from "../../model/ballot-leaving";
import { idOf } from "../../model/ids";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, now, today } from "../here";
import { momentWords } from "../when";

/** Of a poll that takes ballots, how they come; null where none can be on its way. */
function wayHere(poll: Hex): (Way & { readonly known: boolean }) | null {
  const doc = docAt(poll);
  const context = all("ballot_context").find((each) => idOf(each.registers.get("source")?.value) === poll);
  const way = doc && wayOf(doc, context, docAt(idOf(doc.registers.get("institution")?.value)));
  return way ? { ...way, known: context !== undefined } : null;
}

/** "" where no ballot can be on its way. */
export function wayWords(poll: Hex): string {
  const way = wayHere(poll);
  if (!way) return "";
  const said = way.known ? t("poll.way", { issued: way.issued, cast: way.cast }) : "";
  if (!way.closed) return said + t("poll.way.open", { n: way.leavingMinutes });
  const wait =
    now.value < way.untilMs
      ? t("poll.way.wait", { time: momentWords(Math.ceil(way.untilMs / 60_000) * 60_000, today.value) })
      : t("poll.way.waited");
  return said + wait + t("poll.way.again", { n: way.againMinutes });
}
