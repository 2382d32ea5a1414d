/** 活动方案: what runs, what is being drafted and what was before, for those who make programmes. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { type Edited, editedOf, mayEdit } from "../parts/editor/plan";
import { Frame } from "../parts/frame";
import { all, person } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { nameOfPlan } from "../parts/plan-titles";
import { dayWords } from "../parts/when";
import { t } from "../text";
import "../parts/lists.css";

export default function Programmes(): JSX.Element {
  if (!mayEdit()) {
    return (
      <Frame title={t("plans")} above="/me">
        <Nothing title={t("not_yours")}>{t("plans.not_yours")}</Nothing>
      </Frame>
    );
  }
  const mine = all("programme")
    .filter(({ registers }) => idOf(registers.get("institution")?.value) === person.value?.institution)
    .map(editedOf)
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const replaced = new Set(
    mine.filter(({ published }) => published).map(({ doc }) => idOf(doc.registers.get("supersedes")?.value)),
  );
  const former = (plan: Edited) => plan.published && (replaced.has(plan.id) || plan.ended);
  return (
    <Frame
      title={t("plans")}
      above="/me"
      wide
      dock={
        <a class="btn" href="/programmes/new">
          <Icon name="plus" />
          {t("plans.new")}
        </a>
      }
    >
      {mine.length === 0 && <Nothing title={t("plans.none")}>{t("plans.none.why")}</Nothing>}
      <Group title={t("plans.running")} plans={mine.filter((plan) => plan.published && !former(plan))} />
      <Group title={t("plans.drafts")} plans={mine.filter(({ published }) => !published)} />
      <Group title={t("plans.former")} plans={mine.filter(former)} />
    </Frame>
  );
}

function Group({ title, plans }: { title: string; plans: readonly Edited[] }): JSX.Element | null {
  if (plans.length === 0) return null;
  return (
    <section class="stack" aria-label={title}>
      <h2 class="section">{title}</h2>
      <div class="card list">
        {plans.map((plan) => (
          <a key={plan.id} class="line-row" href={`/programmes/${plan.id}`}>
            <span class="grow">
              <b class="block">{nameOfPlan(plan.doc)}</b>
              <span class="muted">{under(plan)}</span>
            </span>
            {plan.doc.waiting && <span class="tag">{t("sync.waiting", { n: 1 })}</span>}
            <Icon name="go" />
          </a>
        ))}
      </div>
    </section>
  );
}

function under({ version, registers }: Edited): string {
  const ended = registers.get("ended_on");
  const words = t("plans.version", { n: version });
  return typeof ended === "string" ? `${words} · ${t("plans.ended", { day: dayWords(ended) })}` : words;
}
