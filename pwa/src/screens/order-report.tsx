/** 整改报告: what was done, with pictures before and after; kept as it is written, without a network, sent once. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { under, valueAt } from "../model/facts";
import { bytesOf, dashed } from "../model/ids";
import { nextRound, OPEN, orderStanding } from "../model/order";
import { Confirm } from "../parts/confirm";
import { textAt } from "../parts/deeds/bits";
import { showWrong } from "../parts/fields/wrong";
import { Frame } from "../parts/frame";
import { docAt, mine, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Due, unitOf } from "../parts/orders/face";
import { answers } from "../parts/orders/rights";
import { flushAll } from "../parts/saving";
import { say } from "../parts/toast";
import { Writing } from "../parts/writing";
import { navigate, type Params } from "../router";
import type { Doc, Hex, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/deeds/chain.css";
import "../parts/orders/compare.css";

const HandedOn = later(() => import("../parts/orders/handed-on").then((module) => module.HandedOn));
const RoundPhotos = later(() => import("../parts/orders/round-photos").then((module) => module.RoundPhotos));
const WORDS_MAX = 2000;

export default function OrderReport({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.order);
  const state = doc && orderStanding(doc.registers).state;
  if (!doc || !state || !answers(doc) || !(OPEN.includes(state) || state === "reported")) {
    return (
      <Frame title={t("report")} above="/orders">
        <Nothing title={t("report.not")}>{t("report.not.why")}</Nothing>
      </Frame>
    );
  }
  return <Report doc={doc} />;
}

/** Where the words are kept until they are sent: a document of my own that nobody else reads. */
function useDraft(order: Hex): Hex {
  const id = useSignal("");
  useEffect(() => {
    void mine()
      .naturalId("order_draft", dashed(order), dashed(mine().person))
      .then((made) => {
        id.value = made;
      });
  }, [order, id]);
  return id.value;
}

function Report({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const draft = useDraft(doc.id);
  const standing = orderStanding(doc.registers);
  const round = nextRound(standing);
  const kept = docAt(draft);
  const words = kept ? textAt(kept, "text") : "";
  const after = under(doc.registers, `after/${round}.`);
  const save = (text: string): Promise<void> => {
    const once: [string, Value][] = docAt(draft)
      ? []
      : [
          ["order", bytesOf(doc.id)],
          ["person", bytesOf(mine().person)],
        ];
    return mine().write(draft, "order_draft", [...once, ["text", text]]);
  };
  const send = async () => {
    asking.value = false;
    const said = docAt(draft) ? textAt(docAt(draft) as Doc, "text") : words;
    await mine().write(doc.id, "order", [[`reports/${round}`, { on: today.peek(), text: said.trim() }]]);
    if (kept) await mine().write(draft, "order_draft", [["text", null]]);
    navigate(`/orders/${doc.id}`, { replace: true });
    say(t("report.sent"));
  };
  const ask = () => {
    flushAll();
    asking.value = !showWrong();
  };
  return (
    <Frame
      title={t("report")}
      under={[unitOf(doc), textAt(doc, "title")].filter(Boolean).join(" · ")}
      above={`/orders/${doc.id}`}
      dock={
        <button type="button" class="btn" disabled={words.trim() === ""} onClick={ask}>
          {t("report.send")}
        </button>
      }
    >
      <Due standing={standing} />
      <section class="card stack">
        <b>{t("order.measure")}</b>
        <p class="muted words">{String(valueAt(doc, "measure") ?? "")}</p>
      </section>
      <section class="card stack">
        <h2>{t("report.photos")}</h2>
        <div class="compare">
          <RoundPhotos doc={doc} side="before" round={round} label={t("order.before")} />
          <RoundPhotos doc={doc} side="after" round={round} label={t("order.after")} />
        </div>
        <p class="small">{t("report.photos.how")}</p>
      </section>
      {draft && (
        <HandedOn
          doc={doc}
          round={round}
          onTake={(text) => void save([words.trim(), text].filter(Boolean).join("\n"))}
        />
      )}
      {draft && (
        <section class="card stack">
          <b>{t("report.words")}</b>
          <Writing
            label={t("report.words")}
            value={words}
            codePointsMax={WORDS_MAX}
            placeholder={t("report.hint")}
            onSave={(text) => void save(text)}
          />
        </section>
      )}
      <p class="small centred">{t("save.promise")}</p>
      <Confirm
        open={asking.value}
        title={t("report.ask")}
        words={after.length > 0 ? t("report.ask.words", { n: after.length }) : t("report.ask.bare")}
        yes={t("report.send")}
        no={t("look.again")}
        onYes={() => void send()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
