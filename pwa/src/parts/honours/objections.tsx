/** 公示异议: what somebody holds against an honour, under his own name, read by the office alone; and the answer. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { mapOf, text } from "../../model/given";
import type { Honour } from "../../model/honour";
import { idOf } from "../../model/ids";
import { textAt } from "../../model/person";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Choose } from "../choose";
import { Words } from "../deeds/ask";
import { mine, personAt } from "../here";
import { later } from "../later";
import { inOffice } from "./face";
import { objectionsTo } from "./raised";

const Raise = later(async () => (await import("./raise")).Raise);

const OUTCOMES = ["rejected", "partly", "upheld"] as const;
type Outcome = (typeof OUTCOMES)[number];

export function Objections({ one }: { one: Honour }): JSX.Element | null {
  const raised = objectionsTo(one.id);
  const mineToo = raised.some(({ registers }) => idOf(registers.get("by")?.value) === mine().person);
  const may = one.state === "notice" && !mineToo;
  if (raised.length === 0 && !may) return null;
  return (
    <section class="stack" aria-label={t("honour.objections")}>
      <h2 class="section">{t("honour.objections")}</h2>
      {raised.map((doc) => (
        <One key={doc.id} doc={doc} one={one} />
      ))}
      {may && <Raise one={one} />}
    </section>
  );
}

function One({ doc, one }: { doc: Doc; one: Honour }): JSX.Element {
  const answer = mapOf(doc.registers.get("answer")?.value);
  const by = idOf(doc.registers.get("by")?.value);
  return (
    <article class="card stack">
      <div class="row wrap">
        <b class="grow">{by ? (personAt(by)?.name ?? "") : ""}</b>
        <span class={answer ? "tag" : "tag warn"}>
          {answer ? t(`honour.outcome.${answer.outcome as Outcome}`) : t("honour.objection.waits")}
        </span>
      </div>
      <p class="words">{textAt(doc, "text")}</p>
      {answer && <p class="muted words">{t("honour.answered", { text: text(answer.text) })}</p>}
      {!answer && inOffice() && one.subject !== mine().person && <Answer doc={doc} />}
    </article>
  );
}

function Answer({ doc }: { doc: Doc }): JSX.Element {
  const outcome = useSignal<Outcome>("rejected");
  const words = useSignal("");
  const save = () => {
    const answer = { outcome: outcome.value, text: words.value.trim() };
    void mine().write(doc.id, "honour_objection", [["answer", answer]]);
  };
  return (
    <>
      <Choose
        label={t("honour.outcome")}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`honour.outcome.${value}`) }))}
      />
      <Words label={t("honour.answer")} value={words} />
      <button type="button" class="btn short" disabled={!words.value.trim()} onClick={save}>
        {t("honour.answer.do")}
      </button>
    </>
  );
}
