/** 访问: one respondent after the other: big answers, one hand, the next one in one tap; works without a network. */
import { type Signal, signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Answers, answersOf } from "../model/answers";
import { answerIn, type Form, numberOfItem, settled, unready } from "../model/form";
import { bytesOf, idOf } from "../model/ids";
import { CHANNELS, type Channel, ENCOUNTERS, type Encounter, entered, surveyOf, surveyStage } from "../model/survey";
import { BigQuestion, showQuestion } from "../parts/big-question";
import { type Draft, writeDraft } from "../parts/draft";
import { showWrong } from "../parts/fields/wrong";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { all, docAt, mine, now, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { channelWords, encounterWords } from "../parts/round-words";
import { flushAll } from "../parts/saving";
import { say } from "../parts/toast";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";

/** What stays the same from one respondent to the next. */
const channel = signal<Channel | "">("");
const encounter = signal<Encounter | "">("");
const department = signal<Hex>("");

/** What was begun and not handed in, or a new one; `not` is the one that is being handed in now. */
function newDraft(survey: Hex, not?: Hex): Draft {
  const own = mine();
  const begun = all("survey_answer").find(
    ({ id, registers }) =>
      id !== not &&
      idOf(registers.get("survey")?.value) === survey &&
      idOf(registers.get("by")?.value) === own.person &&
      registers.get("submitted")?.value !== true,
  );
  return {
    doc: begun?.id ?? own.newId(),
    kind: "survey_answer",
    once: [
      ["survey", bytesOf(survey)],
      ["by", bytesOf(own.person)],
    ],
  };
}

export default function SurveyAsk({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.survey);
  const survey = doc && surveyOf(doc);
  const form = survey && formNamed(survey.form);
  const draft = useSignal<Draft | null>(null);
  const id = survey?.id;
  useEffect(() => {
    if (id) draft.value = newDraft(id);
  }, [id, draft]);
  if (!survey || !form || surveyStage(survey, now.value) !== "open") {
    return (
      <Frame title={survey?.title ?? t("survey")} above="/">
        <Nothing title={t("survey.away")}>{t("survey.away.why")}</Nothing>
      </Frame>
    );
  }
  if (!draft.value) return <Frame title={survey.title} above="/" children={null} />;
  const count = entered(survey.id, all("survey_answer"), today.value);
  return (
    <Respondent
      key={draft.value.doc}
      title={survey.title}
      under={t("survey.count", { today: count.today, all: count.all })}
      form={form}
      draft={draft as Signal<Draft>}
      onNext={() => {
        draft.value = newDraft(survey.id, draft.peek()?.doc);
      }}
    />
  );
}

interface RespondentProps {
  readonly title: string;
  readonly under: string;
  readonly form: Form;
  readonly draft: Signal<Draft>;
  readonly onNext: () => void;
}

function Respondent({ title, under, form, draft, onNext }: RespondentProps): JSX.Element {
  const strict = useSignal(false);
  const answers = answersOf(docAt(draft.value.doc));
  const left = unready(form, answers, today.value);
  const submit = () => {
    flushAll();
    strict.value = true;
    const [first] = unready(form, answersOf(docAt(draft.value.doc)), today.value);
    if (showWrong()) return;
    if (!channel.value) return say(t("survey.channel.lacks"));
    if (first) return showQuestion(first);
    const place = department.value ? bytesOf(department.value) : null;
    // The next respondent's form stands at once: no tap goes to the one that was handed in.
    const done = draft.value;
    onNext();
    document.querySelector("main")?.scrollTo(0, 0);
    writeDraft(done, [
      ["channel", channel.value],
      ...(place ? ([["department", place]] as const) : []),
      ...(encounter.value ? ([["encounter", encounter.value]] as const) : []),
      ["submitted", true],
    ]).then(
      () => say(t("survey.kept")),
      () => say(t("save.failed")),
    );
  };
  return (
    <Frame
      title={title}
      under={under}
      above="/"
      dock={
        <>
          {left.length > 0 && <span class="dock-words small">{t("left", { n: left.length })}</span>}
          <button type="button" class="btn" onClick={submit}>
            {t("survey.next")}
          </button>
        </>
      }
    >
      <Circumstances />
      <Questions form={form} draft={draft.value} answers={answers} strict={strict.value} />
      <p class="promise">
        <Icon name="lock" />
        {t("survey.nameless")}
      </p>
    </Frame>
  );
}

/** How, where and after what the person is asked: folded away once it is set, since it seldom changes. */
function Circumstances(): JSX.Element {
  const set = channel.value !== "";
  const words = [
    channel.value && channelWords(channel.value),
    department.value && placeName(department.value),
    encounter.value && encounterWords(encounter.value),
  ].filter(Boolean);
  return (
    <details class="card stack" open={!set}>
      <summary class="row">
        <b class="grow">{set ? words.join(" · ") : t("survey.how")}</b>
        {set && <span class="small">{t("survey.change")}</span>}
      </summary>
      <Pick
        label={t("survey.channel")}
        value={channel}
        options={CHANNELS.filter((each) => each !== "box").map((value) => ({ value, label: channelWords(value) }))}
      />
      <div class="line">
        <label>
          {t("survey.department")}
          <select
            class="input"
            value={department.value}
            onChange={(event) => {
              department.value = event.currentTarget.value;
            }}
          >
            <option value="">{t("survey.department.none")}</option>
            {places().map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Pick
        label={t("survey.encounter")}
        value={encounter}
        options={ENCOUNTERS.map((value) => ({ value, label: encounterWords(value) }))}
      />
    </details>
  );
}

/** Units in their order, read without the roster, which an assessor doesn't hold. */
function places(): { id: Hex; name: string }[] {
  const order = (doc: Doc) => Number(doc.registers.get("order")?.value ?? 0);
  return [...all("unit")]
    .sort((one, other) => order(one) - order(other))
    .map(({ id }) => ({ id, name: placeName(id) }));
}

interface PickProps<T extends string> {
  readonly label: string;
  readonly value: Signal<T | "">;
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

function Pick<T extends string>({ label, value, options }: PickProps<T>): JSX.Element {
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      <div class="chips">
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={label}
              checked={option.value === value.value}
              onChange={() => {
                value.value = option.value;
              }}
            />
            <span>
              {option.label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface QuestionsProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly answers: Answers;
  readonly strict: boolean;
}

function Questions({ form, draft, answers, strict }: QuestionsProps): JSX.Element {
  const { items, seen } = settled(form, answers);
  return (
    <section class="card questions">
      {items.map((item) => (
        <BigQuestion
          key={item.id}
          item={item}
          number={numberOfItem(form, item.id)}
          strict={strict}
          value={answerIn(seen, item.id)}
          doc={draft.doc}
          onAnswer={(value) =>
            void writeDraft(draft, [[`answers/${item.id}`, value]]).catch(() => say(t("save.failed")))
          }
        />
      ))}
    </section>
  );
}
