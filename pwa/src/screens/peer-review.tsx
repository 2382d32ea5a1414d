/** 互评表: what one person writes of another; a draft at once, submitted once. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Form, unready } from "../model/form";
import { type Round, roundOf, stageOf } from "../model/peer";
import { openAnswers, writeOpen } from "../parts/begin";
import { type Draft, peerReviewDraft } from "../parts/draft";
import { answered, Filling, Progress, showItem } from "../parts/filling";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { Giving } from "../parts/giving";
import { docAt, now, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { subjectAt } from "../parts/subject";
import { myTasks } from "../parts/tasks";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";

/** What was submitted can be read; who fills in has no need of it. */
const Given = later(async () => (await import("../parts/review-given")).ReviewGiven);

const Anonymous = later(async () => (await import("../parts/booth/review")).withWords());

const Recuse = later(async () => (await import("../parts/recuse")).withWords());

export default function PeerReview({ params }: { params: Params }): JSX.Element {
  const { round: roundId = "", subject: subjectId = "" } = params;
  const draft = useSignal<Draft | null>(null);
  useEffect(() => {
    void peerReviewDraft(roundId, subjectId).then((made) => {
      draft.value = made;
    });
  }, [roundId, subjectId, draft]);
  const roundDoc = docAt(roundId);
  const round = roundDoc && roundOf(roundDoc);
  const form = round && formNamed(round.form);
  const subject = subjectAt(roundId, subjectId);
  const above = `/reviews/${roundId}`;
  const title = subject ? subject.name : t("tab.reviews");
  if (!round || !form || !subject) {
    return (
      <Frame title={title} above={above}>
        <Nothing title={t("form.away")}>{t("form.away.why")}</Nothing>
      </Frame>
    );
  }
  const under = placeName(subject.units[0]);
  if (round.anonymity === "anonymous") {
    const recuse = (first: () => Promise<void>) =>
      draft.value && <Recuse name={title} draft={draft.value} round={round.id} first={first} />;
    return <Anonymous title={title} under={under} round={round} subject={subjectId} form={form} recuse={recuse} />;
  }
  const doc = docAt(draft.value?.doc);
  const closed = doc?.registers.get("submitted")?.value === true || stageOf(round, now.value) !== "open";
  const framed = (given: JSX.Element | null) => (
    <Frame title={title} under={under} above={above}>
      {given}
    </Frame>
  );
  if (!draft.value) return framed(null);
  if (!doc && isDone(roundId, subjectId)) return framed(<Given form={form} />);
  if (closed) return framed(<Given form={form} doc={draft.value.doc} />);
  return <Open title={title} under={under} round={round} form={form} draft={draft.value} />;
}

/** In, though this device doesn't hold it: withheld since the account was reset. */
function isDone(round: Hex, subject: Hex): boolean {
  const done = (one: { subject: Hex | null; state: string }) => one.subject === subject && one.state === "done";
  return myTasks.value.some((task) => task.round.id === round && task.owed.some(done));
}

function noteOf(doc: Hex): string {
  const note = docAt(doc)?.registers.get("note")?.value;
  return typeof note === "string" ? note : "";
}

interface OpenProps {
  readonly title: string;
  readonly under: string;
  readonly round: Round;
  readonly form: Form;
  readonly draft: Draft;
}

function Open({ title, under, round, form, draft }: OpenProps): JSX.Element {
  const answers = openAnswers(docAt(draft.doc), form);
  const above = `/reviews/${round.id}`;
  const submit = async () => {
    await writeOpen(draft, [["submitted", true]], form).catch(() => undefined);
    navigate(above, { replace: true });
    say(t("review.sent", { name: title }));
  };
  return (
    <Giving
      title={title}
      under={under}
      above={above}
      left={unready(form, answers, today.value).length}
      act={t("submit")}
      question={t("review.ask", { name: title })}
      words={t("review.words", { n: answered(form, answers) })}
      showLack={() => showItem(unready(form, openAnswers(docAt(draft.doc), form), today.value)[0])}
      onGive={submit}
    >
      {(strict) => (
        <>
          <Progress form={form} answers={answers} />
          <p class="promise">
            <Icon name="lock" />
            {t(`anonymity.${round.anonymity}`)}
          </p>
          <Filling
            form={form}
            draft={draft}
            answers={answers}
            note={noteOf(draft.doc)}
            notePlaceholder={t("review.note")}
            strict={strict}
          />
          <Recuse name={title} draft={draft} round={round.id} />
        </>
      )}
    </Giving>
  );
}
