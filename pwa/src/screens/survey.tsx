/** 满意度调查: for those who run it: how many answers are in, and once it has closed the rate by the formula it states. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import type { Tally } from "../model/generated";
import { idOf } from "../model/ids";
import { percentText } from "../model/round";
import { type Survey, type SurveyResult, surveyOf, surveyResultOf, surveyStage } from "../model/survey";
import { inOffice } from "../parts/deeds/leading";
import { itemOf, labelled } from "../parts/form-titles";
import { Frame } from "../parts/frame";
import { all, docAt, isOrganiser, mine, now, personAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { SentBack } from "../parts/sent-back";
import { SurveyTag } from "../parts/survey-tag";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/figures.css";
import "../parts/survey.css";

export default function SurveyScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.survey);
  if (!doc || !isOrganiser.value) {
    return (
      <Frame title={t("survey")} above="/surveys">
        <SentBack doc={params.survey}>
          <Nothing title={t("survey.away")}>{t("survey.away.why")}</Nothing>
        </SentBack>
      </Frame>
    );
  }
  const survey = surveyOf(doc);
  const stage = surveyStage(survey, now.value);
  const found = all("survey_result").find((each) => idOf(each.registers.get("survey")?.value) === survey.id);
  const result = found && surveyResultOf(found);
  const publish = () => void mine().write(survey.id, "survey_round", [["published", true]]);
  return (
    <Frame
      title={survey.title}
      above="/surveys"
      side={<SurveyTag stage={stage} />}
      dock={
        <>
          {stage === "open" && (
            <a class="btn soft" href={`/surveys/${survey.id}/box`}>
              {t("survey.box")}
            </a>
          )}
          {stage === "open" && (
            <a class="btn" href={`/surveys/${survey.id}/ask`}>
              {t("survey.ask")}
            </a>
          )}
          {stage === "closed" && (
            <button type="button" class="btn" onClick={publish}>
              {t("survey.count_up")}
            </button>
          )}
        </>
      }
    >
      <SentBack doc={survey.id} />
      {result?.valid != null ? (
        <Outcome survey={survey} result={result} id={found?.id ?? ""} />
      ) : (
        <Running result={result} />
      )}
      <Terms survey={survey} />
    </Frame>
  );
}

function Running({ result }: { result: SurveyResult | undefined }): JSX.Element {
  return (
    <section class="card total">
      <b class="num">{result?.count ?? 0}</b>
      <span class="muted">{t("survey.in")}</span>
    </section>
  );
}

interface OutcomeProps {
  readonly survey: Survey;
  readonly result: SurveyResult;
  /** The result's document. */
  readonly id: Hex;
}

function Outcome({ survey, result, id }: OutcomeProps): JSX.Element {
  if (result.rate === null) {
    return (
      <div class="empty">
        <Icon name="lock" />
        <h2>{t("survey.below")}</h2>
        <p>{t("survey.below.why")}</p>
      </div>
    );
  }
  const rate = Number(result.rate);
  const met = survey.target === null ? null : rate >= survey.target;
  return (
    <>
      <section class="card stack">
        <span class="row">
          <b class="num grow figure">{t("grade.percent", { n: percentText(result.rate) })}</b>
          {met !== null && (
            <span class={met ? "tag pass" : "tag fail"}>
              {t(met ? "survey.met" : "survey.missed", { n: survey.target ?? 0 })}
            </span>
          )}
        </span>
        <span class="gauge" aria-hidden="true">
          <i style={{ width: `${rate}%` }} />
          {survey.target !== null && <b style={{ left: `${survey.target}%` }} />}
        </span>
        <p class="muted">
          {t("survey.formula", { satisfied: result.satisfied, counted: result.counted })}
          {result.excluded > 0 && ` ${t("survey.left_out", { n: result.excluded })}`}
        </p>
      </section>
      {result.invalidBatches.size > 0 && (
        <p class="hint">
          <Icon name="alert" />
          <span>
            {[...result.invalidBatches.values()].map((reason) => (
              <span key={reason} class="block">
                {reason === "returned_above_issued" ? t("survey.box.void") : t("survey.box.void_entered")}
              </span>
            ))}
          </span>
        </p>
      )}
      <Units result={result} id={id} />
    </>
  );
}

function Units({ result, id }: { result: SurveyResult; id: Hex }): JSX.Element {
  const rows = [...result.units].sort(([, one], [, other]) => rateOf(other) - rateOf(one));
  return (
    <>
      <h2 class="section">{t("survey.by_unit")}</h2>
      <div class="card list">
        {rows.map(([unit, tally]) => (
          <div key={unit} class="line-row">
            <span class="grow">{placeName(unit)}</span>
            <span class="small num">{t("result.n", { n: tally.n })}</span>
            {tally.rate ? (
              <b class="num">{t("grade.percent", { n: percentText(tally.rate) })}</b>
            ) : (
              <span class="small">{t("survey.few")}</span>
            )}
            {inOffice() && tally.rate && (
              <a class="btn plain short" href={`/orders/new/survey/${id}.${unit}`} aria-label={t("order.from")}>
                <Icon name="alert" />
              </a>
            )}
          </div>
        ))}
      </div>
    </>
  );
}

function rateOf({ rate }: Tally): number {
  return rate === undefined ? -1 : Number(rate);
}

/** The formula in the words of the form, so that nobody has to guess what counted as satisfied. */
function Terms({ survey }: { survey: Survey }): JSX.Element {
  const item = itemOf(survey.form, survey.measure.item);
  const named = (values: readonly (string | number)[]) =>
    (item?.options ?? [])
      .map((each) => (typeof each === "string" ? { value: each, label: each } : each))
      .filter(({ value }) => values.map(String).includes(String(value)))
      .map(labelled)
      .join(t("list.comma"));
  const facts: [string, string][] = [
    [t("plan.from"), dayWords(dayOf(survey.opensAt))],
    [t("plan.to"), dayWords(dayOf(survey.closesAt - 1))],
    [t("survey.measured"), item ? labelled(item) : ""],
    [t("survey.satisfied"), named(survey.measure.satisfied)],
    [t("survey.excluded"), named(survey.measure.excluded) || t("survey.excluded.none")],
    [
      t("survey.interviewers"),
      survey.interviewers.map((id) => personAt(id)?.name ?? "").join(t("list.comma")) || t("survey.interviewers.all"),
    ],
  ];
  return (
    <dl class="card facts">
      {facts.map(([term, words]) => (
        <>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </>
      ))}
    </dl>
  );
}
