/** 新建调查: on which form, from when to when, what counts as satisfied, what is aimed at. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { addDays } from "../model/day";
import { withoutVersion } from "../model/evaluation";
import { type Form, formOf } from "../model/form";
import { bytesOf, dashed } from "../model/ids";
import { startOf } from "../model/months";
import { Choose } from "../parts/choose";
import { DayLine } from "../parts/day-line";
import { TextLine } from "../parts/entry";
import { isOver } from "../parts/form-titles";
import { Frame } from "../parts/frame";
import { all, isOrganiser, mine, person, personAt, selfForm, tick, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { labelOf, titleOf } from "../parts/labels";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Begun } from "../parts/survey-begun";
import { navigate, type Params } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";

const PickPeople = later(() => import("../parts/deeds/pick-people").then((module) => module.PickPeople));

/** The first question with a few options to choose from: what a survey is measured by. */
function measured(form: Form | undefined) {
  const choices = form?.items.filter(({ type, options }) => type === "choice" && options.length >= 3);
  return choices?.find(({ id }) => id === "overall") ?? choices?.[0];
}

/** Forms for satisfaction are named so; they are offered before any other. */
function isSatisfaction({ name }: Form): boolean {
  return name.startsWith("satisf");
}

/** Options that say that somebody is satisfied, and the one that says nothing; the organiser may change both. */
const UNKNOWN = /不了解|不清楚|don't know/i;
const NOT = /不|差|not|poor/i;

export default function SurveyNew({ params }: { params: Params }): JSX.Element {
  const begun = useSignal<Begun | null>(null);
  const { programme, element } = params;
  useEffect(() => {
    if (programme)
      void import("../parts/survey-begun").then((read) => (begun.value = read.begunFrom(programme, element)));
  }, [programme, element, begun]);
  if (programme && !begun.value) return <Frame title={t("survey.new")} above="/surveys" children={null} />;
  if (isOrganiser.value) return <NewSurvey begun={begun.value} />;
  return (
    <Frame title={t("survey.new")} above="/surveys">
      <Nothing title={t("not_yours")}>{t("rounds.not_yours")}</Nothing>
    </Frame>
  );
}

function surveyForms(): Form[] {
  return all("form")
    .filter((doc) => !isOver(doc))
    .map(formOf)
    .filter((form) => measured(form) && withoutVersion(form.name) !== withoutVersion(selfForm.value))
    .sort((one, other) => Number(isSatisfaction(other)) - Number(isSatisfaction(one)));
}

/** The form that is filled in: the programme's, as soon as it is there. */
function useForm(forms: readonly Form[], wanted: string | undefined): Signal<string> {
  const own = forms.some(({ name }) => name === wanted) ? wanted : undefined;
  const name = useSignal(own ?? forms[0]?.name ?? "");
  useEffect(() => {
    if (own) name.value = own;
  }, [own, name]);
  return name;
}

