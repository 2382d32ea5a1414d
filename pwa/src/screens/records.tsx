/** 台账: mine by month with what they add up to, and those of others that wait for my confirmation. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { recordState, valueAt } from "../model/deed";
import { dashed, idOf } from "../model/ids";
import { addMonths } from "../model/months";
import { nameOfPerson, newest, own, recordTitle, textAt } from "../parts/deeds/face";
import { errands } from "../parts/deeds/mine";
import { Rows } from "../parts/deeds/rows";
import { recordType } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { mine, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { dayWords, monthWords } from "../parts/when";
import type { Doc, Value } from "../sync/interface";
import { t } from "../text";

const Month = later(() => import("../parts/deeds/tally").then((module) => module.Month));
const Counter = later(() => import("../parts/deeds/tally").then((module) => module.Counter));

export default function Records(): JSX.Element {
  const month = useSignal(today.value.slice(0, 7));
  const all = own("record_entry", "person").filter(({ registers }) => recordState(registers) !== "withdrawn");
  const shown = newest(all.filter((doc) => textAt(doc, "day").startsWith(month.value)));
  shown.sort((one, other) => (textAt(one, "day") < textAt(other, "day") ? 1 : -1));
  const waiting = errands.value.filter(({ wish }) => wish === "confirm").map(({ doc }) => doc);
  return (
    <Frame
      title={t("records")}
      above="/deeds"
      dock={
        <a class="btn" href="/records/new">
          <Icon name="plus" />
          {t("record.new")}
        </a>
      }
    >
      <Waiting docs={waiting} />
      {all.some((doc) => valueAt(doc, "type") === "error_free") && <Counter docs={all} />}
      <div class="row pager">
        <button
          type="button"
          class="back"
          aria-label={t("month.before")}
          onClick={() => {
            month.value = addMonths(month.value, -1);
          }}
        >
          <Icon name="back" />
        </button>
        <b class="grow centred">{monthWords(month.value)}</b>
        <button
          type="button"
          class="back"
          aria-label={t("month.after")}
          disabled={month.value >= today.value.slice(0, 7)}
          onClick={() => {
            month.value = addMonths(month.value, 1);
          }}
        >
          <Icon name="go" />
        </button>
      </div>
      <Month docs={all} month={month.value} />
      <Rows docs={shown} />
      {shown.length === 0 && <Nothing title={t("records.none")}>{t("records.none.why")}</Nothing>}
    </Frame>
  );
}

/** Each with a button of its own: confirming is one tap, with the way back to it by sending it back. */
function Waiting({ docs }: { docs: readonly Doc[] }): JSX.Element | null {
  if (docs.length === 0) return null;
  const path = `reviews/1/${dashed(mine().person)}`;
  const rule = (some: readonly Doc[], ruling: Value) => {
    for (const { id } of some) void mine().write(id, "record_entry", [[path, ruling]]);
  };
  const confirm = (some: readonly Doc[]) => {
    rule(some, { ruling: "accepted" });
    say(t("record.confirmed.said", { n: some.length }), () => rule(some, null));
  };
  const plain = docs.filter((doc) => !doc.registers.has("handed_in/2"));
  return (
    <>
      <div class="row wrap">
        <h2 class="section grow">{t("records.waiting", { n: docs.length })}</h2>
        {plain.length > 1 && (
          <button type="button" class="btn plain short" onClick={() => confirm(plain)}>
            {t("record.confirm.all")}
          </button>
        )}
      </div>
      <div class="card list">
        {docs.map((doc) => (
          <div key={doc.id} class="line-row">
            <a class="grow plain-link" href={`/records/${doc.id}`}>
              <b class="block">{nameOfPerson(idOf(valueAt(doc, "person")))}</b>
              <span class="muted">
                {[dayWords(textAt(doc, "day")), recordType(valueAt(doc, "type")), recordTitle(doc)].join(" · ")}
              </span>
            </a>
            {doc.registers.has("handed_in/2") ? (
              <Icon name="go" />
            ) : (
              <button type="button" class="btn soft short" onClick={() => confirm([doc])}>
                {t("record.confirm")}
              </button>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
