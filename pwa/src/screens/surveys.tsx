/** 满意度调查: those that run and those that are over, and a form for a new one. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { idOf } from "../model/ids";
import { percentText } from "../model/round";
import { surveyOf, surveyResultOf, surveyStage } from "../model/survey";
import { Frame } from "../parts/frame";
import { all, isOrganiser, now } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { SurveyTag } from "../parts/survey-tag";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

export default function Surveys(_: { params: Params }): JSX.Element {
  const list = all("survey_round")
    .map(surveyOf)
    .sort((one, other) => other.closesAt - one.closesAt);
  return (
    <Frame
      title={t("survey")}
      above="/reviews"
      dock={
        isOrganiser.value && (
          <a class="btn" href="/surveys/new">
            <Icon name="plus" />
            {t("survey.new")}
          </a>
        )
      }
    >
      {list.length === 0 && <Nothing title={t("survey.none")}>{t("survey.none.why")}</Nothing>}
      {list.length > 0 && (
        <div class="card list">
          {list.map((survey) => {
            const doc = all("survey_result").find((each) => idOf(each.registers.get("survey")?.value) === survey.id);
            const result = doc && surveyResultOf(doc);
            const stage = surveyStage(survey, now.value);
            return (
              <a
                key={survey.id}
                class="line-row"
                href={isOrganiser.value ? `/surveys/${survey.id}` : `/surveys/${survey.id}/ask`}
              >
                <span class="grow">
                  <b class="block">{survey.title}</b>
                  <span class="muted num">
                    {result?.rate
                      ? t("grade.percent", { n: percentText(result.rate) })
                      : t("closes", { day: dayWords(dayOf(survey.closesAt - 1)) })}
                  </span>
                </span>
                <SurveyTag stage={stage} />
                <Icon name="go" />
              </a>
            );
          })}
        </div>
      )}
    </Frame>
  );
}
