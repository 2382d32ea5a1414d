/** 整改: the orders that I hold: first what waits for me, then what is open, then what is done with. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { orderStanding } from "../model/order";
import { Chips } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { all } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { OrderLine, wordsOf } from "../parts/orders/face";
import { orderErrands, wishWords } from "../parts/orders/mine";
import { issues } from "../parts/orders/rights";
import type { Doc } from "../sync/interface";
import { t } from "../text";

const Many = later(async () => (await import("../parts/many")).Many);
const Earlier = later(() => import("../parts/orders/earlier").then((module) => module.Earlier));

const shelf = signal<"open" | "ended">("open");

export default function Orders(): JSX.Element {
  const waiting = orderErrands.value;
  const office = issues();
  const known = all("order").filter(({ registers }) => registers.has("issued") || !registers.has("withdrawn"));
  return (
    <Frame
      title={t("orders")}
      above="/me"
      dock={
        office && (
          <>
            <a class="btn soft" href="/orders/desk">
              {t("orders.desk")}
            </a>
            <a class="btn" href="/orders/new">
              <Icon name="plus" />
              {t("order.new")}
            </a>
          </>
        )
      }
    >
      {waiting.length > 0 && <h2 class="section">{t("orders.waiting", { n: waiting.length })}</h2>}
      {waiting.length > 0 && (
        <Many name="errands" of={waiting.map(({ doc }) => [doc.id, wordsOf(doc)])}>
          {(shown) => (
            <div class="card list">
              {waiting
                .filter(({ doc }) => shown.has(doc.id))
                .map(({ doc, wish }) => (
                  <OrderLine key={doc.id} doc={doc} wish={wishWords(wish)} />
                ))}
            </div>
          )}
        </Many>
      )}
      {known.length === 0 ? (
        <Nothing title={t("orders.none")}>{office ? t("orders.none.office") : t("orders.none.why")}</Nothing>
      ) : (
        <Shelf others={known.filter((doc) => !waiting.some((each) => each.doc === doc))} />
      )}
      {all("assistance").length > 0 || office ? (
        <nav class="card list" aria-label={t("assistance")}>
          <a class="line-row" href="/assistance">
            <Icon name="people" />
            <span class="grow">
              <b class="block">{t("assistance")}</b>
              <span class="muted">{t("assistance.under", { n: all("assistance").length })}</span>
            </span>
            <Icon name="go" />
          </a>
        </nav>
      ) : null}
    </Frame>
  );
}

/** By due day while they run; the latest first once they are done with. */
function Shelf({ others }: { others: readonly Doc[] }): JSX.Element {
  const standings = others.map((doc) => ({ doc, standing: orderStanding(doc.registers) }));
  const ended = standings.filter(({ standing }) => standing.state === "closed" || standing.state === "withdrawn");
  const open = standings.filter((each) => !ended.includes(each));
  open.sort((one, other) => (one.standing.due_on < other.standing.due_on ? -1 : 1));
  ended.sort((one, other) => (one.doc.id < other.doc.id ? 1 : -1));
  const listed = shelf.value === "open" ? open : ended;
  return (
    <>
      <Chips
        label={t("orders.shelf")}
        of={["open", "ended"]}
        on={[shelf.value]}
        words={(each) =>
          each === "open" ? t("orders.open", { n: open.length }) : t("orders.ended", { n: ended.length })
        }
        onTap={(each) => {
          shelf.value = each === "open" ? "open" : "ended";
        }}
      />
      {listed.length > 0 ? (
        <Many key={shelf.value} name={`orders ${shelf.value}`} of={listed.map(({ doc }) => [doc.id, wordsOf(doc)])}>
          {(shown) => (
            <div class="card list">
              {listed
                .filter(({ doc }) => shown.has(doc.id))
                .map(({ doc }) => (
                  <OrderLine key={doc.id} doc={doc} />
                ))}
            </div>
          )}
        </Many>
      ) : (
        <p class="muted centred">{shelf.value === "open" ? t("orders.open.none") : t("orders.ended.none")}</p>
      )}
      {shelf.value === "ended" && <Earlier />}
    </>
  );
}
