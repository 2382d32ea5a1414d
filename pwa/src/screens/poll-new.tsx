/**
 * 发起表决: what is asked of whom, how, until when and by which rules; nothing is put to anybody before it is opened.
 * Promises: what is typed is kept until it is saved; what the server sent back stands here again with all of it.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { mayChange, type Poll, pollOf } from "../model/poll";
import { BegunBefore } from "../parts/begun-before";
import { isBegun, resumed, typedIn } from "../parts/form-draft";
import { Frame } from "../parts/frame";
import { docAt, isOrganiser, person } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { onceDone } from "../parts/once";
import type { Fault } from "../parts/polls/fault";
import { type Fields, LINES, useFields } from "../parts/polls/fields";
import { type Plan, planFor, planOf, planSentBack, planToChange, sentBackOf } from "../parts/polls/plan";
import { navigate, type Params } from "../router";
import type { Refused } from "../sync/interface";
import { t } from "../text";

const Keeping = later(async () => (await import("../parts/form-keeping")).Keeping);
const Question = later(async () => (await import("../parts/polls/asking")).Question);
const Who = later(async () => (await import("../parts/polls/asking")).Who);
const How = later(async () => (await import("../parts/polls/asking")).How);
const Tellers = later(async () => (await import("../parts/polls/tellers")).Tellers);
const More = later(async () => (await import("../parts/polls/more")).More);
const PollRulesFields = later(async () => (await import("../parts/polls/rules")).PollRulesFields);

export default function PollNew({ params }: { params: Params }): JSX.Element {
  const afresh = useSignal(0);
  const again = docAt(params.poll);
  const poll = again?.kind === "poll" ? pollOf(again) : null;
  const refused = sentBackOf(params.poll);
  const may = poll?.stage === "preparing" ? mayChange(person.value, poll) : isOrganiser.value;
  if (!may || (params.poll && !poll && !refused)) {
    return (
      <Frame title={t("poll.new")} above="/polls">
        <Nothing title={t(may ? "poll.away" : "not_yours")}>{t(may ? "poll.away.why" : "rounds.not_yours")}</Nothing>
      </Frame>
    );
  }
  const form = ["poll", params.poll ?? params.meeting].filter(Boolean).join(".");
  return (
    <NewPoll
      key={`${form} ${afresh.value}`}
      form={form}
      plan={planHere(poll, refused, params)}
      refused={refused}
      onAfresh={() => afresh.value++}
    />
  );
}

/** One that came back is put right, one that was opened is put anew, one that is still prepared is changed. */
function planHere(poll: Poll | null, refused: Refused | undefined, params: Params): Plan {
  if (refused) return planSentBack(refused);
  if (!poll) return planFor(docAt(params.meeting));
  return poll.stage === "preparing" ? planToChange(poll) : planOf(poll);
}

async function forget(form: string): Promise<void> {
  await (await import("../parts/form-keeping")).forgetForm(form);
}

function taken(fields: Fields, plan: Plan): Plan {
  const { whom, fault: _, ...lines } = fields;
  const values = Object.fromEntries(Object.entries(lines).map(([name, { value }]) => [name, value]));
  const made = { ...plan, ...values } as Plan;
  return whom.value === "all" ? { ...made, subjects: [] } : made;
}

/** The plan as it was left, but for a place that isn't one's own any more. */
function asLeft(form: string, plan: Plan): Plan {
  const left = resumed(form, plan, LINES);
  const place = plan.places.some(({ id }) => id === left.place) ? left.place : plan.place;
  return { ...left, place };
}

interface Props {
  /** The name under which it is kept while it is written. */
  readonly form: string;
  readonly plan: Plan;
  readonly refused: Refused | undefined;
  readonly onAfresh: () => void;
}

function NewPoll({ form, plan, refused, onAfresh }: Props): JSX.Element {
  const begun = useSignal(isBegun(form));
  const fields = useFields(asLeft(form, plan), form);
  const { fault: told, ...lines } = fields;
  const [asBegun] = useState(() => typedIn(lines));
  const now = taken(fields, plan);
  const lacks = useSignal<((plan: Plan, picks: boolean) => Fault | null) | null>(null);
  const picks = fields.whom.value === "pick";
  // Once it was asked what is lacking, that is said for as long as it is lacking.
  const fault = lacks.value?.(now, picks) ?? null;
  useLayoutEffect(() => {
    told.value = fault;
  }, [told, fault?.at, fault?.words]);
  const latest = useRef({ now, picks });
  latest.current = { now, picks };
  const prepare = useMemo(
    () =>
      onceDone(async () => {
        const { faultsHere, showFault } = await import("../parts/polls/plan-faults");
        const faultOf = await faultsHere();
        lacks.value = faultOf;
        const { now, picks } = latest.current;
        const first = faultOf(now, picks);
        if (first) {
          requestAnimationFrame(() => showFault(first));
          return false;
        }
        const { preparePoll } = await import("../parts/polls/plan-writes");
        const id = await preparePoll(now);
        await forget(form);
        navigate(`/polls/${id}`, { replace: true });
        return true;
      }),
    [form, lacks],
  );
  return (
    <Frame
      title={t(plan.edits ? "poll.edit" : "poll.new")}
      above="/polls"
      dock={
        <button type="button" class="btn" onClick={() => void prepare()}>
          {t("poll.prepare")}
        </button>
      }
    >
      {refused && <p class="wrong-words">{refused.message}</p>}
      {begun.value && <BegunBefore onAfresh={() => void forget(form).then(onAfresh)} />}
      <Question fields={fields} />
      <Who fields={fields} plan={plan} />
      <How fields={fields} />
      <PollRulesFields fields={fields} type={now.type} />
      <More fields={fields} />
      <Tellers fields={fields} />
      <Keeping form={form} fields={lines} begun={asBegun} />
    </Frame>
  );
}
