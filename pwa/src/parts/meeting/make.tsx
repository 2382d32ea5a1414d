/** The tap that makes a decision a task or an order, for who may; for everybody else whom it waits for. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { type Decision, meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag } from "../deeds/bits";
import { say } from "../toast";
import { mayServe, registersOf } from "./acts";
import { makeOf, mayMake } from "./making";

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  readonly decision: Decision;
}

export function Make({ activity, meeting, decision }: Props): JSX.Element {
  const task = decision.becomes === "task";
  const signed = meetingState(registersOf(meeting)) === "signed";
  // A task is named by who writes the minutes; an order names its decision by itself.
  const may = mayMake(decision) && (!task || (mayServe(activity, meeting) && !signed));
  if (!may || typeof valueAt(activity, "cancelled") === "string") {
    return <Tag of={[t(task ? "meeting.to_make.task" : "meeting.to_make.order"), "warn"]} />;
  }
  return (
    <button
      type="button"
      class="btn soft short"
      onClick={() => void makeOf(activity, decision).then(() => say(t("meeting.decided.made")))}
    >
      {t(task ? "meeting.make.task" : "meeting.make.order")}
    </button>
  );
}
