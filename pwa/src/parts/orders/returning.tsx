/** What came up again: matters with more than one order in a unit. */
import type { JSX } from "preact";
import { type Line, type Repeated, repeated } from "../../model/order-desk";
import { t } from "../../text";
import { docAt, placeName } from "../here";
import { later } from "../later";
import { numberOf } from "./order-words";

const Many = later(async () => (await import("../many")).Many);

const nameOf = (each: Repeated): string => `${each.unit}/${each.orders[0]}`;

export function Returning({ lines }: { lines: readonly Line[] }): JSX.Element {
  const found = repeated(lines);
  if (found.length === 0) return <p class="muted centred">{t("desk.again.none")}</p>;
  return (
    <Many name="again" of={found.map((each) => [nameOf(each), `${each.title} ${placeName(each.unit)}`])}>
      {(shown) => (
        <ul class="card list">
          {found
            .filter((each) => shown.has(nameOf(each)))
            .map((each) => (
              <Again key={nameOf(each)} each={each} />
            ))}
        </ul>
      )}
    </Many>
  );
}

function Again({ each }: { each: Repeated }): JSX.Element {
  const docs = each.orders.flatMap((id) => docAt(id) ?? []);
  return (
    <li class="line-row">
      <div class="grow">
        <p class="row">
          <b class="grow">{each.title}</b>
          <span class="tag warn num">{t("desk.times", { n: each.orders.length })}</span>
        </p>
        <span class="muted">{placeName(each.unit)}</span>
        <span class="orders-of">
          {docs.map((doc) => (
            <a key={doc.id} class="num" href={`/orders/${doc.id}`}>
              {numberOf(doc)}
            </a>
          ))}
        </span>
      </div>
    </li>
  );
}
