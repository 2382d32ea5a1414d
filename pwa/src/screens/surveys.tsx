/** 满意度调查: those that run and those that are over, and a form for a new one. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { idOf } from "../model/ids";
import { percentText } from "../model/round";
import { type Survey, surveyOf, surveyResultOf, surveyStage } from "../model/survey";
import { AskedList, AskedScreen } from "../parts/asked-list";
import { all, isOrganiser, now } from "../parts/here";
import { SurveyTag } from "../parts/survey-tag";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";

export default function Surveys(_: { params: Params }): JSX.Element {
  const list = all("survey_round")
    .map(surveyOf)
    .sort((one, other) => other.closesAt - one.closesAt);
  return (
    <AskedScreen
      title={t("survey")}
      fresh={{ href: "/surveys/new", words: t("survey.new") }}
      none={list.length === 0 && { title: t("survey.none"), why: t("survey.none.why") }}
    >
      <AskedList
        of={list}
        href={({ id }) => (isOrganiser.value ? `/surveys/${id}` : `/surveys/${id}/ask`)}
        under={standing}
        tag={(survey) => <SurveyTag stage={surveyStage(survey, now.value)} />}
      />
    </AskedScreen>
  );
}

/** What came of it, or until when it runs. */
function standing({ id, closesAt }: Survey): string {
  const doc = all("survey_result").find((each) => idOf(each.registers.get("survey")?.value) === id);
  const result = doc && surveyResultOf(doc);
  return result?.rate
    ? t("grade.percent", { n: percentText(result.rate) })
    : t("closes", { day: dayWords(dayOf(closesAt - 1)) });
}
