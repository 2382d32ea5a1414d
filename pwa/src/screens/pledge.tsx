/** 承诺: one pledge, its chain of facts from 提诺 to 评诺, and what I may do now. */
import type { JSX } from "preact";
import { pledgeStanding, valueAt } from "../model/deed";
import { idOf } from "../model/ids";
import { Chain } from "../parts/deeds/chain";
import { pledgeOf, Tag, textAt } from "../parts/deeds/face";
import { pledgeSteps } from "../parts/deeds/pledge-chain";
import { pledgeType, pledgeWords } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { docAt, replica, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";

const PledgeActs = later(() => import("../parts/deeds/pledge-acts").then((module) => module.PledgeActs));
const PledgeEdit = later(() => import("../parts/deeds/pledge-form").then((module) => module.PledgeEdit));

export default function Pledge({ params }: { params: Params }): JSX.Element {
  const id = params.pledge ?? "";
  const doc = docAt(id);
  if (!doc) {
    return (
      <Frame title={t("pledge")} above="/pledges">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const own = idOf(valueAt(doc, "pledger")) === replica.value?.person;
  const { state } = pledgeStanding(doc.registers);
  if (own && (state === "draft" || state === "returned")) {
    const back = pledgeSteps(doc)
      .filter(({ tone }) => tone === "bad")
      .at(-1);
    return <PledgeEdit doc={doc} why={back ? t("of.what", { who: back.title, what: back.words ?? "" }) : ""} />;
  }
  return (
    <Frame title={t("pledge")} above="/pledges" under={pledgeOf(doc)} dock={<PledgeActs doc={doc} own={own} />}>
      <Face doc={doc} own={own} />
      <Chain doc={doc} steps={pledgeSteps(doc)} />
    </Frame>
  );
}

function Face({ doc, own }: { doc: Doc; own: boolean }): JSX.Element {
  const standing = pledgeStanding(doc.registers);
  const due = textAt(doc, "due_on");
  const late = ["accepted", "published"].includes(standing.state) && due < today.value;
  const aspects = valueAt(doc, "aspects");
  const replaced = idOf(valueAt(doc, "replaces"));
  return (
    <section class="card stack">
      <div class="quick">
        <Tag of={pledgeWords(standing)} />
        {late && <Tag of={[t("overdue"), "fail"]} />}
        {standing.disputed && <Tag of={[t("disputed"), "warn"]} />}
      </div>
      <p class="pledge-text">{textAt(doc, "text")}</p>
      <p class="muted">
        {[pledgeType(valueAt(doc, "type")), ...(Array.isArray(aspects) ? aspects.map(String) : [])].join(" · ")}
      </p>
      {due && <p class="muted num">{t("until", { day: dayWords(due) })}</p>}
      {replaced && (
        <a class="btn plain short" href={`/pledges/${replaced}`}>
          {t("pledge.replaces")}
        </a>
      )}
      {own && ["published", "reported"].includes(standing.state) && (
        <a class="btn plain short" href={`/pledges/new/${doc.id}`}>
          {t("pledge.change")}
        </a>
      )}
    </section>
  );
}
