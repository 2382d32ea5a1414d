/** 一件投诉意见: answered, passed on with a reason, found so or not, made an order of. */
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { isOpen, nextOf } from "../model/public";
import { nameOfPerson, textAt } from "../parts/deeds/bits";
import { inOffice } from "../parts/deeds/leading";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { ofUnit } from "../parts/orders/rights";
import { foundWords, meansWords } from "../parts/voice/complaint-words";
import { Lines, Say } from "../parts/voice/lines";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { moreTexts, t } from "../text";
import "../parts/lists.css";

const OrderFrom = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/order-from"), moreTexts("orders")]);
  return module.OrderFrom;
});
const PassOn = later(() => import("../parts/voice/complaint-acts").then((module) => module.PassOn));
const Finding = later(() => import("../parts/voice/complaint-acts").then((module) => module.Finding));

export default function Complaint({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.complaint);
  if (!doc) {
    const refused = mine().refused.value.find((each) => each.doc === params.complaint);
    return (
      <Frame title={t("complaints")} above="/complaints">
        {refused ? (
          <section class="card stack fail">
            <p>{refused.message}</p>
            <a class="btn" href={`/complaints/again/${refused.doc}`}>
              {t("complaint.mend")}
            </a>
          </section>
        ) : (
          <Nothing title={t("complaints.none")}>{t("complaints.none.why")}</Nothing>
        )}
      </Frame>
    );
  }
  const handler = idOf(valueAt(doc, "handler"));
  const first = idOf(valueAt(doc, "by"));
  const acts = inOffice() || (handler ?? first) === mine().person;
  const open = isOpen(doc);
  return (
    <Frame
      title={t("complaints")}
      under={`${meansWords(textAt(doc, "means"))} · ${dayWords(textAt(doc, "day"))}`}
      above="/complaints"
      dock={
        open && acts ? (
          <Say doc={doc} words={t("case.reply")} label={t("case.reply")} why={t("case.reply.why")} />
        ) : undefined
      }
    >
      <section class="card stack">
        <p>{textAt(doc, "text")}</p>
        <Facts doc={doc} first={first} handler={handler} />
      </section>
      <Lines doc={doc} />
      {!open && (
        <section class="card stack">
          <p>
            <span class="tag">{foundWords(doc)}</span>
          </p>
          <p>{String(fieldOf(valueAt(doc, "finding"), "reason") ?? "")}</p>
        </section>
      )}
      {acts && <Further doc={doc} />}
    </Frame>
  );
}

function Facts({ doc, first, handler }: { doc: Doc; first: Hex | null; handler: Hex | null }): JSX.Element {
  const due = textAt(doc, "due_on");
  const answered = nextOf(doc, "replies/") > 1;
  const lines = [
    placeName(idOf(valueAt(doc, "unit"))),
    first && `${t("complaint.first")} ${nameOfPerson(first)}`,
    handler && `${t("complaint.handler")} ${nameOfPerson(handler)}`,
    textAt(doc, "contact"),
  ].filter(Boolean);
  return (
    <>
      <p class="muted num">{lines.join(" · ")}</p>
      {due && !answered && (
        <p>
          <span class={due < today.value ? "tag fail" : "tag"}>{t("complaint.due", { day: dayWords(due) })}</span>
        </p>
      )}
    </>
  );
}

function Further({ doc }: { doc: Doc }): JSX.Element {
  const answered = nextOf(doc, "replies/") > 1;
  const decides = inOffice() && !ofUnit(idOf(valueAt(doc, "unit")));
  return (
    <div class="row wrap">
      {isOpen(doc) && <PassOn doc={doc} />}
      {isOpen(doc) && answered && decides && <Finding doc={doc} />}
      <OrderFrom kind="complaint" id={doc.id} words={t("case.order")} />
    </div>
  );
}
