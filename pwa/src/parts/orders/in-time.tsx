/** Units by the share of their orders that were answered in time, as results rank them. */
import type { JSX } from "preact";
import { type Line, measured } from "../../model/order-desk";
import { rank } from "../../model/ranking";
import { t } from "../../text";
import Ranking from "../charts/ranking";
import { placeName } from "../here";

export function InTime({ lines }: { lines: readonly Line[] }): JSX.Element {
  return (
    <>
      <section class="card stack">
        <h2>{t("desk.in_time")}</h2>
        <Ranking
          title={t("desk.in_time")}
          places={rank(measured(lines))}
          nameOf={placeName}
          points={t("desk.share")}
          few={t("desk.few")}
        />
      </section>
      <p class="small">{t("desk.in_time.how")}</p>
    </>
  );
}
