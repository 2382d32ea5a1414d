/** What came of a visit: what failed, what came late, and how far the inspectors agree beyond chance. */
import type { JSX } from "preact";
import { agreement, KAPPA_SUBJECTS_MIN } from "../../model/agreement";
import { roundedText } from "../../model/scoring-number";
import { t } from "../../text";
import { Icon } from "../icons";
import { nameOf, type Row, type Visit } from "./view";
import "../lists.css";

export function Outcome({ visit }: { visit: Visit }): JSX.Element {
  const failed = visit.rows.filter(({ result }) => result.verdict === "fail");
  const late = visit.rows.flatMap(({ seen }) => seen).filter(({ timing }) => timing !== "in_time");
  return (
    <>
      <section class="card list" aria-label={t("insp.failed.list")}>
        {failed.length === 0 && <p class="line-row muted">{t("insp.failed.none")}</p>}
        {failed.map((row) => (
          <a key={row.id} class="line-row" href={`/visits/${visit.id}/items/${row.id}`}>
            <span class="grow">
              <span class="small num">{row.number} </span>
              {row.item.text}
            </span>
            {row.result.disagree && <Icon name="alert" />}
            {row.result.lost !== "0" && <span class="tag fail num">−{row.result.lost}</span>}
            <Icon name="go" />
          </a>
        ))}
      </section>
      {late.length > 0 && (
        <p class="hint" role="status">
          <Icon name="clock" />
          <span>
            {t("insp.late", {
              n: late.length,
              names: [...new Set(late.map(({ by }) => nameOf(by)))].join(t("list.comma")),
            })}
          </span>
        </p>
      )}
      <Agreed rows={visit.rows} />
    </>
  );
}

function Agreed({ rows }: { rows: readonly Row[] }): JSX.Element | null {
  const ratings = new Map(
    rows.map(({ id, seen }) => {
      const said = seen.filter(({ verdict }) => verdict !== "unseen").map(({ by, verdict }) => [by, verdict] as const);
      return [id, new Map<string, string>(said)] as const;
    }),
  );
  const { subjects, observed, kappa } = agreement(ratings);
  if (!observed) return null;
  const percent = roundedText({ n: observed.n * 100n, d: observed.d }, 0, "half_up");
  const few = subjects < KAPPA_SUBJECTS_MIN;
  return (
    <section class="card stack">
      <h2>{t("insp.agreement")}</h2>
      <p class="muted">{t("insp.agreement.words", { n: subjects, percent })}</p>
      {few ? (
        <p class="muted">{t("insp.kappa.few", { min: KAPPA_SUBJECTS_MIN })}</p>
      ) : kappa ? (
        <p class="num">{t("insp.kappa", { kappa: roundedText(kappa, 2, "half_up") })}</p>
      ) : (
        <p class="muted">{t("insp.kappa.alike")}</p>
      )}
    </section>
  );
}
