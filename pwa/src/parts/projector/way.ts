/** What the room, and whoever reveals, is told of anonymous ballots that may be on their way. */
import { wayOf } from "../../model/ballot-leaving";
import { localOf } from "../../model/day";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { docAt, now } from "../here";

/** Before whoever closes or reveals does so; "" where no ballot can be on its way. */
export function wayWords(poll: Doc): string {
  const way = wayOf(poll, undefined, docAt(idOf(valueAt(poll, "institution"))));
  if (!way) return "";
  if (!way.closed) return t("proj.way.open", { n: way.leavingMinutes });
  return roomWords(poll) + t("proj.way.again", { n: way.againMinutes });
}

/** For all to read once it has closed, until when ballots may be on their way; "" where none can be. */
export function roomWords(poll: Doc): string {
  const way = wayOf(poll, undefined, docAt(idOf(valueAt(poll, "institution"))));
  if (!way?.closed) return "";
  if (now.value >= way.untilMs) return t("proj.way.waited");
  return t("proj.way.wait", { time: localOf(Math.ceil(way.untilMs / 60_000) * 60_000).time });
}
