/** 异常评价: each of the ratings that came oddly, and a second person's word on whether they count. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { dashed, idOf } from "../model/ids";
import { rulingOf } from "../model/public";
import { Sheet, Words } from "../parts/deeds/ask";
import { textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { mayRule } from "../parts/voice/second";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Held = later(() => import("../parts/voice/held").then((module) => module.Held));

export default function RatingFlag({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.flag);
  if (!doc) {
    return (
      <Frame title={t("flag.title")} above="/ratings">
        <Nothing title={t("flag.title")}>{t("flag.why")}</Nothing>
      </Frame>
    );
  }
  const ruling = rulingOf(doc);
  return (
    <Frame
      title={placeName(idOf(valueAt(doc, "unit")))}
      under={reasonWords(textAt(doc, "reason"))}
      above="/ratings"
      dock={!ruling && mayRule(doc) ? <Rule doc={doc} /> : undefined}
    >
      {ruling ? (
        <section class="card stack">
          <p>
            <span class="tag">{t(ruling.counts ? "flag.ruled.yes" : "flag.ruled.no")}</span>
          </p>
          <p>{ruling.reason}</p>
        </section>
      ) : (
        <p class="muted">{t("flag.why")}</p>
      )}
      <Held doc={doc} />
    </Frame>
  );
}

function reasonWords(reason: string): string {
  return t(reason === "streak" ? "flag.streak" : reason === "alike" ? "flag.alike" : "flag.burst");
}

function Rule({ doc }: { doc: Doc }): JSX.Element {
  const counts = useSignal(false);
  const open = useSignal(false);
  const reason = useSignal("");
  const ask = (yes: boolean) => {
    counts.value = yes;
    open.value = true;
  };
  const write = () =>
    void mine().write(doc.id, "rating_flag", [
      [`rulings/${dashed(mine().person)}`, { counts: counts.value, reason: reason.value.trim() }],
    ]);
  const words = t(counts.value ? "flag.count" : "flag.drop");
  return (
    <>
      <button type="button" class="btn soft" onClick={() => ask(false)}>
        {t("flag.drop")}
      </button>
      <button type="button" class="btn" onClick={() => ask(true)}>
        {t("flag.count")}
      </button>
      <Sheet open={open} title={words} yes={words} ready={reason.value.trim() !== ""} onYes={write}>
        <Words label={t("flag.reason")} value={reason} />
      </Sheet>
    </>
  );
}
