/** On the first screen: polls that wait for one's ballot, and those that only another device can answer. */
import type { JSX } from "preact";
import type { Poll } from "../../model/poll";
import { moreTexts, t } from "../../text";
import { Icon } from "../icons";
import { meetingOfPoll, meetingsNow } from "../meeting/today";
import { owedPolls, pollsElsewhere } from "./owed";
import { closesWords, modeWords } from "./words";
import "../lists.css";

/** For `later`. */
export async function withWords(): Promise<typeof PollCards> {
  await moreTexts("polls");
  return PollCards;
}

function PollCards(): JSX.Element | null {
  const meetings = new Set(meetingsNow.value.map(({ meeting }) => meeting.id));
  const alone = ({ id }: Poll) => !meetings.has(meetingOfPoll(id) ?? "");
  const [owed, away] = [owedPolls.value.filter(alone), pollsElsewhere.value.filter(alone)];
  if (owed.length + away.length === 0) return null;
  return (
    <section class="card list" aria-label={t(owed.length > 0 ? "poll.yours" : "poll.elsewhere")}>
      {owed.map((poll) => (
        <Line key={poll.id} poll={poll} under={`${modeWords(poll)} · ${closesWords(poll)}`}>
          <span class="tag warn">{t("poll.yours")}</span>
        </Line>
      ))}
      {away.map((poll) => (
        <Line key={poll.id} poll={poll} under={t("poll.elsewhere")} />
      ))}
    </section>
  );
}

function Line({ poll, under, children }: { poll: Poll; under: string; children?: JSX.Element }): JSX.Element {
  return (
    <a class="line-row" href={`/polls/${poll.id}`}>
      <span class="grow">
        <b class="block">{poll.title}</b>
        <span class="muted num">{under}</span>
      </span>
      {children}
      <Icon name="go" />
    </a>
  );
}
