/** 帮扶联系点: which leader stands by which unit, and how far it has come; then one, with its indicators and visits. */
import type { JSX } from "preact";
import { assistanceStanding } from "../model/assistance";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { nameOfPerson, Tag, textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { all, docAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { assistanceWords } from "../parts/orders/assistance-words";
import { issues } from "../parts/orders/rights";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { moreTexts, t } from "../text";
import "../parts/lists.css";

const One = later(() => import("../parts/orders/assistance-one").then((module) => module.AssistanceOne));
const Edit = later(async () => {
  const [module] = await Promise.all([import("../parts/orders/assistance-form"), moreTexts("desk")]);
  return module.AssistanceEdit;
});

export default function Assistance({ params }: { params: Params }): JSX.Element {
  if (params.assistance) return <Reading doc={docAt(params.assistance)} />;
  const list = [...all("assistance")].sort((one, other) => (one.id < other.id ? 1 : -1));
  return (
    <Frame
      title={t("assistance")}
      above="/orders"
      dock={
        issues() && (
          <a class="btn" href="/assistance/new">
            <Icon name="plus" />
            {t("assistance.new")}
          </a>
        )
      }
    >
      {list.length === 0 && <Nothing title={t("assistance.none")}>{t("assistance.none.why")}</Nothing>}
      {list.length > 0 && (
        <div class="card list">
          {list.map((doc) => (
            <a key={doc.id} class="line-row tall" href={`/assistance/${doc.id}`}>
              <span class="grow">
                <b class="clamp">{textAt(doc, "title") || placeName(idOf(valueAt(doc, "unit")))}</b>
                <span class="muted block">
                  {t("assistance.pair", {
                    leader: nameOfPerson(idOf(valueAt(doc, "leader"))),
                    unit: placeName(idOf(valueAt(doc, "unit"))),
                  })}
                </span>
              </span>
              <Tag of={assistanceWords(assistanceStanding(doc.registers).state)} />
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
    </Frame>
  );
}

function Reading({ doc }: { doc: Doc | undefined }): JSX.Element {
  if (!doc) {
    return (
      <Frame title={t("assistance")} above="/assistance">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  return assistanceStanding(doc.registers).state === "draft" ? <Edit doc={doc} /> : <One doc={doc} />;
}
