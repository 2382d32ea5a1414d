/** On the remote control: which poll of the meeting the room sees, what came back of it, and what of its ballots waits. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import type { Doc, Hex } from "../../sync/interface";
import { textAt } from "../deeds/bits";
import { pollsShown } from "../projector/poll-of";
import { mayReveal } from "../projector/revealing";
import { wayWords } from "../projector/way";
import { SentBack } from "../sent-back";

interface Props {
  readonly meeting: Doc;
  readonly poll: Doc | undefined;
  readonly onTurn: (poll: Hex) => void;
}

export function RemotePolls({ meeting, poll, onTurn }: Props): JSX.Element {
  const polls = pollsShown(meeting);
  const way = poll && mayReveal(poll) ? wayWords(poll) : "";
  return (
    <>
      {polls.length > 1 && (
        <div class="views">
          {polls.map((each) => (
            <button
              key={each.id}
              type="button"
              class="chip"
              aria-pressed={poll?.id === each.id}
              onClick={() => onTurn(each.id)}
            >
              {textAt(each, "title")}
            </button>
          ))}
        </div>
      )}
      {way && <p class="muted num">{way}</p>}
      {poll && valueAt(poll, "revealed") !== true && <SentBack doc={poll.id} />}
    </>
  );
}
