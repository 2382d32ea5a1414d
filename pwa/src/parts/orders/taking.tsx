/** How long orders took, from the issue to the closing, in working days. */
import type { JSX } from "preact";
import { CYCLE_ENDS, cycles, type Line, median } from "../../model/order-desk";
import { t } from "../../text";
import Distribution from "../charts/distribution";

export function Taking({ lines }: { lines: readonly Line[] }): JSX.Element {
  const middle = median(lines);
  const labels = CYCLE_ENDS.map((end, at) =>
    t("desk.span", { from: at === 0 ? 0 : (CYCLE_ENDS[at - 1] ?? 0) + 1, to: end }),
  );
  const counts = cycles(lines);
  const rows = [...labels, t("desk.span.more", { n: CYCLE_ENDS.at(-1) ?? 0 })].map(
    (label, at) => [label, counts[at] ?? 0] as const,
  );
  return (
    <section class="card stack">
      <h2>{t("desk.taking")}</h2>
      {middle !== null && <p class="num">{t("desk.median", { n: middle })}</p>}
      <Distribution title={t("desk.taking")} head={t("desk.days")} of={t("desk.count")} counts={rows} />
    </section>
  );
}
