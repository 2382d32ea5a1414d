/** 异议: what my unit holds against a bulletin; for the office, what units hold against it, and the answers. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { mayObject, type Outcome, textAt, textIn, unitsAt } from "../../model/bulletin";
import { bytesOf, dashed, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { Choose } from "../choose";
import { all, docAt, mine, person, placeName, today } from "../here";
import { dayWords } from "../when";
import { Writing } from "../writing";
import { inOffice } from "./face";

const WORDS_MAX = 2_000;
const OUTCOMES: readonly Outcome[] = ["upheld", "partly", "rejected"];

export function Objections({ doc }: { doc: Doc }): JSX.Element | null {
  const raised = all("bulletin_objection").filter((one) => idOf(one.registers.get("bulletin")?.value) === doc.id);
  const own = charged(doc).filter((unit) => !raised.some((one) => idOf(one.registers.get("unit")?.value) === unit));
  const open = mayObject(doc, today.value) ? own : [];
  const until = textAt(doc, "objections_until");
  if (raised.length === 0 && open.length === 0) {
    if (!until) return null;
    return (
      <p class="muted num">
        {t(mayObject(doc, today.value) ? "bul.objection.until" : "bul.objection.over", { day: dayWords(until) })}
      </p>
    );
  }
  return (
    <section class="stack" aria-label={t("bul.objection")}>
      <h2 class="section">{t("bul.objection")}</h2>
      {raised.map((one) => (
        <One key={one.id} doc={one} />
      ))}
      {open.map((unit) => (
        <Raise key={unit} bulletin={doc} unit={unit} />
      ))}
    </section>
  );
}

/** The units that I head and that the bulletin was told to; the nearest one first. */
function charged(doc: Doc): Hex[] {
  const everyone = doc.registers.get("everyone")?.value === true;
  const told = new Set(unitsAt(doc, "units/"));
  const headed = person.value?.roles.flatMap(({ role, at }) => (role === "head" && at ? [at] : [])) ?? [];
  return headed.filter((unit) => everyone || lineOf(unit).some((each) => told.has(each)));
}

/** A unit and those above it. */
function lineOf(unit: Hex): Hex[] {
  const line: Hex[] = [];
  for (let at: Hex | null = unit; at && !line.includes(at); at = idOf(docAt(at)?.registers.get("parent")?.value))
    line.push(at);
  return line;
}

function One({ doc }: { doc: Doc }): JSX.Element {
  const answer = doc.registers.get("answer")?.value;
  const outcome = textIn(answer, "outcome");
  const corrections = all("answer_correction")
    .filter((one) => idOf(one.registers.get("objection")?.value) === doc.id)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return (
    <article class="card stack">
      <div class="row">
        <b class="grow">{placeName(idOf(doc.registers.get("unit")?.value))}</b>
        <span class={outcome ? "tag" : "tag warn"}>
          {outcome ? outcomeWords(outcome as Outcome) : t("bul.answer.waits")}
        </span>
      </div>
      <p>{textAt(doc, "text")}</p>
      {outcome && <p class="muted">{t("bul.answer.said", { text: textIn(answer, "text") })}</p>}
      {corrections.map((one) => (
        <div key={one.id} class="stack">
          <div class="row">
            <b class="grow">{t("bul.answer.corrected")}</b>
            <span class="tag">{outcomeWords(textIn(one.registers.get("answer")?.value, "outcome") as Outcome)}</span>
          </div>
          <p class="muted">{t("bul.answer.said", { text: textIn(one.registers.get("answer")?.value, "text") })}</p>
          <p class="small">{t("bul.answer.reason", { text: textAt(one, "reason") })}</p>
        </div>
      ))}
      {!outcome && inOffice() && <Answer doc={doc} />}
      {outcome && inOffice() && <Correct key={corrections.length} doc={doc} />}
    </article>
  );
}

