/** 新建一轮互评: what is promised to those who take part is chosen here and stands once the round is open. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../model/day";
import { withoutVersion } from "../model/evaluation";
import { formOf } from "../model/form";
import { bytesOf } from "../model/ids";
import { startOf } from "../model/months";
import { has } from "../model/person";
import { type PlanFault, planFault, THRESHOLD_MIN } from "../model/plan";
import { Choose } from "../parts/choose";
import { Confirm } from "../parts/confirm";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { all, isOrganiser, mine, person, selfForm, tick, today } from "../parts/here";
import { titleOf } from "../parts/labels";
import { Nothing } from "../parts/nothing";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

type Rule = "same_unit" | "cross_unit" | "branch";

interface Plan {
  readonly title: Signal<string>;
  readonly form: Signal<string>;
  readonly from: Signal<string>;
  readonly to: Signal<string>;
  readonly anonymity: Signal<"confidential" | "named">;
  readonly rule: Signal<Rule>;
  readonly each: Signal<string>;
  readonly threshold: Signal<string>;
}

/** Who is a secretary and nothing more runs rounds of the branch only. */
function branchOnly(): boolean {
  return has(person.value, "secretary") && !has(person.value, "supervisor", "admin");
}

function ownBranch(): string | null {
  return person.value?.roles.find(({ role }) => role === "secretary")?.at ?? null;
}

/** Why the plan can't open yet, in words; empty if it can. */
function faultOf(plan: Plan): string {
  const fault = planFault({
    title: plan.title.value,
    form: plan.form.value,
    from: plan.from.value,
    to: plan.to.value,
    each: Number(plan.each.value),
    threshold: Number(plan.threshold.value),
    confidential: plan.anonymity.value === "confidential",
  });
  const words: Record<PlanFault, string> = {
    title: t("plan.title"),
    form: t("plan.form"),
    days: t("plan.days"),
    each: t("plan.each"),
    threshold: t("plan.threshold", { n: THRESHOLD_MIN }),
    below: t("plan.below", { n: plan.threshold.value }),
  };
  return fault ? words[fault] : "";
}

async function open(plan: Plan): Promise<void> {
  const id = mine().newId();
  const institution = person.peek()?.institution;
  const branch = branchOnly() ? ownBranch() : null;
  const writes: [string, Value][] = [
    ["institution", institution ? bytesOf(institution) : null],
    ["title", plan.title.value.trim()],
    ["form", plan.form.value],
    ["opens_at", Math.max(startOf(plan.from.value), mine().now())],
    ["closes_at", startOf(addDays(plan.to.value, 1))],
    ["anonymity", plan.anonymity.value],
    ["threshold", Number(plan.threshold.value)],
    ["rule", { type: plan.rule.value, each: Number(plan.each.value) }],
    ["opened", true],
  ];
  if (branch) writes.push(["branch", bytesOf(branch)]);
  await mine().write(id, "peer_round", writes);
  tick();
  navigate(`/rounds/${id}`, { replace: true });
}

/** Forms for peers are named so; they are offered before any other. */
function isForPeers({ name }: { name: string }): boolean {
  return name.startsWith("review");
}

export default function RoundNew(): JSX.Element {
  if (isOrganiser.value) return <NewRound />;
  return (
    <Frame title={t("rounds.new")} above="/reviews">
      <Nothing title={t("not_yours")}>{t("rounds.not_yours")}</Nothing>
    </Frame>
  );
}

function NewRound(): JSX.Element {
  const forms = all("form")
    .map(formOf)
    .filter(({ name }) => withoutVersion(name) !== withoutVersion(selfForm.value))
    .sort((one, other) => Number(isForPeers(other)) - Number(isForPeers(one)));
  const plan: Plan = {
    title: useSignal(""),
    form: useSignal(forms[0]?.name ?? ""),
    from: useSignal(today.value),
    to: useSignal(addDays(today.value, 6)),
    anonymity: useSignal<"confidential" | "named">("confidential"),
    rule: useSignal<Rule>(branchOnly() ? "branch" : "same_unit"),
    each: useSignal("5"),
    threshold: useSignal("5"),
  };
  const asking = useSignal(false);
  const tried = useSignal(false);
  const fault = faultOf(plan);
  const ask = () => {
    tried.value = true;
    asking.value = fault === "";
  };
  return (
    <Frame
      title={t("rounds.new")}
      above="/reviews"
      dock={
        <button type="button" class="btn" onClick={ask}>
          {t("plan.open")}
        </button>
      }
    >
      {tried.value && fault && (
        <p class="wrong-words" role="alert">
          {fault}
        </p>
      )}
      <Basics plan={plan} forms={forms.map((form) => ({ value: form.name, label: titleOf(form) }))} />
      <Promises plan={plan} />
      <Confirm
        open={asking.value}
        title={t("plan.ask", { title: plan.title.value.trim() })}
        words={t("plan.words")}
        yes={t("plan.open")}
        no={t("look.again")}
        onYes={() => void open(plan)}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}

function Basics({ plan, forms }: { plan: Plan; forms: readonly { value: string; label: string }[] }): JSX.Element {
  return (
    <section class="card stack">
      <TextLine label={t("plan.name")} value={plan.title} hint={t("plan.name.hint")} />
      {forms.length > 0 ? (
        <Choose label={t("plan.which_form")} value={plan.form} options={forms} />
      ) : (
        <p class="muted">{t("plan.no_form")}</p>
      )}
      <DayLine label={t("plan.from")} value={plan.from} min={today.value} />
      <DayLine label={t("plan.to")} value={plan.to} min={plan.from.value} />
    </section>
  );
}

function Promises({ plan }: { plan: Plan }): JSX.Element {
  const rules: { value: Rule; label: string }[] = branchOnly()
    ? [{ value: "branch", label: t("rule.branch") }]
    : [
        { value: "same_unit", label: t("rule.same_unit") },
        { value: "cross_unit", label: t("rule.cross_unit") },
        { value: "branch", label: t("rule.branch") },
      ];
  return (
    <section class="card stack">
      <Choose
        label={t("plan.anonymity")}
        value={plan.anonymity}
        options={[
          { value: "confidential", label: t("plan.confidential") },
          { value: "named", label: t("plan.named") },
        ]}
      />
      <Choose label={t("plan.rule")} value={plan.rule} options={rules} />
      <TextLine label={t("plan.how_many")} value={plan.each} inputMode="numeric" />
      <TextLine
        label={t("plan.least")}
        value={plan.threshold}
        inputMode="numeric"
        hint={t("plan.least.hint", { n: THRESHOLD_MIN })}
      />
    </section>
  );
}

function DayLine({ label, value, min }: { label: string; value: Signal<string>; min: string }): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input"
          type="date"
          min={min}
          value={value.value}
          onChange={(event) => {
            if (event.currentTarget.value) value.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
