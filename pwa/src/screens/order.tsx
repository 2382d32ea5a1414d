/** 限期整改通知书: one order: what, until when, who; what to do next; its ladder, its pictures, and every fact in time. */
import type { JSX } from "preact";
import { under, valueAt } from "../model/facts";
import { dashed, idOf } from "../model/ids";
import { OPEN, type OrderStanding, orderStanding } from "../model/order";
import { nameOfPerson, Tag, textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { docAt, person } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Due, originWords, stateWords, unitOf } from "../parts/orders/face";
import { numberOf } from "../parts/orders/order-words";
import { answers, hasLeft, issues, runs } from "../parts/orders/rights";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { moreTexts, t } from "../text";

const Photos = later(() => import("../parts/deeds/chain").then((module) => module.Photos));
const OrderActs = later(() => import("../parts/orders/acts").then((module) => module.OrderActs));
const Compare = later(() => import("../parts/orders/compare").then((module) => module.Compare));
const Ladder = later(() => import("../parts/orders/ladder").then((module) => module.Ladder));
const Timeline = later(() => import("../parts/orders/timeline").then((module) => module.Timeline));
const OfficeActs = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/office-acts"), moreTexts("desk")]);
  return module.OfficeActs;
});
const Again = later(() => import("../parts/orders/again").then((module) => module.Again));
const LeftOver = later(() => import("../parts/orders/handed-on").then((module) => module.LeftOver));
const Helpers = later(() => import("../parts/orders/taken-along").then((module) => module.Helpers));
const OrderEdit = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/order-form"), moreTexts("desk")]);
  return module.OrderEdit;
});

export default function Order({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.order);
  if (!doc) {
    return (
      <Frame title={t("order")} above="/orders">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const standing = orderStanding(doc.registers);
  if (standing.state === "draft" && idOf(valueAt(doc, "issuer")) === person.value?.id) return <OrderEdit doc={doc} />;
  return (
    <Frame title={t("order")} under={numberOf(doc)} above="/orders" dock={<OrderActs doc={doc} standing={standing} />}>
      {OPEN.includes(standing.state) && hasLeft(doc) && (
        <p class="hint" role="status">
          <Icon name="people" />
          <span>{t("order.left", { name: nameOfPerson(idOf(valueAt(doc, "responsible"))), unit: unitOf(doc) })}</span>
        </p>
      )}
      {under(doc.registers, "handovers/").length > 0 && <LeftOver doc={doc} />}
      <Face doc={doc} standing={standing} />
      {standing.disputed && (
        <p class="hint">
          <Icon name="alert" />
          <span>{standing.state === "closed" ? t("order.disputed.closed") : t("order.disputed")}</span>
        </p>
      )}
      <Compare doc={doc} round={standing.round} />
      <Ladder doc={doc} standing={standing} />
      <h2 class="section">{t("order.timeline")}</h2>
      <Timeline doc={doc} standing={standing} />
      <Again doc={doc} state={standing.state} />
      {runs(doc) && OPEN.includes(standing.state) && <Helpers doc={doc} />}
      {issues(doc) && <OfficeActs doc={doc} standing={standing} />}
    </Frame>
  );
}

function Face({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element {
  const found = under(doc.registers, "found/");
  const within = valueAt(doc, "within");
  const people = under(doc.registers, "concerns/").map((path) => nameOfPerson(idOf(path.slice("concerns/".length))));
  const where = [textAt(doc, "building"), textAt(doc, "spot")].filter(Boolean).join(" ");
  const facts: [string, string][] = [
    [t("order.unit"), unitOf(doc)],
    [t("order.responsible"), nameOfPerson(idOf(valueAt(doc, "responsible")))],
    [t("order.leader"), nameOfPerson(idOf(valueAt(doc, "leader")))],
    [t("order.where"), where],
    [t("order.concerns"), people.join(t("list.comma"))],
    [t("order.origin"), originWords(doc)],
    [t("order.issuer"), nameOfPerson(idOf(valueAt(doc, "issuer")))],
  ];
  return (
    <section class="card stack">
      <div class="quick">
        <Tag of={stateWords(standing.state)} />
        {doc.waiting && <span class="tag">{t("still.here")}</span>}
      </div>
      <p class="pledge-text">{textAt(doc, "title")}</p>
      <Due standing={standing} />
      <div>
        <b class="block">{t("order.matter")}</b>
        <p class="words">{textAt(doc, "matter")}</p>
      </div>
      {found.length > 0 && <Photos doc={doc} paths={found} />}
      <div>
        <b class="block">{t("order.measure")}</b>
        <p class="words">{textAt(doc, "measure")}</p>
      </div>
      <dl class="facts">
        {facts
          .filter(([, words]) => words)
          .map(([term, words]) => (
            <>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </>
          ))}
      </dl>
      {typeof within === "number" && <p class="small num">{t("order.within", { n: within })}</p>}
      {!answers(doc) || standing.state !== "issued" ? (
        <a class="btn soft short" href={`/api/exports/order/${dashed(doc.id)}/order.pdf`} download>
          {t("order.paper")}
        </a>
      ) : null}
    </section>
  );
}
