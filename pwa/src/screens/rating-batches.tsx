/** 评价码批次: those in use, those that wait for their number, and a new one. */
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { type BatchState, batchState } from "../model/public";
import { textAt } from "../parts/deeds/bits";
import { inOffice } from "../parts/deeds/leading";
import { Frame } from "../parts/frame";
import { all, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { batchWords } from "../parts/voice/complaint-words";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const NewBatch = later(() => import("../parts/voice/new-batch").then((module) => module.NewBatch));

export default function RatingBatches({ params }: { params: Params }): JSX.Element {
  if (params.what === "new" && inOffice()) return <NewBatch />;
  const list = [...all("rating_batch")].sort((one, other) => (one.id < other.id ? 1 : -1));
  return (
    <Frame
      title={t("ratings.codes")}
      above="/ratings"
      dock={
        inOffice() && (
          <a class="btn" href="/ratings/batches/new">
            <Icon name="plus" />
            {t("batch.new")}
          </a>
        )
      }
    >
      {list.length === 0 && <Nothing title={t("batch.none")}>{t("batch.none.why")}</Nothing>}
      {list.length > 0 && (
        <div class="card list">
          {list.map((doc) => (
            <a key={doc.id} class="line-row" href={`/ratings/batch/${doc.id}`}>
              <span class="grow">
                <b class="block">{placeName(idOf(valueAt(doc, "unit")))}</b>
                <span class="muted num">
                  {batchWords(textAt(doc, "means"))} · {t("batch.number")} {textAt(doc, "number")}
                </span>
              </span>
              <State state={batchState(doc, today.value)} />
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
    </Frame>
  );
}

function State({ state }: { state: BatchState }): JSX.Element {
  return <span class={state === "active" ? "tag good" : "tag"}>{t(`batch.${state}`)}</span>;
}
