/** 低分回访: what a patient was not satisfied with, answered behind the code, set right, closed, or made an order of. */
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { isOpen, nextOf } from "../model/public";
import { textAt } from "../parts/deeds/bits";
import { inOffice, leads } from "../parts/deeds/leading";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { ofUnit } from "../parts/orders/rights";
import { DueTag, Lines, Say } from "../parts/voice/lines";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { moreTexts, t } from "../text";
import "../parts/lists.css";

const OrderFrom = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/order-from"), moreTexts("orders")]);
  return module.OrderFrom;
});
const Answers = later(() => import("../parts/voice/held").then((module) => module.Answers));

export default function RatingCase({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.case);
  if (!doc) {
    return (
      <Frame title={t("case.title")} above="/ratings">
        <Nothing title={t("case.title")}>{t("ratings.cases.none")}</Nothing>
      </Frame>
    );
  }
  const unit = idOf(valueAt(doc, "unit"));
  const open = isOpen(doc);
  const office = inOffice();
  const answers = office || (unit !== null && leads(unit)) || idOf(valueAt(doc, "handler")) === mine().person;
  return (
    <Frame
      title={t("case.title")}
      under={`${placeName(unit)} · ${dayWords(textAt(doc, "day"))}`}
      above="/ratings"
      dock={
        open && answers ? (
          <Say doc={doc} words={t("case.reply")} label={t("case.reply")} why={t("case.reply.why")} />
        ) : undefined
      }
    >
      <section class="card stack">
        <p>{textAt(doc, "words") || t("case.words.none")}</p>
        <Answers doc={doc} />
        <p>{open ? <DueTag doc={doc} /> : <span class="tag">{t("case.closed")}</span>}</p>
      </section>
      <Lines doc={doc} />
      <Told doc={doc} path="rectified" title={t("case.rectified")} />
      <Told doc={doc} path="closed" title={t("case.close.words")} />
      {open && <Further doc={doc} answers={answers} closes={office && !ofUnit(unit)} />}
    </Frame>
  );
}

function Told({ doc, path, title }: { doc: Doc; path: string; title: string }): JSX.Element | null {
  const words = textAt(doc, path);
  if (!words) return null;
  return (
    <section class="card stack">
      <h2>{title}</h2>
      <p>{words}</p>
    </section>
  );
}

function Further({ doc, answers, closes }: { doc: Doc; answers: boolean; closes: boolean }): JSX.Element {
  const answered = nextOf(doc, "replies/") > 1;
  return (
    <div class="row wrap">
      {answers && answered && !doc.registers.has("rectified") && (
        <Say doc={doc} words={t("case.rectify.act")} label={t("case.rectified")} path="rectified" soft />
      )}
      {closes && answered && <Say doc={doc} words={t("case.close")} label={t("case.close.words")} path="closed" soft />}
      <OrderFrom kind="complaint" id={doc.id} words={t("case.order")} />
    </div>
  );
}
