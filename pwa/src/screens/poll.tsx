/** 一次表决: the ballot for who is due, the turnout for all, the acts of chair and tellers, and the result. */
import type { JSX } from "preact";
import { isOpen, type Poll, pollOf, runs } from "../model/poll";
import { Frame } from "../parts/frame";
import { docAt, mine, now, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { TurnoutCard } from "../parts/polls/turnout";
import { closesWords, modeWords, stageWords } from "../parts/polls/words";
import { momentWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";

const Named = later(async () => (await import("../parts/polls/named")).default);
const Anonymous = later(async () => (await import("../parts/polls/anonymous")).withWords());
const Facts = later(async () => (await import("../parts/polls/facts")).default);
const Run = later(async () => (await import("../parts/polls/run")).default);
const Refused = later(async () => (await import("../parts/polls/refused")).PollRefused);
const Result = later(async () => (await import("../parts/polls/result")).default);

export default function PollScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.poll);
  const poll = doc?.kind === "poll" ? pollOf(doc) : null;
  if (!poll || poll.stage === "removed") {
    const refused = mine().refused.value.some((each) => each.doc === params.poll);
    return (
      <Frame title={t("poll")} above="/polls">
        {refused ? <Refused poll={params.poll ?? ""} /> : <Gone removed={poll !== null} />}
      </Frame>
    );
  }
  const running = poll.stage === "open";
  const under = `${modeWords(poll)} · ${running ? closesWords(poll) : stageWords(poll)}`;
  const due = poll.electors.has(mine().person) && !poll.onPaper.has(mine().person);
  const rest = <Rest poll={poll} />;
  if (due && (running || poll.stage === "closed" || poll.stage === "revealed")) {
    const shared = { poll, title: poll.title, under, open: isOpen(poll, now.value), children: rest };
    return poll.mode === "anonymous" ? <Anonymous {...shared} /> : <Named {...shared} />;
  }
  return (
    <Frame title={poll.title} under={under} above="/polls">
      <Why poll={poll} />
      {rest}
    </Frame>
  );
}

function Gone({ removed }: { removed: boolean }): JSX.Element {
  return <Nothing title={t(removed ? "poll.remove.done" : "poll.away")}>{!removed && t("poll.away.why")}</Nothing>;
}

/** Why there is no ballot here for this person. */
function Why({ poll }: { poll: Poll }): JSX.Element | null {
  const me = mine().person;
  if (poll.stage === "void") {
    return (
      <section class="card stack fail">
        <span class="row">
          <Icon name="alert" />
          <span class="grow">
            {t("poll.void.done")}
            <span class="block muted">{poll.voided}</span>
          </span>
        </span>
        {runs(person.value, poll) && (
          <a class="btn" href={`/polls/again/${poll.id}`}>
            {t("poll.again")}
          </a>
        )}
      </section>
    );
  }
  if (poll.onPaper.has(me)) return <p class="promise">{t("poll.paper.yours")}</p>;
  if (poll.stage === "open" && person.value && !poll.electors.has(me)) return <p class="muted">{t("poll.not_due")}</p>;
  return null;
}

function Rest({ poll }: { poll: Poll }): JSX.Element {
  const early = poll.stage === "open" && now.value < poll.opensAt;
  return (
    <>
      {early && <p class="muted">{t("poll.not_yet", { time: momentWords(poll.opensAt, today.value) })}</p>}
      {poll.stage === "revealed" ? <Result poll={poll} /> : <TurnoutCard poll={poll} />}
      <Run poll={poll} />
      <Facts poll={poll} />
    </>
  );
}
