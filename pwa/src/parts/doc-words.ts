/** A document in a few words, such as "11月21日 自评", for lists of what waits or was refused. */
import { evaluationOf } from "../model/evaluation";
import { idOf } from "../model/ids";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import { docAt, personAt } from "./here";
import { dayWords } from "./when";

export function docWords(doc: Doc | undefined, kind = doc?.kind): string {
  const at = (path: string) => doc?.registers.get(path)?.value;
  const name = at("name") ?? at("title") ?? at("text");
  switch (kind) {
    case "self_evaluation": {
      const day = doc && evaluationOf(doc)?.day;
      return day ? t("self.of_day", { day: dayWords(day) }) : t("self");
    }
    case "peer_review": {
      const round = docAt(idOf(doc?.registers.get("round")?.value))?.registers.get("title")?.value;
      const subject = personAt(idOf(doc?.registers.get("subject")?.value) ?? "");
      return subject
        ? t("review.of", { round: typeof round === "string" ? round : "", name: subject.name })
        : t("review");
    }
    case "peer_round":
      return typeof name === "string" ? name : t("rounds");
    default:
      return typeof name === "string" ? name : t("record");
  }
}
