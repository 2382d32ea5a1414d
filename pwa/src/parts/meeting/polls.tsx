/** The polls of a meeting, each with how it stands; the way to a new one stands at its item. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { type AgendaItem, meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag, textAt } from "../deeds/bits";
import { all, isOrganiser } from "../here";
import { Icon } from "../icons";
import { pollsOf } from "./acts";
import { pollWords } from "./words";

interface Props {
  readonly meeting: Doc | undefined;
  readonly item?: AgendaItem;
  /** Whether a new one may be begun here. */
  readonly asked?: boolean;
}

export function Polls({ meeting, item, asked }: Props): JSX.Element | null {
  const polls = pollsOf(meeting?.id);
  const may = meeting !== undefined && isOrganiser.value && meetingState(meeting.registers) !== "signed";
  if (polls.length === 0 && item?.kind !== "poll" && !asked) return null;
  return (
    <>
      <h2 class="section">{t("meeting.polls")}</h2>
      {polls.length === 0 && !may && <p class="muted">{t("meeting.polls.none")}</p>}
      {polls.length > 0 && (
        <div class="card list">
          {polls.map((poll) => (
            <a key={poll.id} class="line-row" href={`/polls/${poll.id}`}>
              <span class="grow">
                <b class="block">{textAt(poll, "title")}</b>
                <Turnout poll={poll} />
              </span>
              <Tag of={pollWords(poll)} />
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
      {may && asked && (
        <a class="btn soft" href={`/polls/new/${meeting.id}`}>
          {t("meeting.poll.new")}
        </a>
      )}
    </>
  );
}

/** 已投 6 / 14, as the server counts it; of an anonymous one that runs at least so many. */
function Turnout({ poll }: { poll: Doc }): JSX.Element | null {
  const told = all("poll_turnout").find((doc) => idOf(valueAt(doc, "poll")) === poll.id);
  const least = valueAt(poll, "mode") === "anonymous" && valueAt(poll, "revealed") !== true;
  const [n, of] = [told && valueAt(told, "cast"), told && valueAt(told, "due")];
  return typeof n === "number" && typeof of === "number" ? (
    <span class="muted num">{t(least ? "meeting.poll.least" : "meeting.poll.cast", { n, of })}</span>
  ) : null;
}
