/** 纸质答卷箱: a box of paper forms: how many were issued and came back, then its forms one by one, entered by a clerk. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { answersOf } from "../model/answers";
import { numberOfItem, shown, unready } from "../model/form";
import { bytesOf, idOf } from "../model/ids";
import { surveyOf } from "../model/survey";
import { BigQuestion, showQuestion } from "../parts/big-question";
import { type Draft, writeDraft } from "../parts/draft";
import { showWrong } from "../parts/fields/wrong";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { all, docAt, mine, placeName, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { flushAll } from "../parts/saving";
import { say } from "../parts/toast";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

function count(doc: Doc, path: string): number {
  const found = doc.registers.get(path)?.value;
  return typeof found === "number" ? found : 0;
}

export default function SurveyBox({ params }: { params: Params }): JSX.Element {
  const survey = params.survey ?? "";
  const chosen = useSignal<Hex>("");
  const box = docAt(chosen.value);
  if (box) return <Entering key={box.id} survey={survey} box={box} />;
  const own = all("survey_batch").filter(({ registers }) => idOf(registers.get("survey")?.value) === survey);
  return (
    <Frame title={t("survey.box")} above={`/surveys/${survey}`}>
      <NewBox survey={survey} onMade={(id) => (chosen.value = id)} />
      {own.length > 0 && (
        <div class="card list">
          {own.map((doc) => (
            <button key={doc.id} type="button" class="line-row" onClick={() => (chosen.value = doc.id)}>
              <span class="grow">
                <b class="block">{placeName(idOf(doc.registers.get("department")?.value)) || t("survey.box")}</b>
                <span class="muted num">
                  {t("survey.box.counts", { issued: count(doc, "issued"), returned: count(doc, "returned") })}
                </span>
              </span>
              {count(doc, "returned") > count(doc, "issued") && <span class="tag fail">{t("survey.box.bad")}</span>}
              <Icon name="go" />
            </button>
          ))}
        </div>
      )}
    </Frame>
  );
}

function NewBox({ survey, onMade }: { survey: Hex; onMade: (id: Hex) => void }): JSX.Element {
  const issued = useSignal("");
  const returned = useSignal("");
  const unit = useSignal<Hex>("");
  const numbers = [issued, returned].map(({ value }) => Number.parseInt(value, 10));
  const fine = numbers.every((each) => Number.isInteger(each) && each >= 0);
  const make = async () => {
    const id = mine().newId();
    await mine().write(id, "survey_batch", [
      ["survey", bytesOf(survey)],
      ["by", bytesOf(mine().person)],
      ["issued", numbers[0] ?? 0],
      ["returned", numbers[1] ?? 0],
      ...(unit.value ? ([["department", bytesOf(unit.value)]] as const) : []),
    ]);
    onMade(id);
  };
  return (
    <section class="card stack">
      <NumberLine label={t("survey.box.issued")} value={issued} />
      <NumberLine label={t("survey.box.returned")} value={returned} />
      <div class="line">
        <label>
          {t("survey.department")}
          <select class="input" value={unit.value} onChange={(event) => (unit.value = event.currentTarget.value)}>
            <option value="">{t("survey.department.none")}</option>
            {all("unit").map(({ id }) => (
              <option key={id} value={id}>
                {placeName(id)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {fine && (numbers[1] ?? 0) > (numbers[0] ?? 0) && (
        <p class="hint">
          <Icon name="alert" />
          {t("survey.box.void")}
        </p>
      )}
      <button type="button" class="btn soft" disabled={!fine} onClick={() => void make()}>
        {t("survey.box.enter")}
      </button>
    </section>
  );
}

function NumberLine({ label, value }: { label: string; value: Signal<string> }): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input num"
          inputMode="numeric"
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}

function Entering({ survey, box }: { survey: Hex; box: Doc }): JSX.Element {
  const doc = docAt(survey);
  const form = doc && formNamed(surveyOf(doc).form);
  const department = box.registers.get("department")?.value;
  const made = (): Draft => ({
    doc: mine().newId(),
    kind: "survey_answer",
    once: [
      ["survey", bytesOf(survey)],
      ["by", bytesOf(mine().person)],
      ["batch", bytesOf(box.id)],
      ["channel", "box"],
    ],
  });
  const draft = useSignal<Draft>(made());
  const strict = useSignal(false);
  const done = all("survey_answer").filter(
    ({ registers }) => idOf(registers.get("batch")?.value) === box.id && registers.get("submitted")?.value === true,
  ).length;
  if (!form) {
    return (
      <Frame title={t("survey.box")} above={`/surveys/${survey}`}>
        <Nothing title={t("form.away")}>{t("form.away.why")}</Nothing>
      </Frame>
    );
  }
  const answers = answersOf(docAt(draft.value.doc));
  const submit = async () => {
    flushAll();
    strict.value = true;
    const [first] = unready(form, answersOf(docAt(draft.value.doc)), today.value);
    if (showWrong()) return;
    if (first) return showQuestion(first);
    await writeDraft(draft.value, [
      ...(department ? ([["department", department]] as const) : []),
      ["submitted", true],
    ]);
    strict.value = false;
    draft.value = made();
    document.querySelector("main")?.scrollTo(0, 0);
    say(t("survey.kept"));
  };
  return (
    <Frame
      title={t("survey.box")}
      under={t("survey.box.progress", { n: done, of: count(box, "returned") })}
      above={`/surveys/${survey}`}
      dock={
        <button type="button" class="btn" onClick={() => void submit()}>
          {t("survey.box.next")}
        </button>
      }
    >
      <section class="card questions" key={draft.value.doc}>
        {shown(form, answers).map((item) => (
          <BigQuestion
            key={item.id}
            item={item}
            number={numberOfItem(form, item.id)}
            strict={strict.value}
            value={answers.get(item.id) ?? null}
            doc={draft.value.doc}
            onAnswer={(value) => void writeDraft(draft.value, [[`answers/${item.id}`, value]])}
          />
        ))}
      </section>
    </Frame>
  );
}
