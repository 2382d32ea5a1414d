/** On the first screen: the orders that wait for me, the most urgent first; and how many, on the tab. */
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { badges } from "../badges";
import { Icon } from "../icons";
import { OrderLine } from "./face";
import { orderErrands, wishWords } from "./mine";

const SHOWN_MAX = 3;

effect(() => {
  const urgent = orderErrands.value.filter(({ wish }) => wish !== "issue").length;
  if (badges.peek().today !== urgent) badges.value = { ...badges.peek(), today: urgent };
});

export function OrderCards(): JSX.Element | null {
  const waiting = orderErrands.value;
  if (waiting.length === 0) return null;
  return (
    <section class="card list" aria-label={t("orders")}>
      {waiting.slice(0, SHOWN_MAX).map(({ doc, wish }) => (
        <OrderLine key={doc.id} doc={doc} wish={wishWords(wish)} />
      ))}
      {waiting.length > SHOWN_MAX && (
        <a class="line-row" href="/orders">
          <span class="grow">{t("orders.more", { n: waiting.length - SHOWN_MAX })}</span>
          <Icon name="go" />
        </a>
      )}
    </section>
  );
}
