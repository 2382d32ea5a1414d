/** 发起表决: what is asked of whom, how, until when and by which rules; nothing is put to anybody before it is opened. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { pollOf } from "../model/poll";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { docAt, isOrganiser } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { type Fields, useFields } from "../parts/polls/fields";
import { type Plan, planFor, planOf } from "../parts/polls/plan";
import { navigate, type Params } from "../router";
import { t } from "../text";

const What = later(async () => (await import("../parts/polls/asking")).What);
const Who = later(async () => (await import("../parts/polls/asking")).Who);
const How = later(async () => (await import("../parts/polls/asking")).How);
const Tellers = later(async () => (await import("../parts/polls/asking")).Tellers);
const More = later(async () => (await import("../parts/polls/more")).More);
const PollRulesFields = later(async () => (await import("../parts/polls/rules")).PollRulesFields);

export default function PollNew({ params }: { params: Params }): JSX.Element {
  const again = docAt(params.poll);
  const meeting = docAt(params.meeting);
  if (isOrganiser.value) {
    return <NewPoll key={again?.id ?? ""} plan={again ? planOf(pollOf(again)) : planFor(meeting)} />;
  }
  return (
    <Frame title={t("poll.new")} above="/polls">
      <Nothing title={t("not_yours")}>{t("rounds.not_yours")}</Nothing>
    </Frame>
  );
}

function taken(fields: Fields, plan: Plan): Plan {
  const { whom, ...lines } = fields;
  const values = Object.fromEntries(Object.entries(lines).map(([name, { value }]) => [name, value]));
  const made = { ...plan, ...values } as Plan;
  return whom.value === "all" ? { ...made, subjects: [] } : made;
}

function NewPoll({ plan }: { plan: Plan }): JSX.Element {
  const fields = useFields(plan);
  const fault = useSignal("");
  const now = taken(fields, plan);
  const prepare = async () => {
    const { faultOf, preparePoll } = await import("../parts/polls/plan-writes");
    fault.value = faultOf(now);
    if (fault.value) return;
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
      {fault.value && (
        <p class="wrong-words" role="alert">
          {fault.value}
        </p>
      )}
      <section class="card stack">
        <TextLine label={t("poll.title")} value={fields.title} hint={t("poll.title.hint")} />
        <Choose
          label={t("poll.type")}
          value={fields.type}
          options={(["appraisal", "approval", "choice", "score"] as const).map((value) => ({
            value,
            label: t(`poll.type.${value}`),
          }))}
        />
        <What fields={fields} type={now.type} />
      </section>
      <Who fields={fields} places={plan.places} />
      <How fields={fields} />
      <PollRulesFields fields={fields} type={now.type} />
      <More fields={fields} />
      <Tellers chosen={fields.tellers} />
    </Frame>
  );
}
