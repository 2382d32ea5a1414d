/** From a department's result to an order: on the whole of it, or on one indicator, the weakest first. */
import type { JSX } from "preact";
import { type Component, type PeriodResult, short } from "../../model/results";
import { t } from "../../text";
import { inOffice } from "../deeds/leading";
import { COUNTED, componentWords } from "../result-words";
import { OrderFrom } from "./order-from";

const WEAKEST_SHOWN = 3;

export function ToOrder({ result }: { result: PeriodResult }): JSX.Element | null {
  if (!inOffice()) return null;
  const measured = result.components.filter(({ id }) => !COUNTED.includes(id));
  const weakest = [...measured].sort((one, other) => Number(one.value) - Number(other.value));
  const line = (one: Component) => (
    <OrderFrom
      key={one.id}
      kind="result"
      id={result.id}
      part={one.id}
      words={t("order.of_indicator", { indicator: componentWords(one), value: short(one.value) })}
    />
  );
  return (
    <section class="card stack" aria-label={t("order.of_result")}>
      <h2>{t("order.of_result")}</h2>
      <OrderFrom kind="result" id={result.id} words={t("order.of_total", { total: short(result.total ?? "") })} />
      {weakest.slice(0, WEAKEST_SHOWN).map(line)}
      {weakest.length > WEAKEST_SHOWN && (
        <details>
          <summary>{t("order.of_others", { n: weakest.length - WEAKEST_SHOWN })}</summary>
          <div class="stack">{weakest.slice(WEAKEST_SHOWN).map(line)}</div>
        </details>
      )}
    </section>
  );
}
