/** 复算: the ballots of an open poll are on this phone once it is revealed, and it counts them again. */
import { Fragment, type JSX } from "preact";
import type { PollCounts } from "../../model/generated";
import { mapOf } from "../../model/given";
import { idOf } from "../../model/ids";
import { ballotOf, isCast, type Poll, pollIdOf } from "../../model/poll";
import { result } from "../../model/poll-result";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { all } from "../here";
import { Icon } from "../icons";
import { lineName, markWords, names } from "./words";

const counted = (value: Value | undefined) => mapOf(value) as PollCounts | null;

export default function Recount({ doc, poll }: { doc: Doc; poll: Poll }): JSX.Element | null {
  const ballots = all("poll_ballot").filter((each) => pollIdOf(each) === poll.id && isCast(each));
  const whole = ballots.length === doc.registers.get("returned")?.value;
  if (ballots.length === 0) return null;
  const again = result(poll, ballots.map(ballotOf), []);
  const same = poll.lines.every((line) => {
    const [one, other] = [again[`counts/${line}`], doc.registers.get(`counts/${line}`)?.value];
    return poll.type === "score"
      ? counted(one)?.mean === counted(other)?.mean
      : [...poll.options.keys()].every((option) => counted(one)?.counts[option] === counted(other)?.counts[option]);
  });
  return (
    <section class="card stack">
      {whole && (
        <p class={same ? "promise" : "hint"}>
          <Icon name={same ? "check" : "alert"} />
          {same ? t("poll.recount.same", { n: ballots.length }) : t("poll.recount.differs")}
        </p>
      )}
      <Voted poll={poll} ballots={ballots} />
    </section>
  );
}

/** Of an open poll everybody who was due reads how each voted. */
function Voted({ poll, ballots }: { poll: Poll; ballots: readonly Doc[] }): JSX.Element {
  return (
    <details>
      <summary>{t("poll.voted")}</summary>
      <dl class="facts">
        {ballots.map((ballot) => {
          const voter = idOf(ballot.registers.get("voter")?.value);
          const said = ballotOf(ballot);
          return (
            <Fragment key={ballot.id}>
              <dt>{voter ? names([voter]) : ""}</dt>
              <dd>
                {poll.lines.map((line) => (
                  <span key={line} class="block">
                    {poll.lines.length > 1 && `${lineName(line, poll)} `}
                    {markWords(said[line], poll)}
                  </span>
                ))}
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </details>
  );
}
