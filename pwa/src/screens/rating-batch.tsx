/** 一批评价码: printed by the office, activated by the number on the sheets, stopped with a reason. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { dashed, idOf } from "../model/ids";
import { batchState } from "../model/public";
import { textAt } from "../parts/deeds/bits";
import { inOffice } from "../parts/deeds/leading";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName, today } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { language } from "../parts/preferences";
import { Say } from "../parts/voice/lines";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

export default function RatingBatch({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.batch);
  if (!doc) {
    return (
      <Frame title={t("ratings.codes")} above="/ratings/batches">
        <Nothing title={t("batch.none")}>{t("batch.none.why")}</Nothing>
      </Frame>
    );
  }
  const state = batchState(doc, today.value);
  const until = textAt(doc, "until");
  return (
    <Frame
      title={placeName(idOf(valueAt(doc, "unit")))}
      under={t("ratings.codes")}
      above="/ratings/batches"
      dock={state === "inactive" && inOffice() ? <Print doc={doc} /> : undefined}
    >
      {state !== "inactive" && (
        <section class="card stack">
          <p>
            <span class={state === "active" ? "tag good" : "tag"}>{t(`batch.${state}`)}</span>
          </p>
          {state === "stopped" && <p>{textAt(doc, "stopped")}</p>}
          {state === "over" && <p>{t("batch.over.why")}</p>}
          <p class="num">
            {t("batch.number")} {textAt(doc, "number")}
          </p>
        </section>
      )}
      {until && <p class="muted num">{t("batch.until.day", { day: dayWords(until) })}</p>}
      {state === "inactive" && <Activate doc={doc} />}
      {state !== "stopped" && inOffice() && (
        <Say doc={doc} words={t("batch.stop")} label={t("batch.stop.why")} path="stopped" soft />
      )}
    </Frame>
  );
}

function Activate({ doc }: { doc: Doc }): JSX.Element {
  const typed = useSignal("");
  const tried = useSignal(false);
  const right = typed.value.trim() === textAt(doc, "number");
  const activate = async () => {
    tried.value = true;
    if (right) await mine().write(doc.id, "rating_batch", [["activated", typed.value.trim()]]);
  };
  return (
    <section class="card stack">
      <TextLine label={t("batch.number")} value={typed} inputMode="numeric" />
      <p class="small">{t("batch.number.why")}</p>
      {tried.value && !right && (
        <p class="wrong-words" role="alert">
          {t("batch.number.why")}
        </p>
      )}
      <button type="button" class="btn soft" disabled={typed.value.trim() === ""} onClick={() => void activate()}>
        {t("batch.activate")}
      </button>
    </section>
  );
}

function Print({ doc }: { doc: Doc }): JSX.Element {
  const fault = useSignal("");
  const busy = useSignal(false);
  const print = async () => {
    busy.value = true;
    fault.value = "";
    try {
      const headers = { "X-Mingcha": "1", "Accept-Language": language.peek() };
      const answer = await fetch(`/api/public/batches/${dashed(doc.id)}/sheets`, { method: "POST", headers });
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `codes-${textAt(doc, "number")}.pdf`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      fault.value = t("batch.print.failed");
    }
    busy.value = false;
  };
  return (
    <div class="stack grow">
      {doc.registers.has("printed") && <p class="small">{t("batch.print.again")}</p>}
      {fault.value && (
        <p class="wrong-words" role="alert">
          {fault.value}
        </p>
      )}
      <button type="button" class="btn" disabled={busy.value} onClick={() => void print()}>
        {t("batch.print")}
      </button>
    </div>
  );
}
