/** 表决与评议: what waits for one's ballot first, then everything that was put to one. */
import type { JSX } from "preact";
import { type Poll, pollOf, turnoutOf } from "../model/poll";
import { AskedList, AskedScreen } from "../parts/asked-list";
import { all } from "../parts/here";
import { owedPolls } from "../parts/polls/owed";
import { stepWords, turnoutDoc } from "../parts/polls/turnout";
import { closesWords, modeWords, stageWords, typeWords } from "../parts/polls/words";
import type { Params } from "../router";
import { t } from "../text";

const TONES: Readonly<Record<Poll["stage"], string>> = {
  removed: "tag",
  preparing: "tag",
  open: "tag warn",
  closed: "tag",
  void: "tag fail",
  revealed: "tag info",
};

export default function Polls(_: { params: Params }): JSX.Element {
  const owed = owedPolls.value;
  const polls = all("poll")
    .map(pollOf)
    .filter(({ stage }) => stage !== "removed")
    .sort((one, other) => other.closesAt - one.closesAt);
  const others = polls.filter(({ id }) => !owed.some((each) => each.id === id));
  return (
    <AskedScreen
      title={t("poll")}
      fresh={{ href: "/polls/new", words: t("poll.new") }}
      none={polls.length === 0 && { title: t("poll.none"), why: t("poll.none.why") }}
    >
      {owed.length > 0 && <h2 class="section">{t("poll.yours")}</h2>}
      <List of={owed} />
      {owed.length > 0 && others.length > 0 && <h2 class="section">{t("poll.others")}</h2>}
      <List of={others} />
    </AskedScreen>
  );
}

function List({ of }: { of: readonly Poll[] }): JSX.Element {
  return (
    <AskedList
      of={of}
      href={({ id }) => `/polls/${id}`}
      under={standing}
      tag={(poll) => <span class={TONES[poll.stage]}>{stageWords(poll)}</span>}
    />
  );
}

function standing(poll: Poll): string {
  const turnout = turnoutOf(turnoutDoc(poll));
  const closes = poll.stage === "open" && closesWords(poll);
  const steps = poll.mode === "anonymous" && (poll.stage === "open" || poll.stage === "closed");
  const cast = turnout && poll.stage !== "preparing" && (steps ? stepWords(turnout) : `${turnout.cast}/${turnout.due}`);
  return [typeWords(poll), modeWords(poll), closes, cast].filter(Boolean).join(" · ");
}
