/** On the first screen: the surveys in which somebody asks. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { has } from "../model/person";
import { entered, surveyOf, surveyStage } from "../model/survey";
import { t } from "../text";
import { all, now, person, replica, today } from "./here";
import { Icon } from "./icons";
import { dayWords } from "./when";

/** Surveys in which this person asks: every one for an assessor, for others those that name them. */
export function SurveyCards(): JSX.Element {
  const own = replica.value?.person ?? "";
  const open = all("survey_round")
    .map(surveyOf)
    .filter((survey) => surveyStage(survey, now.value) === "open")
    .filter(({ interviewers }) => has(person.value, "assessor") || interviewers.includes(own));
  return (
    <>
      {open.map((survey) => {
        const count = entered(survey.id, all("survey_answer"), today.value);
        return (
          <a key={survey.id} class="card stack" href={`/surveys/${survey.id}/ask`}>
            <span class="row">
              <b class="grow">{survey.title}</b>
              <span class="tag info">{t("survey.ask")}</span>
              <Icon name="go" />
            </span>
            <span class="muted num">
              {t("survey.count", { today: count.today, all: count.all })} ·{" "}
              {t("closes", { day: dayWords(dayOf(survey.closesAt - 1)) })}
            </span>
          </a>
        );
      })}
    </>
  );
}
