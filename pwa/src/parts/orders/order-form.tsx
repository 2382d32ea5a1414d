/** The sheet of an order that is not issued yet: every field kept as it is given; issued with one question. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { addWorkingDays } from "../../model/working-days";
import { navigate } from "../../router";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { nameOfPerson, textAt } from "../deeds/bits";
import { Frame } from "../frame";
import { mine, today } from "../here";
import { later } from "../later";
import { flushAll } from "../saving";
import { say } from "../toast";
import { Writing } from "../writing";
import { days } from "./days";
import { originWords, unitOf } from "./face";

const WORDS_MAX = 2000;
const TITLE_MAX = 100;

const Where = later(() => import("./order-where").then((module) => module.Where));
const Until = later(() => import("./order-until").then((module) => module.Until));
const Photos = later(() => import("../deeds/chain").then((module) => module.Photos));
const TakePhoto = later(() => import("./round-photos").then((module) => module.TakePhoto));
const Concerned = later(() => import("./concerned").then((module) => module.Concerned));

async function put(doc: Doc, ...writes: [string, Value][]): Promise<void> {
  await mine().write(doc.id, "order", writes);
}

export function OrderEdit({ doc }: { doc: Doc }): JSX.Element {
  const found = under(doc.registers, "found/");
  return (
    <Frame title={t("order.new")} under={originWords(doc)} above="/orders" dock={<Issue doc={doc} />}>
      <section class="card stack">
        <Where doc={doc} />
      </section>
      <section class="card stack">
        <b>{t("order.title")}</b>
        <Writing
          label={t("order.title")}
          value={textAt(doc, "title")}
          codePointsMax={TITLE_MAX}
          onSave={(text) => void put(doc, ["title", text.trim() || null])}
        />
        <b>{t("order.matter")}</b>
        <Writing
          label={t("order.matter")}
          value={textAt(doc, "matter")}
          codePointsMax={WORDS_MAX}
          placeholder={t("order.matter.hint")}
          onSave={(text) => void put(doc, ["matter", text])}
        />
        <div class="quick">
          {found.length > 0 && <Photos doc={doc} paths={found} />}
          <TakePhoto doc={doc} label={t("order.found")} prefix="found/" />
        </div>
        <b>{t("order.measure")}</b>
        <Writing
          label={t("order.measure")}
          value={textAt(doc, "measure")}
          codePointsMax={WORDS_MAX}
          placeholder={t("order.measure.hint")}
          onSave={(text) => void put(doc, ["measure", text])}
        />
      </section>
      <Until doc={doc} />
      <Concerned doc={doc} />
      <p class="small centred">{t("save.promise")}</p>
    </Frame>
  );
}

/** What is still to be given before it can go out. */
function lacking(doc: Doc): string[] {
  const wanted: [string, string][] = [
    ["unit", t("order.unit")],
    ["responsible", t("order.responsible")],
    ["title", t("order.title")],
    ["matter", t("order.matter")],
    ["measure", t("order.measure")],
    ["due_on", t("order.due")],
  ];
  const empty = (value: Value | undefined) => value == null || (typeof value === "string" && value.trim() === "");
  return wanted.filter(([path]) => empty(valueAt(doc, path))).map(([, words]) => words);
}

function Issue({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const missing = lacking(doc);
  const issue = async () => {
    asking.value = false;
    const within = valueAt(doc, "within");
    const counted: [string, Value][] =
      typeof within === "number" ? [["due_on", addWorkingDays(days.peek(), today.peek(), within)]] : [];
    await put(doc, ...counted, ["issued", true]);
    say(t("order.issued.said"));
  };
  const discard = async () => {
    await put(doc, ["withdrawn", t("order.discarded")]);
    navigate("/orders", { replace: true });
    say(t("order.discarded"));
  };
  return (
    <>
      {missing.length > 0 && (
        <p class="muted dock-words">{t("order.lacks", { what: missing.join(t("list.comma")) })}</p>
      )}
      <button type="button" class="btn plain" onClick={() => void discard()}>
        {t("order.discard")}
      </button>
      <button
        type="button"
        class="btn"
        disabled={missing.length > 0}
        onClick={() => {
          flushAll();
          asking.value = true;
        }}
      >
        {t("wish.issue")}
      </button>
      <Confirm
        open={asking.value}
        title={t("order.ask", { unit: unitOf(doc) })}
        words={t("order.ask.words", { name: nameOfPerson(idOf(valueAt(doc, "responsible"))) })}
        yes={t("wish.issue")}
        no={t("look.again")}
        onYes={() => void issue()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
