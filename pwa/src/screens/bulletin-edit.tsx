/** 通报草稿: worded, addressed, issued. What is issued stands. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { byKind, entriesOf, isIssued, textAt } from "../model/bulletin";
import { idOf } from "../model/ids";
import { inOffice } from "../parts/bulletins/face";
import { SavedLine, SavedText } from "../parts/bulletins/matter-fields";
import { To } from "../parts/bulletins/to";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { docAt, mine } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { navigate, type Params } from "../router";
import type { Doc, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Entries = later(async () => (await import("../parts/bulletins/entries")).Entries);
const DAYS_MAX = 50;

export default function BulletinEdit({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.bulletin);
  if (doc?.kind !== "bulletin" || isIssued(doc) || !inOffice()) {
    return (
      <Frame title={t("bul.draft")} above="/bulletins">
        <Nothing title={t("bul.gone")}>{t(doc ? "bul.stands" : "bul.gone.why")}</Nothing>
      </Frame>
    );
  }
  return <Draft doc={doc} />;
}

/** What is missing before it can be issued, in words. */
function lackOf(doc: Doc): string {
  if (!textAt(doc, "title").trim()) return t("bul.lack.title");
  if (!textAt(doc, "opening").trim()) return t("bul.lack.opening");
  const told = [...doc.registers].some(
    ([path, { value }]) => value === true && (path === "everyone" || path.startsWith("units/")),
  );
  if (!told) return t("bul.lack.audience");
  if (doc.registers.get("corrects")?.value && !textAt(doc, "reason").trim()) return t("bul.lack.reason");
  return "";
}

function Draft({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const tried = useSignal(false);
  const lack = lackOf(doc);
  const put = (path: string) => (text: string) => void mine().write(doc.id, "bulletin", [[path, text.trim() || null]]);
  const line = (path: string, label: string, hint?: string) => (
    <SavedLine label={label} value={textAt(doc, path)} onSave={put(path)} {...(hint ? { hint } : {})} />
  );
  const text = (path: string, label: string, hint?: string) => (
    <SavedText label={label} value={textAt(doc, path)} onSave={put(path)} {...(hint ? { hint } : {})} />
  );
  const issue = async () => {
    asking.value = false;
    await mine().write(doc.id, "bulletin", [["issued", true]]);
    navigate(`/bulletins/${doc.id}`, { replace: true });
  };
  const former = docAt(idOf(doc.registers.get("corrects")?.value));
  return (
    <Frame
      title={t("bul.draft")}
      above="/bulletins"
      wide
      dock={
        <div class="row grow">
          <a class="btn soft" href={`/bulletins/${doc.id}`}>
            {t("bul.preview")}
          </a>
          <button
            type="button"
            class="btn grow"
            onClick={() => {
              tried.value = true;
              asking.value = lack === "";
            }}
          >
            {t("bul.issue")}
          </button>
        </div>
      }
    >
      {tried.value && lack && (
        <p class="wrong-words" role="alert">
          {lack}
        </p>
      )}
      <div class="pair">
        <div class="stack">
          {former && (
            <section class="card stack">
              <p class="muted">{t("bul.corrects", { title: textAt(former, "title") })}</p>
              {text("reason", t("bul.reason"))}
            </section>
          )}
          <section class="card stack">
            {line("title", t("bul.title"))}
            {line("code", t("bul.code"), t("bul.code.hint"))}
            {line("audience", t("bul.audience"), t("bul.audience.hint"))}
            <To doc={doc} />
          </section>
          <section class="card stack">{text("opening", t("bul.opening"))}</section>
          <Entries doc={doc} />
        </div>
        <div class="stack">
          <section class="card stack">
            {text("comparison", t("bul.comparison"), t("bul.comparison.hint"))}
            {text("requirements", t("bul.requirements"))}
          </section>
          <Criticised doc={doc} />
          <section class="card stack">
            <Days doc={doc} />
            {text("objection_how", t("bul.objection.how"), t("bul.objection.how.hint"))}
            {line("copies", t("bul.copies"))}
          </section>
        </div>
      </div>
      <Confirm
        open={asking.value}
        title={t("bul.issue.title")}
        words={t("bul.issue.why")}
        yes={t("bul.issue")}
        onYes={() => void issue()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}

/** The units of entries that criticise may be named. */
function Criticised({ doc }: { doc: Doc }): JSX.Element | null {
  const faults = byKind(entriesOf(doc)).groups.flatMap(([, matters]) => matters);
  const units = [...new Set(faults.map(({ unit }) => unit))].filter((unit): unit is string => unit !== null);
  if (units.length === 0) return null;
  return (
    <section class="card stack">
      <b>{t("bul.criticised")}</b>
      <p class="small">{t("bul.criticised.why")}</p>
      <To doc={doc} prefix="criticised/" units={units} />
    </section>
  );
}

function Days({ doc }: { doc: Doc }): JSX.Element {
  const value = doc.registers.get("objection_days")?.value;
  const save = (text: string) => {
    const days = Math.round(Number(text));
    const kept: Value = days >= 1 && days <= DAYS_MAX ? days : null;
    void mine().write(doc.id, "bulletin", [["objection_days", kept]]);
  };
  return (
    <SavedLine
      label={t("bul.objection.days")}
      value={typeof value === "number" ? String(value) : ""}
      hint={t("bul.objection.days.hint")}
      onSave={save}
    />
  );
}
