/** What came of a visit: what failed, what came late, and how far the inspectors agree. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Icon } from "../icons";
import { later } from "../later";
import { nameOf, type Visit } from "./view";
import "../lists.css";

const Agreed = later(async () => (await import("./agreed")).Agreed);

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
      <Agreed visit={visit} />
    </>
  );
}
