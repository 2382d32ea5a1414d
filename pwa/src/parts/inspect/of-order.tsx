/** From a re-inspection back to the order that it looks at again. */
import type { JSX } from "preact";
import { under } from "../../model/facts";
import { idOf } from "../../model/ids";
import { textAt } from "../../model/person";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { docAt } from "../here";
import { Icon } from "../icons";
import { numberOf } from "../orders/order-words";

/** `doc` is the plan or the visit; an inspector who doesn't hold the order is told what kind of visit it is. */
export function OfOrder({ doc }: { doc: Doc }): JSX.Element | null {
  const id = idOf(doc.registers.get("order")?.value);
  if (!id) return null;
  const order = docAt(id);
  const n = under(doc.registers, "only/").length;
  const body = (
    <>
      <Icon name="repeat" />
      <span class="grow">
        <b class="block">{t("again")}</b>
        <span class="muted block num">
          {order ? [numberOf(order), textAt(order, "title")].join(" · ") : t("again.away")}
        </span>
        {n > 0 && <span class="muted block num">{t("again.only", { n })}</span>}
      </span>
    </>
  );
  return order ? (
    <a class="card row" href={`/orders/${id}`}>
      {body}
      <Icon name="go" />
    </a>
  ) : (
    <p class="card row">{body}</p>
  );
}
