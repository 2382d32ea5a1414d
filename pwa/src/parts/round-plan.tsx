/** What a round promises, as one chooses it: whom it is of, by which rule, from how many on it counts, who grades. */
import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Anonymity } from "../model/peer";
import { THRESHOLD_MIN } from "../model/plan";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { Choose } from "./choose";
import { TextLine } from "./entry";
import { deciderWords, kindWhy, kindWords, ruleWords, subjectsWords } from "./round-words";

export type Kind = "peer" | "upward" | "external" | "combined";
export type Rule = "same_unit" | "cross_unit" | "branch" | "all";
export type Subjects = "staff" | "party_member" | "head" | "leader" | "service_window" | "department";
export type Decider = "none" | "leader" | "supervisor" | "secretary";

/** 轮次计划: everything that is chosen; text as it is typed. */
export interface Plan {
  readonly kind: Signal<Kind>;
  readonly title: Signal<string>;
  readonly form: Signal<string>;
  readonly from: Signal<string>;
  readonly to: Signal<string>;
  readonly anonymity: Signal<Anonymity>;
  readonly rule: Signal<Rule>;
  readonly evaluators: Signal<"staff" | "party_member">;
  readonly subjects: Signal<Subjects>;
  readonly each: Signal<string>;
  readonly load: Signal<string>;
  readonly sample: Signal<string>;
  readonly threshold: Signal<string>;
  readonly quorum: Signal<"" | ">1/2" | "2/3" | "4/5">;
  readonly decider: Signal<Decider>;
  readonly bands: readonly Signal<string>[];
}

export const GRADES = ["grade.excellent", "grade.good", "grade.fair", "grade.poor"] as const;
const FROM = ["90", "75", "60", "0"];

export function newPlan(today: string, week: string, form: string, rule: Rule): Plan {
  return {
    kind: signal<Kind>("peer"),
    title: signal(""),
    form: signal(form),
    from: signal(today),
    to: signal(week),
    anonymity: signal<Anonymity>("confidential"),
    rule: signal(rule),
    evaluators: signal<"staff" | "party_member">("staff"),
    subjects: signal<Subjects>("leader"),
    each: signal("5"),
    load: signal(""),
    sample: signal(""),
    threshold: signal("5"),
    quorum: signal<"" | ">1/2" | "2/3" | "4/5">(""),
    decider: signal<Decider>("none"),
    bands: FROM.map((from) => signal(from)),
  };
}

const SELECTORS: Record<Subjects, Value> = {
  staff: "staff",
  party_member: "party_member",
  head: { role: "head" },
  leader: { role: "leader" },
  service_window: { unit_type: "service_window" },
  department: { unit_type: "department" },
};

/** The registers that say who evaluates whom; a round of peers that says no more than its rule writes none. */
export function whoWrites(plan: Plan): [string, Value][] {
  const kind = plan.kind.value;
  const rule: { [key: string]: Value } = {
    type: kind === "peer" ? plan.rule.value : "all",
    each: kind === "peer" ? Number(plan.each.value) : 50,
  };
  if (plan.load.value.trim()) rule.load = Number(plan.load.value);
  if (plan.sample.value.trim()) rule.sample = { percent: plan.sample.value.trim() };
  const writes: [string, Value][] = kind === "combined" ? [] : [["rule", rule]];
  if (kind !== "peer") writes.push(["kind", kind]);
  if (kind === "upward") writes.push(["evaluators", { role: "head" }], ["subjects", { role: "leader" }]);
  if (kind === "external") writes.push(["evaluators", { role: "assessor" }]);
  if (kind === "external" || kind === "combined") writes.push(["subjects", SELECTORS[plan.subjects.value]]);
  if (kind === "peer" && plan.evaluators.value === "party_member") {
    writes.push(["evaluators", "party_member"], ["subjects", "party_member"]);
  }
  return writes;
}

/** The registers that say when a round counts, and who gives grades by which percentages. */
export function gradeWrites(plan: Plan): [string, Value][] {
  const writes: [string, Value][] = [];
  if (plan.quorum.value && plan.kind.value !== "combined") writes.push(["quorum", plan.quorum.value]);
  if (plan.decider.value === "none") return writes;
  writes.push(["decider", plan.decider.value]);
  for (const [at, grade] of GRADES.entries()) {
    const from = plan.bands[at]?.value.trim();
    if (from) writes.push([`bands/${at + 1}`, { grade: t(grade), from }]);
  }
  return writes;
}

