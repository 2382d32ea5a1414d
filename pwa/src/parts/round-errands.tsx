/** What rounds, commentary and surveys bring to the first screen: cards for secretaries, leaders and assessors. */
import type { JSX } from "preact";
import { coverageOf } from "../model/commentary";
import { idOf } from "../model/ids";
import { lastDay, quarterSpokenOf } from "../model/period";
import { has } from "../model/person";
import { moreTexts, t } from "../text";
import { charges } from "./charge";
import { all, person, replica, today } from "./here";
import { Icon } from "./icons";
import { later } from "./later";
import { membersBy } from "./members-by";
import { allDecisions, decides } from "./period-grades";
import { periodWords } from "./period-words";

const SurveyCards = later(async () => (await import("./survey-cards")).SurveyCards);
const ReportCards = later(async () => (await import("./reports/today-card")).withWords());

const PERIODS_SHOWN = 3;

/** The cards, once their words are there. */
export async function withWords(): Promise<typeof RoundErrands> {
  await moreTexts("rounds", "leading");
  await Promise.all([ReportCards.fetch(), SurveyCards.fetch()]);
  return RoundErrands;
}

function RoundErrands(): JSX.Element {
  return (
    <>
      {has(person.value, "secretary") && <CommentaryCard />}
      {has(person.value, "leader", "head") && <RemarkCard />}
      <SurveyCards />
      <GradesCards />
      <ReportCards />
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