function NewSurvey({ begun }: { begun: Begun | null }): JSX.Element {
  const forms = surveyForms();
  const title = useSignal(begun?.title ?? "");
  const name = useForm(forms, begun?.form);
  const asking = useSignal<readonly Hex[]>([]);
  const from = useSignal(today.value);
  const to = useSignal(addDays(today.value, 13));
  const target = useSignal(begun ? begun.target : "90");
  const leaveOut = useSignal<"yes" | "no">("yes");
  const tried = useSignal(false);
  const item = measured(forms.find((form) => form.name === name.value));
  const values = item?.options.map(({ value }) => value) ?? [];
  const unknown = item?.options.filter((each) => UNKNOWN.test(each.label)).map(({ value }) => value) ?? [];
  const satisfied =
    item?.options.filter(({ label }) => !UNKNOWN.test(label) && !NOT.test(label)).map(({ value }) => value) ?? [];
  const chosen = useSignal<readonly (string | number)[] | null>(begun?.satisfied.length ? begun.satisfied : null);
  const counted = chosen.value?.every((each) => values.includes(each)) ? chosen.value : satisfied;
  const fault = !title.value.trim() ? t("plan.title") : counted.length === 0 ? t("survey.satisfied.lacks") : "";
  const open = async () => {
    tried.value = true;
    const institution = person.peek()?.institution;
    if (fault || !item || !institution) return;
    const id = mine().newId();
    await mine().write(id, "survey_round", [
      ["institution", bytesOf(institution)],
      ["title", title.value.trim()],
      ["form", name.value],
      ["opens_at", Math.max(startOf(from.value), mine().now())],
      ["closes_at", startOf(addDays(to.value, 1))],
      ["measure", { item: item.id, satisfied: [...counted], excluded: leaveOut.value === "yes" ? [...unknown] : [] }],
      ["target", target.value.trim() === "" ? null : target.value.trim()],
      ...(begun?.source ?? []),
      ...asking.value.map((who): [string, Value] => [`interviewers/${dashed(who)}`, true]),
      ["opened", true],
    ]);
    tick();
    navigate(`/surveys/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("survey.new")}
      above="/surveys"
      dock={
        <button type="button" class="btn" onClick={() => void open()}>
          {t("survey.open")}
        </button>
      }
    >
      {tried.value && fault && (
        <p class="wrong-words" role="alert">
          {fault}
        </p>
      )}
      <section class="card stack">
        <TextLine label={t("plan.name")} value={title} hint={t("survey.name.hint")} />
        <Choose
          label={t("plan.which_form")}
          value={name}
          options={forms.map((form) => ({ value: form.name, label: titleOf(form) }))}
        />
        <DayLine label={t("plan.from")} value={from} min={today.value} />
        <DayLine label={t("plan.to")} value={to} min={from.value} />
      </section>
      <section class="card stack">
        {item && <Satisfied item={item} counted={counted} chosen={chosen} without={unknown} />}
        {unknown.length > 0 && (
          <Choose
            label={t("survey.unknown")}
            value={leaveOut}
            options={[
              { value: "yes", label: t("survey.unknown.out") },
              { value: "no", label: t("survey.unknown.in") },
            ]}
          />
        )}
        <TextLine label={t("survey.target")} value={target} inputMode="numeric" />
      </section>
      <Interviewers asking={asking} />
    </Frame>
  );
}

function Interviewers({ asking }: { asking: Signal<readonly Hex[]> }): JSX.Element {
  return (
    <details class="card stack">
      <summary class="row">
        <span class="grow">
          <b class="block">{t("survey.interviewers")}</b>
          <span class="muted">
            {asking.value.map((id) => personAt(id)?.name ?? "").join(t("list.comma")) || t("survey.interviewers.all")}
          </span>
        </span>
      </summary>
      <PickPeople chosen={asking} />
    </details>
  );
}

interface SatisfiedProps {
  readonly item: Form["items"][number];
  readonly counted: readonly (string | number)[];
  readonly chosen: Signal<readonly (string | number)[] | null>;
  readonly without: readonly (string | number)[];
}

function Satisfied({ item, counted, chosen, without }: SatisfiedProps): JSX.Element {
  return (
    <fieldset class="line">
      <legend>{t("survey.satisfied.of", { item: labelOf(item) })}</legend>
      <div class="choices">
        {item.options
          .filter(({ value }) => !without.includes(value))
          .map((option) => (
            <label key={option.value} class="choice">
              <input
                type="checkbox"
                checked={counted.includes(option.value)}
                onChange={(event) => {
                  chosen.value = event.currentTarget.checked
                    ? [...counted, option.value]
                    : counted.filter((each) => each !== option.value);
                }}
              />
              <span>
                {labelOf(option)}
                <Icon name="check" />
              </span>
            </label>
          ))}
      </div>
    </fieldset>
  );
}
