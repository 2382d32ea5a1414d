/** 复算: the ballots of an open poll are on this phone once it is revealed, and it counts them again. */
import type { JSX } from "preact";
import type { PollCounts } from "../../model/generated";
import { mapOf } from "../../model/given";
import { ballotOf, isCast, type Poll, pollIdOf } from "../../model/poll";
import { result } from "../../model/poll-result";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { all } from "../here";
import { Icon } from "../icons";

const counted = (value: Value | undefined) => mapOf(value) as PollCounts | null;

export default function Recount({ doc, poll }: { doc: Doc; poll: Poll }): JSX.Element | null {
  const ballots = all("poll_ballot").filter((each) => pollIdOf(each) === poll.id && isCast(each));
  const here = ballots.length > 0 && ballots.length === doc.registers.get("returned")?.value;
  if (!here) return null;
  const again = result(poll, ballots.map(ballotOf), []);
  const same = poll.lines.every((line) => {
    const [one, other] = [again[`counts/${line}`], doc.registers.get(`counts/${line}`)?.value];
    return poll.type === "score"
      ? counted(one)?.mean === counted(other)?.mean
      : [...poll.options.keys()].every((option) => counted(one)?.counts[option] === counted(other)?.counts[option]);
  });
  return (
    <p class={same ? "promise" : "hint"}>
      <Icon name={same ? "check" : "alert"} />
      {same ? t("poll.recount.same", { n: ballots.length }) : t("poll.recount.differs")}
    </p>
  );
}
