/** The tap that makes a decision a task or an order, for who may; for everybody else whom it waits for. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../../model/day";
import { valueAt } from "../../model/facts";
import { type Decision, meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag } from "../deeds/bits";
import { today } from "../here";
import { say } from "../toast";
import { mayServe, registersOf } from "./acts";
import { makeOf, mayMake } from "./making";

const USUAL_DAYS = 14;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  readonly decision: Decision;
}

export function Make({ activity, meeting, decision }: Props): JSX.Element {
  const task = decision.becomes === "task";
  const day = useSignal(addDays(today.peek(), USUAL_DAYS));
  const signed = meetingState(registersOf(meeting)) === "signed";
  // A task is named by who writes the minutes; an order names its decision by itself.
  const may = mayMake(decision) && (!task || (mayServe(activity, meeting) && !signed));
  if (!may || typeof valueAt(activity, "cancelled") === "string") {
    return <Tag of={[t(task ? "meeting.to_make.task" : "meeting.to_make.order"), "warn"]} />;
  }
  const late = decision.dueOn !== "" && decision.dueOn < today.value;
  return (
    <>
      {late && (
        <label class="line">
          <span class="block wrong-words">{t("meeting.due_on.over")}</span>
          <input
            class="input"
            type="date"
            min={today.value}
            value={day.value}
            onInput={(event) => {
              day.value = event.currentTarget.value || day.value;
            }}
          />
        </label>
      )}
      <button
        type="button"
        class="btn soft short"
        disabled={late && day.value < today.value}
        onClick={() =>
          void makeOf(activity, decision, late ? day.value : decision.dueOn).then(
            (made) => made && say(t("meeting.decided.made")),
          )
        }
      >
        {t(task ? "meeting.make.task" : "meeting.make.order")}
      </button>
    </>
  );
}
