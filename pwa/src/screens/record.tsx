/** 一条台账: what was done, with its pictures and what became of it; confirmed, sent back, mended or withdrawn here. */
import type { JSX } from "preact";
import { fieldOf, recordState, under, valueAt } from "../model/deed";
import { idOf } from "../model/ids";
import { Chain, Photos, type Step } from "../parts/deeds/chain";
import { nameOfPerson, recordTitle, Tag, textAt } from "../parts/deeds/face";
import { recordType, recordWords } from "../parts/deeds/words";
import { Facts } from "../parts/facts";
import { Frame } from "../parts/frame";
import { docAt, mine } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const RecordCap = later(() => import("../parts/deeds/record-cap").then((module) => module.RecordCap));
const RecordActs = later(() => import("../parts/deeds/record-acts").then((module) => module.RecordActs));

export default function RecordScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.record);
  if (!doc) {
    return (
      <Frame title={t("records")} above="/records">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const state = recordState(doc.registers);
  const hours = valueAt(doc, "hours");
  const facts: [string, string][] = [
    [t("record.who"), nameOfPerson(idOf(valueAt(doc, "person")))],
    [t("record.day"), dayWords(textAt(doc, "day"))],
    [t("record.place"), textAt(doc, "place")],
    [t("record.hours"), hours ? t("hours.n", { n: String(hours) }) : ""],
  ];
  return (
    <Frame title={recordType(valueAt(doc, "type"))} above="/records" dock={<RecordActs doc={doc} />}>
      <section class="card stack">
        <div class="quick">
          <Tag of={recordWords(state)} />
        </div>
        <p class="pledge-text">{recordTitle(doc)}</p>
        <Facts facts={facts} />
        {textAt(doc, "note") && <p class="muted words">{textAt(doc, "note")}</p>}
        <Photos doc={doc} paths={under(doc.registers, "photos/")} />
      </section>
      {(state === "confirmed" || state === "waiting") && idOf(valueAt(doc, "person")) === mine().person && (
        <RecordCap doc={doc} />
      )}
      <Chain doc={doc} steps={steps(doc)} />
    </Frame>
  );
}

function steps(doc: Doc): Step[] {
  const { registers } = doc;
  const found: Step[] = [];
  for (const path of under(registers, "handed_in/")) {
    found.push({ title: t("step.entered"), from: registers.get(path), tone: "done" });
  }
  for (const path of under(registers, "reviews/")) {
    const value = registers.get(path)?.value;
    const back = fieldOf(value, "ruling") === "returned";
    const reason = fieldOf(value, "reason");
    found.push({
      title: back ? t("step.returned") : t("record.confirmed"),
      from: registers.get(path),
      words: typeof reason === "string" ? reason : "",
      tone: back ? "bad" : "done",
    });
  }
  if (valueAt(doc, "withdrawn") === true) {
    found.push({ title: t("record.withdrawn"), from: registers.get("withdrawn"), tone: "bad" });
  }
  found.sort((one, other) => ((one.from?.stamp ?? "") < (other.from?.stamp ?? "") ? -1 : 1));
  if (recordState(registers) === "waiting") found.push({ title: t("next.confirm"), tone: "now" });
  return found;
}
