/** On the first screen: polls that wait for one's ballot. */
import type { JSX } from "preact";
import { moreTexts, t } from "../../text";
import { Icon } from "../icons";
import { meetingOfPoll, meetingsNow } from "../meeting/today";
import { owedPolls } from "./owed";
import { closesWords, modeWords } from "./words";
import "../lists.css";

/** For `later`. */
export async function withWords(): Promise<typeof PollCards> {
  await moreTexts("polls");
  return PollCards;
}

function PollCards(): JSX.Element | null {
  const meetings = new Set(meetingsNow.value.map(({ meeting }) => meeting.id));
  const polls = owedPolls.value.filter(({ id }) => !meetings.has(meetingOfPoll(id) ?? ""));
  if (polls.length === 0) return null;
  return (
    <section class="card list" aria-label={t("poll.yours")}>
      {polls.map((poll) => (
        <a key={poll.id} class="line-row" href={`/polls/${poll.id}`}>
          <span class="grow">
            <b class="block">{poll.title}</b>
            <span class="muted num">
              {modeWords(poll)} · {closesWords(poll)}
            </span>
          </span>
          <span class="tag warn">{t("poll.yours")}</span>
          <Icon name="go" />
        </a>
      ))}
    </section>
  );
}
