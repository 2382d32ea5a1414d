/** How many have voted: all that anybody learns of a poll before its reveal. */
import type { JSX } from "preact";
import { type Poll, pollIdOf, turnoutOf } from "../../model/poll";
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
  return (
    <section class="card stack turnout" aria-live="polite">
      <b class="num">{steps ? t("poll.turnout.steps", said) : t("poll.turnout", said)}</b>
      <progress class="bar" max={turnout.due || 1} value={turnout.cast} aria-label={t("poll.turnout", said)} />
      {poll.stage !== "revealed" && <p class="small">{t("poll.turnout.only")}</p>}
    </section>
  );
}
