/** On the first screen: the polls of a meeting that wait for one's ballot. */
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { owedPolls } from "../polls/owed";
import { meetingOfPoll } from "./today";

export function TodayPolls({ meeting }: { meeting: Hex }): JSX.Element {
  return (
    <>
      {owedPolls.value
        .filter(({ id }) => meetingOfPoll(id) === meeting)
        .map((poll) => (
          <a key={poll.id} class="btn" href={`/polls/${poll.id}`}>
            {t("meeting.card.vote", { title: poll.title })}
          </a>
        ))}
    </>
  );
}