interface KindProps {
  readonly plan: Plan;
  /** The names of the forms there are. */
  readonly forms: readonly string[];
}

export function KindCard({ plan, forms }: KindProps): JSX.Element {
  const kinds: Kind[] = ["peer", "upward", "external", "combined"];
  const choose = (kind: Kind) => {
    plan.kind.value = kind;
    const own = forms.find((name) => name.startsWith(kind === "upward" ? "upward" : "review"));
    if (own) plan.form.value = own;
    if (kind === "upward" && plan.threshold.value === "5") plan.threshold.value = "3";
  };
  return (
    <section class="card stack">
      <Choose
        label={t("rnd.kind")}
        value={plan.kind}
        onChoose={choose}
        options={kinds.map((value) => ({ value, label: kindWords(value) }))}
      />
      <p class="muted">{kindWhy(plan.kind.value)}</p>
    </section>
  );
}

export function Who({ plan, branchOnly }: { plan: Plan; branchOnly: boolean }): JSX.Element | null {
  const kind = plan.kind.value;
  if (kind === "upward") return null;
  if (kind !== "peer") {
    const whom: Subjects[] =
      kind === "external"
        ? ["service_window", "department", "leader", "head"]
        : ["leader", "head", "party_member", "staff"];
    return (
      <section class="card stack">
        <Choose
          label={t("rnd.subjects")}
          value={plan.subjects}
          options={whom.map((value) => ({ value, label: subjectsWords(value) }))}
        />
      </section>
    );
  }
  const rules: Rule[] = branchOnly ? ["branch", "all"] : ["same_unit", "cross_unit", "branch", "all"];
  return (
    <section class="card stack">
      <Choose
        label={t("rnd.evaluators")}
        value={plan.evaluators}
        options={[
          { value: "staff", label: t("rnd.subjects.staff") },
          { value: "party_member", label: t("rnd.subjects.party_member") },
        ]}
      />
      <Choose
        label={t("plan.rule")}
        value={plan.rule}
        options={rules.map((value) => ({ value, label: ruleWords(value) }))}
      />
      {plan.rule.value !== "all" && <TextLine label={t("plan.how_many")} value={plan.each} inputMode="numeric" />}
      <details>
        <summary class="tap">{t("rnd.more")}</summary>
        <TextLine label={t("rnd.load")} value={plan.load} inputMode="numeric" hint={t("rnd.load.hint")} />
        <TextLine label={t("rnd.sample")} value={plan.sample} inputMode="numeric" hint={t("rnd.sample.hint")} />
      </details>
    </section>
  );
}

export function Counts({ plan, branchOnly }: { plan: Plan; branchOnly: boolean }): JSX.Element {
  const deciders: Decider[] = branchOnly ? ["none", "secretary"] : ["none", "supervisor", "leader"];
  const combined = plan.kind.value === "combined";
  return (
    <>
      {!combined && (
        <section class="card stack">
          <Choose
            label={t("plan.anonymity")}
            value={plan.anonymity}
            options={[
              { value: "confidential", label: t("plan.confidential") },
              { value: "anonymous", label: t("plan.anonymous") },
              { value: "named", label: t("plan.named") },
            ]}
          />
          <TextLine
            label={t("plan.least")}
            value={plan.threshold}
            inputMode="numeric"
            hint={t("plan.least.hint", { n: THRESHOLD_MIN })}
          />
          <Choose
            label={t("rnd.quorum")}
            value={plan.quorum}
            options={[
              { value: "", label: t("rnd.quorum.none") },
              { value: ">1/2", label: t("rnd.quorum.half") },
              { value: "2/3", label: "2/3" },
              { value: "4/5", label: "4/5" },
            ]}
          />
        </section>
      )}
      <section class="card stack">
        <Choose
          label={t("rnd.decider")}
          value={plan.decider}
          options={deciders.map((value) => ({ value, label: deciderWords(value) }))}
        />
        {plan.decider.value !== "none" && (
          <>
            <p class="muted">{t("rnd.bands")}</p>
            {GRADES.map((grade, at) => {
              const band = plan.bands[at];
              return band && <TextLine key={grade} label={t(grade)} value={band} inputMode="numeric" />;
            })}
          </>
        )}
      </section>
    </>
  );
}
