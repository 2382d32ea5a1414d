/** 评议: reviews owed, results received, and for organisers the rounds they run. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { idOf } from "../model/ids";
import { organises, type Round, roundOf, stageOf } from "../model/peer";
import { resultOf, turnoutOf } from "../model/peer-result";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { all, docAt, isOrganiser, now, person, replica } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { StageTag } from "../parts/stage";
import { myTasks } from "../parts/tasks";
import { dayWords } from "../parts/when";
import { t } from "../text";
import "../parts/lists.css";

export default function Reviews(): JSX.Element {
  const tasks = myTasks.value;
  const results = myResults();
  const bare = tasks.length === 0 && results.length === 0 && !isOrganiser.value;
  return (
    <Frame title={t("tab.reviews")} tab="reviews">
      {bare && <Nothing title={t("reviews.none")}>{t("reviews.none.why")}</Nothing>}
      {tasks.length > 0 && <h2 class="section">{t("reviews.owed")}</h2>}
      {tasks.map(({ round, owed, left, done }) => (
        <a key={round.id} class="card stack" href={`/reviews/${round.id}`}>
          <span class="row">
            <b class="grow">{round.title}</b>
            <span class={left > 0 ? "tag warn" : done < owed.length ? "tag" : "tag pass"}>
              {left > 0 ? t("task.left", { n: left }) : t(done < owed.length ? "task.away" : "task.all")}
            </span>
          </span>
          <progress class="bar" max={owed.length} value={done} aria-label={round.title} />
          <span class="small">{t("closes", { day: dayWords(dayOf(round.closesAt - 1)) })}</span>
        </a>
      ))}
      {results.length > 0 && <h2 class="section">{t("reviews.received")}</h2>}
      {results.length > 0 && (
        <div class="card list">
          {results.map(({ id, title, words }) => (
            <a key={id} class="line-row" href={`/results/${id}`}>
              <span class="grow">
                <b class="block">{title}</b>
                <span class="muted">{words}</span>
              </span>
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
      <a class="card row" href="/said">
        <b class="grow">{t("said")}</b>
        <Icon name="go" />
      </a>
      <a class="card row" href="/polls">
        <b class="grow">{t("poll.list")}</b>
        <Icon name="go" />
      </a>
      {isOrganiser.value && <Organised />}
    </Frame>
  );
}

interface ResultRow {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly closesAt: number;
}

function myResults(): ResultRow[] {
  const rows: ResultRow[] = [];
  for (const doc of all("peer_result")) {
    const result = resultOf(doc);
    const round = docAt(result.round);
    if (result.subject !== replica.value?.person || !round) continue;
    const { title, closesAt } = roundOf(round);
    const words = result.below ? t("result.below.short") : t("result.count", { n: result.count });
    rows.push({ id: doc.id, title, words, closesAt });
  }
  return rows.sort((one, other) => other.closesAt - one.closesAt);
}

function Organised(): JSX.Element {
  const rounds = all("peer_round")
    .map(roundOf)
    .filter((round) => organises(person.value, round))
    .sort((one, other) => other.closesAt - one.closesAt);
  return (
    <>
      <h2 class="section">{t("rounds")}</h2>
      <a class="btn soft" href="/rounds/new">
        <Icon name="plus" />
        {t("rounds.new")}
      </a>
      <div class="row wrap">
        <a class="btn plain short" href="/surveys">
          {t("survey")}
        </a>
        {has(person.value, "supervisor", "admin") && (
          <a class="btn plain short" href="/rounds/relatives">
            {t("kin")}
          </a>
        )}
      </div>
      {rounds.length === 0 && <p class="muted">{t("rounds.none")}</p>}
      {rounds.length > 0 && (
        <div class="card list">
          {rounds.map((round) => (
            <RoundLine key={round.id} round={round} />
          ))}
        </div>
      )}
    </>
  );
}

function RoundLine({ round }: { round: Round }): JSX.Element {
  const turnoutDoc = all("peer_turnout").find((doc) => idOf(doc.registers.get("round")?.value) === round.id);
  const turnout = turnoutDoc && turnoutOf(turnoutDoc);
  return (
    <a class="line-row" href={`/rounds/${round.id}`}>
      <span class="grow">
        <b class="block">{round.title}</b>
        <span class="muted num">
          {turnout && (round.published || round.anonymity !== "anonymous")
            ? t("turnout", { n: turnout.submitted, of: turnout.owed })
            : dayWords(dayOf(round.closesAt - 1))}
        </span>
      </span>
      <StageTag stage={stageOf(round, now.value)} />
      <Icon name="go" />
    </a>
  );
}
