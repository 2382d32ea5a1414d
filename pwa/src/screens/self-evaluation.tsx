/** 自评: one day's form. Every answer is a saved draft at once; submitting asks once; what is submitted can be read. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Answers } from "../model/answers";
import { type Day, isDay } from "../model/day";
import { type Evaluation, evaluationOf, lastBefore } from "../model/evaluation";
import { type Form, unready } from "../model/form";

import { takeBefore } from "../parts/as-before";
import { openAnswers, writeOpen } from "../parts/begin";
import { type Draft, selfEvaluationDraft } from "../parts/draft";
import { answered, Filling, Progress, showItem } from "../parts/filling";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { Giving } from "../parts/giving";
import { all, docAt, replica, selfForm, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { readOlder } from "../parts/older";
import { myDays, myDaysBy } from "../parts/own";
import { dayAndWeekday, dayWords, momentWords } from "../parts/when";
import { navigate, type Params } from "../router";
import { t } from "../text";

/** What was submitted can be read; who fills in has no need of it. */
const AnswerList = later(() => import("../parts/answers").then((module) => module.AnswerList));

const RunningScore = later<{ form: string; answers: Answers }>(async () =>
  (await import("../parts/score")).runningScore(),
);

export default function SelfEvaluation({ params }: { params: Params }): JSX.Element {
  const day = params.day ?? "";
  const draft = useSignal<Draft | null>(null);
  const correcting = useSignal(false);
  const days = params.form ? myDaysBy(params.form) : myDays.value;
  const known = days.get(day);
  const name = known?.form ?? params.form ?? selfForm.value;
  useEffect(() => {
    if (isDay(day)) readOlder(day);
    void selfEvaluationDraft(day, name).then((made) => {
      draft.value = made;
    });
  }, [day, name, draft]);
  const form = formNamed(name);
  const plain = day === today.value ? t("self.today") : t("self.of_day", { day: dayWords(day) });
  const title = (params.form && form?.title) || plain;
  if (!isDay(day) || day > today.value) {
    return (
      <Frame title={t("self")} above="/">
        <Nothing title={t("self.not_yet")}>{t("self.not_yet.why")}</Nothing>
      </Frame>
    );
  }
  if (!form || !draft.value) {
    return (
      <Frame title={title} above="/">
        {!form && <Nothing title={t("form.away")}>{t("form.away.why")}</Nothing>}
      </Frame>
    );
  }
  if (known?.submittedMs != null && !correcting.value) {
    const mayCorrect = form.correctable && day === today.value;
    return (
      <Submitted
        evaluation={known}
        title={title}
        form={form}
        onCorrect={mayCorrect ? () => (correcting.value = true) : null}
      />
    );
  }
  return <Open day={day} title={title} form={form} draft={draft.value} days={days} />;
}

interface OpenProps {
  readonly day: Day;
  readonly title: string;
  readonly form: Form;
  readonly draft: Draft;
  /** One's evaluations by this form. */
  readonly days: ReadonlyMap<Day, Evaluation>;
}

function Open({ day, title, form, draft, days }: OpenProps): JSX.Element {
  const doc = docAt(draft.doc);
  const evaluation = doc && evaluationOf(doc);
  const corrects = evaluation?.submittedMs != null;
  const answers = openAnswers(doc, form);
  const submit = async () => {
    if (!corrects) await writeOpen(draft, [["submitted", true]], form).catch(() => undefined);
    navigate(`/self/${day}/done`, { replace: true });
  };
  return (
    <Giving
      title={title}
      above="/"
      left={unready(form, answers, today.value).length}
      act={corrects ? t("self.correct.done") : t("submit")}
      question={corrects ? null : t("self.submit.ask")}
      words={t(form.correctable && day === today.value ? "self.submit.correctable" : "self.submit.words", {
        n: answered(form, answers),
      })}
      showLack={() => showItem(unready(form, openAnswers(docAt(draft.doc), form), today.value)[0])}
      onGive={submit}
    >
      {(strict) => (
        <>
          <Progress form={form} answers={answers} />
          {all("programme").length > 0 && <RunningScore form={form.name} answers={answers} />}
          {day < today.value && (
            <p class="hint">
              <Icon name="clock" />
              {t("self.backdated", { day: dayAndWeekday(day) })}
            </p>
          )}
          {answered(form, evaluation?.answers ?? new Map()) === 0 && (
            <AsBefore
              last={lastBefore(day, form.name, days)}
              onTake={() => void takeBefore(draft, day, form.name, days)}
            />
          )}
          <Filling
            form={form}
            draft={draft}
            answers={answers}
            note={evaluation?.note ?? ""}
            notePlaceholder={t("self.note")}
            strict={strict}
          />
        </>
      )}
    </Giving>
  );
}

function AsBefore({ last, onTake }: { last: Evaluation | null; onTake: () => void }): JSX.Element | null {
  if (!last) return null;
  return (
    <button type="button" class="btn soft" onClick={onTake}>
      <Icon name="repeat" />
      {t("self.as_day", { day: dayWords(last.day) })}
    </button>
  );
}

interface SubmittedProps {
  readonly evaluation: Evaluation;
  readonly title: string;
  readonly form: Form;
  /** null where what was submitted stands. */
  readonly onCorrect: (() => void) | null;
}

function Submitted({ evaluation, title, form, onCorrect }: SubmittedProps): JSX.Element {
  const at = momentWords(evaluation.submittedMs ?? 0, today.value);
  return (
    <Frame
      title={title}
      above="/"
      dock={
        onCorrect && (
          <button type="button" class="btn soft grow" onClick={onCorrect}>
            {t("self.correct")}
          </button>
        )
      }
    >
      <div class="row wrap">
        <span class="tag pass">
          <Icon name="check" />
          {t("self.done", { time: at })}
        </span>
        {evaluation.late && <span class="tag warn">{t("late")}</span>}
        {replica.value?.status.value.unsaved ? (
          <span class="tag fail">{t("sync.unsaved")}</span>
        ) : (
          evaluation.waiting && <span class="tag">{t("still.here")}</span>
        )}
      </div>
      {all("programme").length > 0 && <RunningScore form={form.name} answers={evaluation.answers} />}
      <AnswerList form={form} doc={evaluation.doc.id} answers={evaluation.answers} note={evaluation.note} />
    </Frame>
  );
}
