/** How many have voted: all that anybody learns of a poll before its reveal. */
import type { JSX } from "preact";
import { movesAt } from "../../model/ballot-turnout";
import { type Poll, pollIdOf, type Turnout, turnoutOf } from "../../model/poll";
import { t } from "../../text";
import { all } from "../here";
import "../lists.css";
import "./polls.css";

export function turnoutDoc(poll: Poll) {
  return all("poll_turnout").find((doc) => pollIdOf(doc) === poll.id);
}

export function TurnoutCard({ poll }: { poll: Poll }): JSX.Element | null {
  const turnout = turnoutOf(turnoutDoc(poll));
  if (!turnout) return null;
  const steps = poll.mode === "anonymous" && (poll.stage === "open" || poll.stage === "closed");
  const said = { n: turnout.cast, of: turnout.due };
  const words = steps ? stepWords(turnout) : t("poll.turnout", said);
  return (
    <section class="card stack turnout" aria-live="polite">
      <b class="num">{words}</b>
      <progress class="bar" max={turnout.due || 1} value={turnout.cast} aria-label={words} />
      {steps && <p class="small">{waitedFor(poll, turnout)}</p>}
      {poll.stage !== "revealed" && <p class="small">{t("poll.turnout.only")}</p>}
    </section>
  );
}

/** At least so many; where nothing is told yet, that it isn't, for up to a whole small roll may be waiting. */
export function stepWords({ cast, due }: Turnout): string {
  return t(cast > 0 ? "poll.turnout.steps" : "poll.turnout.untold", { n: cast, of: due });
}

/** What the next number waits for: it follows from the roll alone. */
function waitedFor(poll: Poll, { due, phone }: Turnout): string {
  if (poll.stage === "closed") return t("poll.turnout.closed");
  const n = movesAt(due, phone, due - poll.onPaper.size);
  if (n === null) return t("poll.turnout.last");
  return n === due ? t("poll.turnout.whole", { n }) : t("poll.turnout.next", { n });
}
