/** One assistance: its indicators from where to where; the visits; and the end, once all have improved. */
import type { JSX } from "preact";
import { assistanceStanding } from "../../model/assistance";
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { nameOfPerson, Tag, textAt } from "../deeds/bits";
import { Frame } from "../frame";
import { placeName, replica } from "../here";
import { later } from "../later";
import { dayWords } from "../when";
import { assistanceWords } from "./assistance-words";
import { issues } from "./rights";
import "../deeds/chain.css";
import "../lists.css";

const Acts = later(() => import("./assistance-acts").then((module) => module.Acts));
const Indicator = later(() => import("./assistance-indicator").then((module) => module.Indicator));
const Visits = later(() => import("./assistance-visits").then((module) => module.Visits));

export function AssistanceOne({ doc }: { doc: Doc }): JSX.Element {
  const { state, met } = assistanceStanding(doc.registers);
  const minds = issues(doc) || isLeader(doc);
  return (
    <Frame
      title={t("assistance")}
      above="/assistance"
      dock={<Acts doc={doc} state={state} minds={minds} leads={isLeader(doc)} />}
    >
      <section class="card stack">
        <div class="quick">
          <Tag of={assistanceWords(state)} />
        </div>
        <p class="pledge-text">{textAt(doc, "title")}</p>
        {textAt(doc, "goal") && <p class="words">{textAt(doc, "goal")}</p>}
        <dl class="facts">
          <dt>{t("assistance.leader")}</dt>
          <dd>{nameOfPerson(idOf(valueAt(doc, "leader")))}</dd>
          <dt>{t("order.unit")}</dt>
          <dd>{placeName(idOf(valueAt(doc, "unit")))}</dd>
          <dt>{t("assistance.since")}</dt>
          <dd class="num">{dayWords(textAt(doc, "day"))}</dd>
        </dl>
        <p class="small">{t("assistance.rule")}</p>
      </section>
      <h2 class="section">{t("assistance.indicators")}</h2>
      {under(doc.registers, "indicators/").map((path) => {
        const key = path.slice("indicators/".length);
        return <Indicator key={key} doc={doc} name={key} met={met[key] ?? null} minds={minds && state !== "closed"} />;
      })}
      <h2 class="section">{t("assistance.visits")}</h2>
      <Visits doc={doc} />
    </Frame>
  );
}

function isLeader(doc: Doc): boolean {
  return idOf(valueAt(doc, "leader")) === replica.value?.person;
}
