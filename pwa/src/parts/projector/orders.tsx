/** 逾期整改: what is late, the longest first, and what is due next; at most six on a page. */
import type { JSX } from "preact";
import { utc } from "../../model/day";
import { t } from "../../text";
import { placeName, today } from "../here";
import { dayWords } from "../when";
import { Empty, Heading, pageOf, reachWords, type ViewProps } from "./frame";
import { ORDERS_AT_ONCE, ordersOf, titleOf } from "./orders-of";
import { reachOf } from "./reach";

const DAY_MS = 86_400_000;

export function Orders({ meeting, scene }: ViewProps): JSX.Element {
  const open = ordersOf(meeting);
  const late = open.filter(({ due }) => due < today.value).length;
  const { rows, pages } = pageOf(open, scene.page, ORDERS_AT_ONCE);
  const page = Math.min(scene.page, pages - 1) + 1;
  const under = [
    t("proj.orders.under", { late, open: open.length }),
    pages > 1 ? t("proj.page", { n: page, of: pages }) : "",
    reachWords("orders", meeting),
  ];
  return (
    <>
      <Heading
        title={t("proj.orders")}
        under={reachOf("orders", meeting) === "none" ? "" : under.filter(Boolean).join(" · ")}
      />
      {open.length === 0 && (
        <Empty view="orders" meeting={meeting}>
          {t("proj.orders.none")}
        </Empty>
      )}
      {rows.length > 0 && (
        <ul class="rows">
          {rows.map((order) => (
            <li key={order.key}>
              <Due day={order.due} />
              <span class="grow">{titleOf(order)}</span>
              <span class="muted">{placeName(order.unit)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Due({ day }: { day: string }): JSX.Element {
  const over = day < today.value;
  const ends = day === today.value;
  return (
    <span class={`tag-wide ${over ? "fail" : ends ? "warn" : "plain"}`}>
      {over
        ? t("proj.late", { n: Math.round((utc(today.value) - utc(day)) / DAY_MS) })
        : ends
          ? t("proj.due_today")
          : dayWords(day)}
    </span>
  );
}
