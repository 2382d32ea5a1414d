/** What rounds, commentary and surveys bring to the first screen: cards for secretaries, leaders and assessors. */
import type { JSX } from "preact";
import { coverageOf } from "../model/commentary";
import { dayOf } from "../model/day";
import { idOf } from "../model/ids";
import { lastDay, quarterSpokenOf } from "../model/period";
import { has } from "../model/person";
import { entered, surveyOf, surveyStage } from "../model/survey";
import { moreTexts, t } from "../text";
import { charges } from "./charge";
import { all, now, person, replica, today } from "./here";
import { Icon } from "./icons";
import { membersBy } from "./members-by";
import { allDecisions, decides } from "./period-grades";
import { periodWords } from "./period-words";
import { dayWords } from "./when";

const PERIODS_SHOWN = 3;

/** The cards, once their words are there. */
export async function withWords(): Promise<typeof RoundErrands> {
  await moreTexts("rounds", "leading");
  return RoundErrands;
}

function RoundErrands(): JSX.Element {
  return (
    <>
      {has(person.value, "secretary") && <CommentaryCard />}
      {has(person.value, "leader", "head") && <RemarkCard />}
      <SurveyCards />
      <GradesCards />
    </>
  );
}

/** The periods in which grades wait for this person, the latest first. */
function GradesCards(): JSX.Element {
  const counts = new Map<string, number>();
  for (const one of allDecisions()) {
    if (!one.decided && decides(one)) counts.set(one.period, (counts.get(one.period) ?? 0) + 1);
  }
  const periods = [...counts].sort(([one], [other]) => (one < other ? 1 : -1)).slice(0, PERIODS_SHOWN);
  return (
    <>
      {periods.map(([period, n]) => (
        <a key={period} class="card row" href={`/grades/${period}`}>
          <b class="grow">{t("grade.card", { period: periodWords(period) })}</b>
          <span class="tag warn num">{n}</span>
          <Icon name="go" />
        </a>
      ))}
    </>
  );
}

function CommentaryCard(): JSX.Element | null {
  const branch = charges().find(({ kind }) => kind === "branch");
  if (!branch) return null;
  const period = quarterSpokenOf(today.value);
  const list = membersBy(branch, lastDay(period))
    .map(({ id }) => id)
    .filter((id) => id !== replica.value?.person);
  const docs = all("branch_commentary").filter((doc) => idOf(doc.registers.get("branch")?.value) === branch.at);
  const done = coverageOf(list, period, docs).with.length;
  return (
    <a class="card stack" href="/commentary">
      <span class="row">
        <b class="grow">{t("say.commentary")}</b>
        <span class={done < list.length ? "tag warn num" : "tag pass num"}>
          {t("progress", { n: done, of: list.length })}
        </span>
        <Icon name="go" />
      </span>
      <progress class="bar" max={list.length || 1} value={done} aria-label={t("say.commentary")} />
      <span class="muted">{periodWords(period)}</span>
    </a>
  );
}

function RemarkCard(): JSX.Element {
  return (
    <div class="row wrap">
      <a class="btn soft grow" href="/remarks/new">
        <Icon name="plus" />
        {t("say.remark")}
      </a>
      <a class="btn soft" href="/remarks">
        {t("say.remarks")}
      </a>
      {has(person.value, "leader") && !has(person.value, "secretary") && (
        <a class="btn soft" href="/commentary">
          {t("say.commentary")}
        </a>
      )}
    </div>
  );
}

/** Surveys in which this person asks: every one for an assessor, for others those that name them. */
function SurveyCards(): JSX.Element {
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
