/** 上报材料: one report or brief: written while it is a draft, checked by another, sent, and then filed as it is. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed, idOf } from "../model/ids";
import { has } from "../model/person";
import { awaitsCheckOf, creatorOf, reportState, saidAt } from "../model/report";
import { Confirm } from "../parts/confirm";
import { Sheet, Words } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { docAt, institution, mine, person, personAt } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { numberOf } from "../parts/reports/number";
import { Paper } from "../parts/reports/paper";
import { StateTag } from "../parts/reports/state-tag";
import { SavedFile } from "../parts/saved-file";
import { SentBack } from "../parts/sent-back";
import { say } from "../parts/toast";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Correct = later(async () => (await import("../parts/reports/correct")).Correct);
const Editing = later(async () => (await import("../parts/reports/editing")).Editing);

export default function Report({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.report);
  const editing = useSignal(false);
  if (doc?.kind !== "report" && doc?.kind !== "brief") {
    return (
      <Frame title={t("reports")} above="/reports">
        <Nothing title={t("report.gone")}>{t("honour.gone.why")}</Nothing>
      </Frame>
    );
  }
  const own = idOf(doc.registers.get("institution")?.value) === institution.value?.id;
  const office = own && has(person.value, "leader", "supervisor");
  const creator = creatorOf(doc);
  const state = reportState(doc);
  const writes = office && state !== "sent";
  return (
    <Frame
      title={t(
        doc.kind === "brief" ? "brief" : `report.type.${saidAt(doc, "type") === "yearly" ? "yearly" : "monthly"}`,
      )}
      under={numberOf(doc) || saidAt(doc, "sender")}
      above="/reports"
      wide
      dock={writes && !editing.value ? <Acts doc={doc} /> : undefined}
    >
      <div class="row wrap">
        <StateTag state={state} />
        <span class="muted grow">{standsWords(doc, state, creator)}</span>
      </div>
      <SentBack doc={doc.id} />
      {writes && editing.value ? <Editing doc={doc} /> : <Paper doc={doc} />}
      {writes && (
        <button type="button" class="btn soft" onClick={() => (editing.value = !editing.peek())}>
          {t(editing.value ? "report.look" : "report.edit")}
        </button>
      )}
      {!doc.waiting && (
        <section class="card stack" aria-label={t("report.word")}>
          <p class="small">{t("report.word.why")}</p>
          <SavedFile
            path={`/api/exports/report/${dashed(doc.id)}/report.docx`}
            name={`${saidAt(doc, "title")}.docx`}
            words={t("report.word")}
          />
        </section>
      )}
      {office && state === "sent" && <Correct doc={doc} />}
    </Frame>
  );
}

function standsWords(doc: Doc, state: string, creator: Hex | null): string {
  if (state === "sent") return t(saidAt(doc, "sent_on") ? "report.filed" : "report.sent.waits");
  const who = creator ? (personAt(creator)?.name ?? "") : "";
  if (state === "returned") {
    const checks = [...doc.registers].filter(([path]) => path.startsWith("checks/"));
    const latest = checks.sort(([, one], [, other]) => (one.stamp < other.stamp ? 1 : -1))[0]?.[1].value;
    return t("report.returned.why", { why: String((latest as { reason?: string } | null)?.reason ?? "") });
  }
  return t(`report.stands.${state}` as "report.stands.draft", { who });
}

/** Check or send it back, by whoever didn't draft it; send, once it was checked. */
function Acts({ doc }: { doc: Doc }): JSX.Element {
  const [returning, sending] = [useSignal(false), useSignal(false)];
  const why = useSignal("");
  const state = reportState(doc);
  const me = mine().person;
  const check = (ruling: string, reason = "") => {
    void mine().write(doc.id, doc.kind, [[`checks/${dashed(me)}`, reason ? { ruling, reason } : { ruling }]]);
    say(t(ruling === "accepted" ? "report.checked" : "report.returned"));
  };
  const send = () => {
    sending.value = false;
    void mine().write(doc.id, doc.kind, [["sent", true]]);
    say(t("report.sent.done"));
  };
  if (state === "checked") {
    return (
      <>
        <button
          type="button"
          class="btn"
          onClick={() => {
            sending.value = true;
          }}
        >
          {t("report.send_up")}
        </button>
        <Confirm
          open={sending.value}
          title={t("report.send_up.ask")}
          words={t("report.send_up.words")}
          yes={t("report.send_up")}
          onYes={send}
          onNo={() => {
            sending.value = false;
          }}
        />
      </>
    );
  }
  if (!awaitsCheckOf(doc, me)) return <p class="small grow">{t("report.waits_check")}</p>;
  return (
    <>
      <button
        type="button"
        class="btn soft"
        onClick={() => {
          returning.value = true;
        }}
      >
        {t("report.return")}
      </button>
      <button type="button" class="btn" onClick={() => check("accepted")}>
        {t("report.check")}
      </button>
      <Sheet
        open={returning}
        title={t("report.return")}
        yes={t("report.return")}
        ready={why.value.trim() !== ""}
        onYes={() => check("returned", why.value.trim())}
      >
        <Words label={t("honour.why")} value={why} />
      </Sheet>
    </>
  );
}
