/** What came up again: matters with more than one order in a unit. */
import type { JSX } from "preact";
import { type Line, repeated } from "../../model/order-desk";
import { t } from "../../text";
import { docAt, placeName } from "../here";
import { numberOf } from "./order-words";

export function Returning({ lines }: { lines: readonly Line[] }): JSX.Element {
  const found = repeated(lines);
  if (found.length === 0) return <p class="muted centred">{t("desk.again.none")}</p>;
  return (
    <ul class="card list">
      {found.map((each) => (
        <li key={`${each.unit}/${each.orders[0]}`} class="line-row wraps">
          <span class="grow">
            <b class="block">{each.title}</b>
            <span class="muted">{placeName(each.unit)}</span>
            <span class="quick">
              {each.orders.map((id) => {
                const doc = docAt(id);
                return (
                  doc && (
                    <a key={id} class="btn soft short" href={`/orders/${id}`}>
                      {numberOf(doc)}
                    </a>
                  )
                );
              })}
            </span>
          </span>
          <span class="tag warn num">{t("desk.times", { n: each.orders.length })}</span>
        </li>
      ))}
    </ul>
  );
}
