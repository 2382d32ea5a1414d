/** 荣誉: one of them with its course: put forward, on notice, conferred; its objections and its certificate. */
import type { JSX } from "preact";
import { type Honour, honourOf } from "../model/honour";
import { dashed } from "../model/ids";
import { textAt } from "../model/person";
import { subjectName } from "../parts/assessing";
import { Frame } from "../parts/frame";
import { docAt, mine, today } from "../parts/here";
import { inOffice, StateTag } from "../parts/honours/face";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { periodWords } from "../parts/period-words";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";

const Objections = later(async () => (await import("../parts/honours/objections")).Objections);
const SavedFile = later(async () => (await import("../parts/saved-file")).SavedFile);
const Acts = later(async () => (await import("../parts/honours/acts")).Acts);

export default function HonourScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.honour);
  if (doc?.kind !== "honour") {
    return (
      <Frame title={t("honours")} above="/honours">
        <Nothing title={t("honour.gone")}>{t("honour.gone.why")}</Nothing>
      </Frame>
    );
  }
  const one = honourOf(doc, today.value);
  return (
    <Frame
      title={one.title || t("honours")}
      under={subjectName(one.subject)}
      above="/honours"
      dock={inOffice() && one.subject !== mine().person ? <Acts one={one} /> : undefined}
    >
      <section class="card stack">
        <div class="row wrap">
          <b class="grow">{subjectName(one.subject)}</b>
          <StateTag state={one.state} />
        </div>
        <p class="muted">{[one.post, periodWords(one.period)].filter(Boolean).join(" · ")}</p>
        <p class="words">{one.reason}</p>
        {textAt(doc, "stripped") && <p class="hint">{t("honour.stripped.why", { why: textAt(doc, "stripped") })}</p>}
        {textAt(doc, "withdrawn") && <p class="hint">{t("honour.withdrawn.why", { why: textAt(doc, "withdrawn") })}</p>}
      </section>
      <Course one={one} />
      {one.state !== "draft" && <Objections one={one} />}
      {one.state === "conferred" && one.number !== null && (
        <section class="card stack" aria-label={t("honour.certificate")}>
          <b>{t("honour.certificate")}</b>
          <p class="small">{t("honour.certificate.why")}</p>
          <SavedFile
            path={`/api/exports/honour/${dashed(doc.id)}/certificate.pdf`}
            name={`${subjectName(one.subject)} ${one.title}.pdf`}
            words={t("honour.certificate.save")}
          />
        </section>
      )}
    </Frame>
  );
}

function Course({ one }: { one: Honour }): JSX.Element {
  const { doc, state } = one;
  const day = (path: string) => (textAt(doc, path) ? dayWords(textAt(doc, path)) : "");
  const noticed = state !== "draft";
  const from = day("announced_on");
  const notice = from && one.until ? t("honour.span", { from, to: dayWords(one.until) }) : t("honour.waits");
  const conferred = state === "conferred" || state === "stripped";
  const steps: [string, string, string][] = [
    ["done", t("honour.step.forward"), ""],
    [state === "notice" ? "now" : noticed ? "done" : "", t("honour.step.notice"), noticed ? notice : ""],
    [
      conferred ? "done" : state === "over" ? "now" : "",
      t("honour.step.conferred"),
      conferred
        ? [day("conferred_on"), one.number === null ? "" : t("honour.number", { year: one.year, n: one.number })]
            .filter(Boolean)
            .join(" · ") || t("honour.waits")
        : "",
    ],
  ];
  return (
    <ol class="card course" aria-label={t("honour.course")}>
      {steps.map(([look, words, under]) => (
        <li key={words} class={look}>
          <b>{words}</b>
          {under && <span class="muted num block">{under}</span>}
        </li>
      ))}
    </ol>
  );
}
