/** 一致性 of one item, on its own page: of this visit, and over all visits with the same checklist. */
import type { JSX } from "preact";
import { type Agreement, KAPPA_SUBJECTS_MIN, perItem, told } from "../../model/agreement";
import { t } from "../../text";
import { acrossWords, courseOf, kappaOf, percentOf, ratingsOf } from "./agreeing";
import type { Row, Visit } from "./view";

/** Only once the visit is over, so that no figure sways a verdict. */
export function ItemAgreed({ visit, row }: { visit: Visit; row: Row }): JSX.Element | null {
  if (visit.standing.state !== "finished" && visit.standing.state !== "published") return null;
  const ratings = ratingsOf({ rows: [row] });
  const share = perItem(ratings).get(row.id);
  const found = visit.checklist ? courseOf(visit.checklist.id).items.get(row.id) : undefined;
  if (!share && !found) return null;
  return (
    <section class="card stack" aria-label={t("insp.agreement")}>
      <h2>{t("insp.agreement")}</h2>
      {share && (
        <p class="num">{t("insp.agreed.here", { n: ratings.get(row.id)?.size ?? 0, percent: percentOf(share) })}</p>
      )}
      {found && <ItemAcross found={found} />}
    </section>
  );
}

function ItemAcross({ found }: { found: Agreement }): JSX.Element {
  if (found.subjects < KAPPA_SUBJECTS_MIN) {
    return <p class="muted">{t("insp.across.few", { n: found.subjects, min: KAPPA_SUBJECTS_MIN })}</p>;
  }
  const kappa = told(found);
  return (
    <p class={kappa ? "num" : "muted"}>
      {kappa && <b>κ = {kappaOf(kappa)} </b>}
      {acrossWords(found)}
    </p>
  );
}
