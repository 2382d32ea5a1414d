/** 逾期整改: what is late, the longest first, and what is due next; at most six on a page. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { utc } from "../../model/day";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { OPEN, orderStanding } from "../../model/order";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { all, placeName, today } from "../here";
import { dayWords } from "../when";
import { Empty, Heading, pageOf, reachWords, type ViewProps } from "./frame";
import { reachOf } from "./reach";

const AT_ONCE = 6;
const DAY_MS = 86_400_000;

export function Orders({ scene, onPages }: ViewProps): JSX.Element {
  const open = all("order").flatMap((doc) => {
    const { state, due_on } = orderStanding(doc.registers);
    return OPEN.includes(state) && due_on ? [{ doc, due: due_on, late: due_on < today.value }] : [];
  });
  open.sort((one, other) => (one.due < other.due ? -1 : 1));
  const late = open.filter((each) => each.late).length;
  const { rows, pages } = pageOf(open, scene.page, AT_ONCE);
  useEffect(() => onPages(pages), [pages, onPages]);
  const reach = reachOf("orders");
  const counts = t("proj.orders.under", { late, open: open.length });
  return (
    <>
      <Heading
        title={t("proj.orders")}
        under={reach === "none" ? "" : [counts, reachWords("orders")].filter(Boolean).join(" · ")}
      />
      {open.length === 0 && <Empty view="orders">{t("proj.orders.none")}</Empty>}
      {rows.length > 0 && (
        <ul class="rows">
          {rows.map(({ doc, due, late: over }) => (
            <li key={doc.id}>
              <span class={`tag-wide ${over ? "fail" : due === today.value ? "warn" : "plain"}`}>
                {over
                  ? t("proj.late", { n: Math.round((utc(today.value) - utc(due)) / DAY_MS) })
                  : due === today.value
                    ? t("proj.due_today")
                    : dayWords(due)}
              </span>
              <span class="grow">{textAt(doc, "title")}</span>
              <span class="muted">{placeName(idOf(valueAt(doc, "unit")))}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
