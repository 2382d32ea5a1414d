/** A month's satisfaction by department: place, rate and interval; what came by posters stands apart. */
import type { JSX } from "preact";
import { type Tally, together } from "../../model/public";
import { rank } from "../../model/ranking";
import { t } from "../../text";
import { placeName } from "../here";
import { later } from "../later";
import "../lists.css";

const Ranking = later(() => import("../charts/ranking").then((module) => module.default));

export function Month({ of }: { of: readonly Tally[] }): JSX.Element {
  const units = together(of);
  const rated = [...units].filter(([, share]) => share.n > 0);
  const places = rank(rated.map(([id, share]) => ({ id, n: share.counted, hits: share.satisfied })));
  const dropped = of.reduce((sum, each) => sum + each.dropped, 0);
  const posters = of.filter(({ poster }) => poster.rate !== null);
  return (
    <>
      <section class="card">
        <Ranking
          title={t("ratings.rate")}
          places={places}
          nameOf={(id) => t("ratings.unit", { name: placeName(id), n: units.get(id)?.n ?? 0 })}
          points={`${t("ratings.rate")} %`}
          few={t("ratings.few")}
        />
        {dropped > 0 && <p class="small num">{t("ratings.dropped", { n: dropped })}</p>}
      </section>
      {posters.length > 0 && <h2 class="section">{t("ratings.poster")}</h2>}
      {posters.length > 0 && (
        <ul class="card list">
          {posters.map(({ id, unit, poster }) => (
            <li key={id} class="line-row num">
              {t("ratings.poster.line", { name: placeName(unit), rate: poster.rate ?? "", n: poster.n })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
