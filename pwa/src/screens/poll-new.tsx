/** 发起表决: what is asked of whom, how, until when and by which rules; nothing is put to anybody before it is opened. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { type Poll, pollOf } from "../model/poll";
import { Frame } from "../parts/frame";
import { docAt, isOrganiser } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Fault } from "../parts/polls/fault";
import { type Fields, useFields } from "../parts/polls/fields";
import { type Plan, planFor, planOf, planToChange } from "../parts/polls/plan";
import { navigate, type Params } from "../router";
import { t } from "../text";

const Question = later(async () => (await import("../parts/polls/asking")).Question);
const Who = later(async () => (await import("../parts/polls/asking")).Who);
const How = later(async () => (await import("../parts/polls/asking")).How);
const Tellers = later(async () => (await import("../parts/polls/tellers")).Tellers);
const More = later(async () => (await import("../parts/polls/more")).More);
const PollRulesFields = later(async () => (await import("../parts/polls/rules")).PollRulesFields);

export default function PollNew({ params }: { params: Params }): JSX.Element {
  const again = docAt(params.poll);
  const meeting = docAt(params.meeting);
  if (isOrganiser.value) {
    return <NewPoll key={again?.id ?? ""} plan={again ? planAgain(pollOf(again)) : planFor(meeting)} />;
  }
  return (
    <Frame title={t("poll.new")} above="/polls">
      <Nothing title={t("not_yours")}>{t("rounds.not_yours")}</Nothing>
    </Frame>
  );
}

/** One that was opened is put anew; one that is still prepared is changed. */
function planAgain(poll: Poll): Plan {
  return poll.stage === "preparing" ? planToChange(poll) : planOf(poll);
}

function taken(fields: Fields, plan: Plan): Plan {
  const { whom, fault: _, ...lines } = fields;
  const values = Object.fromEntries(Object.entries(lines).map(([name, { value }]) => [name, value]));
  const made = { ...plan, ...values } as Plan;
  return whom.value === "all" ? { ...made, subjects: [] } : made;
}

function NewPoll({ plan }: { plan: Plan }): JSX.Element {
  const fields = useFields(plan);
  const now = taken(fields, plan);
  const lacks = useSignal<((plan: Plan, picks: boolean) => Fault | null) | null>(null);
  const picks = fields.whom.value === "pick";
  // Once it was asked what is lacking, that is said for as long as it is lacking.
  const fault = lacks.value?.(now, picks) ?? null;
  useLayoutEffect(() => {
    fields.fault.value = fault;
  }, [fields.fault, fault?.at, fault?.words]);
  const prepare = async () => {
    const { faultOf, preparePoll, showFault } = await import("../parts/polls/plan-writes");
    lacks.value = faultOf;
    const first = faultOf(now, picks);
    if (first) {
      requestAnimationFrame(() => showFault(first));
      return;
    }
    const id = await preparePoll(now);
    navigate(`/polls/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("poll.new")}
      above="/polls"
      dock={
        <button type="button" class="btn" onClick={() => void prepare()}>
          {t("poll.prepare")}
        </button>
      }
    >
      <Question fields={fields} />
      <Who fields={fields} plan={plan} />
      <How fields={fields} />
      <PollRulesFields fields={fields} type={now.type} />
      <More fields={fields} />
      <Tellers fields={fields} />
    </Frame>
  );
}
