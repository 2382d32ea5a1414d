/** 新建一轮: who evaluates whom and what is promised to them; it is looked at once more before it opens. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { addDays } from "../model/day";
import { withoutVersion } from "../model/evaluation";
import { bytesOf } from "../model/ids";
import { startOf } from "../model/months";
import { has } from "../model/person";
import { type PlanFault, planFault, THRESHOLD_MIN } from "../model/plan";
import { Choose } from "../parts/choose";
import { DayLine } from "../parts/day-line";
import { TextLine } from "../parts/entry";
import { formTitles, isOver } from "../parts/form-titles";
import { Frame } from "../parts/frame";
import { all, docAt, isOrganiser, mine, person, selfForm, tick, today } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { fullForm } from "../parts/of-programme";
import { Parts, partWrites, type Source, sources, weightOf } from "../parts/round-parts";
import { Counts, gradeWrites, KindCard, newPlan, type Plan, Who, whoWrites } from "../parts/round-plan";
import { prefill } from "../parts/round-prefill";
import { navigate, type Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/round-plan.css";

/** Who is a secretary and nothing more runs rounds of the branch only. */
function branchOnly(): boolean {
  return has(person.value, "secretary") && !has(person.value, "supervisor", "admin");
}

function ownBranch(): string | null {
  return person.value?.roles.find(({ role }) => role === "secretary")?.at ?? null;
}

/** Why the plan can't be taken yet, in words; empty if it can. */
function faultOf(plan: Plan, parts: readonly Source[]): string {
  const combined = plan.kind.value === "combined";
  const drawn = plan.kind.value === "peer" && plan.rule.value !== "all";
  const fault = planFault({
    title: plan.title.value,
    form: combined ? "none" : plan.form.value,
    from: plan.from.value,
    to: plan.to.value,
    each: drawn ? Number(plan.each.value) : THRESHOLD_MIN,
    threshold: combined ? THRESHOLD_MIN : Number(plan.threshold.value),
    confidential: drawn && plan.anonymity.value !== "named",
  });
  const words: Record<PlanFault, string> = {
    title: t("plan.title"),
    form: t("plan.form"),
    days: t("plan.days"),
    each: t("plan.each"),
    threshold: t("plan.threshold", { n: THRESHOLD_MIN }),
    below: t("plan.below", { n: plan.threshold.value }),
  };
  if (fault) return words[fault];
  return combined && weightOf(parts) !== 100 ? t("rnd.parts.sum", { n: weightOf(parts) }) : "";
}

async function keep(plan: Plan, parts: readonly Source[], of: Params): Promise<void> {
  const id = mine().newId();
  const institution = person.peek()?.institution;
  const branch = branchOnly() ? ownBranch() : null;
  const writes: [string, Value][] = [
    ["institution", institution ? bytesOf(institution) : null],
    ["title", plan.title.value.trim()],
    ["opens_at", Math.max(startOf(plan.from.value), mine().now())],
    ["closes_at", startOf(addDays(plan.to.value, 1))],
    ...whoWrites(plan),
    ...gradeWrites(plan),
  ];
  if (plan.kind.value === "combined") writes.push(...partWrites(parts));
  else {
    writes.push(
      ["form", plan.form.value],
      ["anonymity", plan.anonymity.value],
      ["threshold", Number(plan.threshold.value)],
    );
  }
  if (branch) writes.push(["branch", bytesOf(branch)]);
  if (of.programme && of.element) writes.push(["programme", bytesOf(of.programme)], ["element", of.element]);
  await mine().write(id, "peer_round", writes);
  tick();
  navigate(`/rounds/${id}`, { replace: true });
}

/** Forms for evaluating others are named so; they are offered before any other. */
function rank({ name }: { name: string }): number {
  return name.startsWith("review") ? 2 : name.startsWith("upward") ? 1 : 0;
}

export default function RoundNew({ params }: { params: Params }): JSX.Element {
  if (isOrganiser.value) return <NewRound params={params} />;
  return (
    <Frame title={t("rounds.new")} above="/reviews">
      <Nothing title={t("not_yours")}>{t("rounds.not_yours")}</Nothing>
    </Frame>
  );
}

function NewRound({ params }: { params: Params }): JSX.Element {
  const forms = formTitles(all("form").filter((form) => !isOver(form)))
    .filter(({ name }) => withoutVersion(name) !== withoutVersion(selfForm.value))
    .sort((one, other) => rank(other) - rank(one));
  const wanted = useRef("");
  const made = useRef<{ plan: Plan; parts: readonly Source[] } | null>(null);
  if (!made.current) {
    const week = addDays(today.peek(), 6);
    const plan = newPlan(today.peek(), week, forms[0]?.name ?? "", branchOnly() ? "branch" : "same_unit");
    const programme = docAt(params.programme);
    if (programme) {
      prefill(plan, programme.registers.get(`evaluations/${params.element}`)?.value);
      wanted.current = fullForm(plan.form.value, programme);
    }
    made.current = { plan, parts: sources(today.peek().slice(0, 4)) };
  }
  const { plan, parts } = made.current;
  // The programme's form may come a moment after the programme.
  const own = forms.some(({ name }) => name === wanted.current) ? wanted.current : "";
  useEffect(() => {
    if (own) plan.form.value = own;
  }, [own, plan]);
  const tried = useSignal(false);
  const fault = faultOf(plan, parts);
  const go = () => {
    tried.value = true;
    if (!fault) void keep(plan, parts, params);
  };
  const combined = plan.kind.value === "combined";
  return (
    <Frame
      title={t("rounds.new")}
      above="/reviews"
      dock={
        <button type="button" class="btn" onClick={go}>
          {t("rnd.check")}
        </button>
      }
    >
      {tried.value && fault && (
        <p class="wrong-words" role="alert">
          {fault}
        </p>
      )}
      {!branchOnly() && <KindCard plan={plan} forms={forms.map(({ name }) => name)} />}
      <section class="card stack">
        <TextLine label={t("plan.name")} value={plan.title} hint={t("plan.name.hint")} />
        {!combined &&
          (forms.length > 0 ? (
            <Choose
              label={t("plan.which_form")}
              value={plan.form}
              options={forms.map((form) => ({ value: form.name, label: form.title }))}
            />
          ) : (
            <p class="muted">{t("plan.no_form")}</p>
          ))}
        <DayLine label={t("plan.from")} value={plan.from} min={today.value} />
        <DayLine label={t("plan.to")} value={plan.to} min={plan.from.value} />
      </section>
      <Who plan={plan} branchOnly={branchOnly()} />
      {combined && <Parts list={parts} />}
      <Counts plan={plan} branchOnly={branchOnly()} />
    </Frame>
  );
}