function outcomeWords(outcome: Outcome): string {
  return t(
    outcome === "upheld" ? "bul.answer.upheld" : outcome === "partly" ? "bul.answer.partly" : "bul.answer.rejected",
  );
}

interface Answered {
  readonly outcome: Outcome;
  readonly text: string;
  [key: string]: string;
}

function Answer({ doc }: { doc: Doc }): JSX.Element {
  return (
    <Answering onSave={(answer) => void mine().write(doc.id, "bulletin_objection", [["answer", { ...answer }]])} />
  );
}

/** An answer that was given stands; what was wrong in it is put right by another document, beside it. */
function Correct({ doc }: { doc: Doc }): JSX.Element {
  const why = useSignal("");
  const save = (answer: Answered) =>
    void mine().write(mine().newId(), "answer_correction", [
      ["objection", bytesOf(doc.id)],
      ["unit", doc.registers.get("unit")?.value ?? null],
      ["institution", doc.registers.get("institution")?.value ?? null],
      ["answer", { ...answer }],
      ["reason", why.value.trim()],
    ]);
  return (
    <details>
      <summary>{t("bul.answer.correct")}</summary>
      <div class="stack">
        <p class="small">{t("bul.answer.stands")}</p>
        <Writing
          label={t("bul.answer.why")}
          value=""
          codePointsMax={WORDS_MAX}
          placeholder={t("bul.answer.why")}
          onSave={(words) => {
            why.value = words;
          }}
        />
        <Answering waits={!why.value.trim()} onSave={save} />
      </div>
    </details>
  );
}

function Answering({ waits, onSave }: { waits?: boolean; onSave: (answer: Answered) => void }): JSX.Element {
  const outcome = useSignal<Outcome>("rejected");
  const text = useSignal("");
  const save = () => onSave({ outcome: outcome.value, text: text.value.trim() });
  return (
    <>
      <Choose
        label={t("bul.answer")}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: outcomeWords(value) }))}
      />
      <Writing
        label={t("bul.answer.text")}
        value=""
        codePointsMax={WORDS_MAX}
        placeholder={t("bul.answer.text")}
        onSave={(words) => {
          text.value = words;
        }}
      />
      <button type="button" class="btn short" disabled={waits || !text.value.trim()} onClick={save}>
        {t("bul.answer.do")}
      </button>
    </>
  );
}

function Raise({ bulletin, unit }: { bulletin: Doc; unit: Hex }): JSX.Element {
  const open = useSignal(false);
  const text = useSignal("");
  if (!open.value) {
    return (
      <section class="card stack">
        <p class="muted num">{t("bul.objection.until", { day: dayWords(textAt(bulletin, "objections_until")) })}</p>
        <button
          type="button"
          class="btn soft short"
          onClick={() => {
            open.value = true;
          }}
        >
          {t("bul.raise", { unit: placeName(unit) })}
        </button>
      </section>
    );
  }
  return (
    <section class="card stack">
      <b>{t("bul.raise", { unit: placeName(unit) })}</b>
      <Writing
        label={t("bul.object.text")}
        value=""
        codePointsMax={WORDS_MAX}
        placeholder={t("bul.object.text")}
        onSave={(words) => {
          text.value = words;
        }}
      />
      <p class="small">{t("bul.object.why")}</p>
      <button
        type="button"
        class="btn short"
        disabled={!text.value.trim()}
        onClick={() => void object(bulletin, unit, text.value.trim())}
      >
        {t("bul.object.do")}
      </button>
    </section>
  );
}

/** The unit's objection: its natural document, and what was said in it. */
async function object(bulletin: Doc, unit: Hex, text: string): Promise<void> {
  const id = await mine().naturalId("bulletin_objection", dashed(bulletin.id), dashed(unit));
  await mine().write(id, "bulletin_objection", [
    ["bulletin", bytesOf(bulletin.id)],
    ["unit", bytesOf(unit)],
    ["institution", bulletin.registers.get("institution")?.value ?? null],
    ["text", text],
    ["raised", true],
  ]);
}
