/** 平台计分: what the server has counted of a visit, live, beside what this phone works out for itself. */
import type { JSX } from "preact";
import { visitTally } from "../../model/visit-tally";
import { t } from "../../text";
import { all } from "../here";
import { visitOf } from "./gathered";
import type { Visit } from "./view";

export function Tallied({ visit }: { visit: Visit }): JSX.Element | null {
  const doc = all("visit_tally").find((each) => visitOf(each) === visit.id);
  if (!doc) return null;
  const { full, score, lost, same } = visitTally(doc.registers, visit.score);
  return (
    <>
      <p class="row">
        <b class="grow">{t("insp.tally")}</b>
        <b class="num">{full === "0" ? t("insp.lost", { n: lost }) : t("insp.score.of", { n: score, of: full })}</b>
      </p>
      <p class="muted" role="status">
        {t(same ? "insp.tally.same" : "insp.tally.differs")}
      </p>
    </>
  );
}
