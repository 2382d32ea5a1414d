/** 表决与评议: what waits for one's ballot first, then everything that was put to one. */
import type { JSX } from "preact";
import { type Poll, pollOf, turnoutOf } from "../model/poll";
import { Frame } from "../parts/frame";
import { all, isOrganiser } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { owedPolls } from "../parts/polls/owed";
import { turnoutDoc } from "../parts/polls/turnout";
import { closesWords, modeWords, stageWords, typeWords } from "../parts/polls/words";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const TONES: Readonly<Record<Poll["stage"], string>> = {
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
    .sort((one, other) => other.closesAt - one.closesAt);
  const others = polls.filter(({ id }) => !owed.some((each) => each.id === id));
  return (
    <Frame
      title={t("poll")}
      above="/reviews"
      dock={
        isOrganiser.value && (
          <a class="btn" href="/polls/new">
            <Icon name="plus" />
            {t("poll.new")}
          </a>
        )
      }
    >
      {polls.length === 0 && <Nothing title={t("poll.none")}>{t("poll.none.why")}</Nothing>}
      {owed.length > 0 && <h2 class="section">{t("poll.yours")}</h2>}
      <List polls={owed} />
      {owed.length > 0 && others.length > 0 && <h2 class="section">{t("poll.others")}</h2>}
      <List polls={others} />
    </Frame>
  );
}

function List({ polls }: { polls: readonly Poll[] }): JSX.Element | null {
  if (polls.length === 0) return null;
  return (
    <div class="card list">
      {polls.map((poll) => {
        const turnout = turnoutOf(turnoutDoc(poll));
        return (
          <a key={poll.id} class="line-row" href={`/polls/${poll.id}`}>
            <span class="grow">
              <b class="block">{poll.title}</b>
              <span class="muted num">
                {typeWords(poll)} · {modeWords(poll)}
                {poll.stage === "open" && ` · ${closesWords(poll)}`}
                {turnout && poll.stage !== "preparing" && ` · ${turnout.cast}/${turnout.due}`}
              </span>
            </span>
            <span class={TONES[poll.stage]}>{stageWords(poll)}</span>
            <Icon name="go" />
          </a>
        );
      })}
    </div>
  );
}
