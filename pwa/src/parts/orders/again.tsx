/** 回头看: visits that looked at this order again, what they found; those under way, which their circle alone sees. */
import type { JSX } from "preact";
import { fieldOf, under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { textAt } from "../deeds/bits";
import { all, docAt } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { dayWords } from "../when";
import { independent, issues } from "./rights";

const BeginAgain = later(async () => {
  const [module] = await Promise.all([import("./begin-again"), moreTexts("desk")]);
  return module.BeginAgain;
});

export function Again({ doc, state }: { doc: Doc; state: string }): JSX.Element | null {
  const told = under(doc.registers, "reinspections/");
  const begun = all("inspection_plan").filter(
    (plan) => idOf(valueAt(plan, "order")) === doc.id && valueAt(plan, "cancelled") == null && !isOut(plan, doc),
  );
  const may = issues(doc) && independent(doc) && state !== "draft" && state !== "withdrawn";
  if (told.length + begun.length === 0 && !may) return null;
  return (
    <section class="card stack" aria-label={t("again")}>
      <h2>{t("again")}</h2>
      {told.map((path) => (
        <Told key={path} doc={doc} path={path} />
      ))}
      {begun.map((plan) => (
        <Begun key={plan.id} plan={plan} />
      ))}
      {may && <BeginAgain doc={doc} />}
    </section>
  );
}

function visitOf(plan: Doc): Doc | undefined {
  return all("visit").find((visit) => idOf(valueAt(visit, "plan")) === plan.id);
}

/** Its result stands at the order already. */
function isOut(plan: Doc, order: Doc): boolean {
  const visit = visitOf(plan);
  return under(order.registers, "reinspections/").some((path) => idOf(path.split("/")[1]) === visit?.id);
}

function Told({ doc, path }: { doc: Doc; path: string }): JSX.Element {
  const value = valueAt(doc, path);
  const number = (name: string) => Number(fieldOf(value, name) ?? 0);
  const items = fieldOf(value, "items");
  const checklist = docAt(idOf(fieldOf(value, "checklist")));
  const words = (Array.isArray(items) ? items : []).map(
    (item) => String(fieldOf(checklist?.registers.get(`items/${item}`)?.value, "text") ?? "") || String(item),
  );
  const [passed, failed, other] = [number("passed"), number("failed"), number("other")];
  const counts = [t("again.counts", { passed, failed }), other > 0 && t("again.other", { n: other })];
  const [tone, icon, said] =
    failed > 0
      ? (["fail", "alert", t("again.not")] as const)
      : passed > 0
        ? (["pass", "check", t("again.good")] as const)
        : (["warn", "clock", t("again.unseen")] as const);
  const visit = docAt(idOf(path.split("/")[1]));
  const body = (
    <>
      <span class="grow">
        <b class="block num">{t("again.day", { day: dayWords(String(fieldOf(value, "on") ?? "")) })}</b>
        <span class="muted block num">{counts.filter(Boolean).join(t("list.comma"))}</span>
        {words.map((each) => (
          <span key={each} class="muted block">
            {t("again.failed", { item: each })}
          </span>
        ))}
        <span class={`tag ${tone}`}>
          <Icon name={icon} />
          {said}
        </span>
      </span>
      {visit && <Icon name="go" />}
    </>
  );
  return visit ? (
    <a class="line-row" href={`/visits/${visit.id}`}>
      {body}
    </a>
  ) : (
    <div class="line-row">{body}</div>
  );
}

/** As far as a tag tells: whether somebody is there, or the leader has finished. */
function stateOf({ registers }: Doc): string {
  const count = (prefix: string) => under(registers, prefix).length;
  if (count("finished/") > count("reopened/")) return "finished";
  return count("begun/") > 0 ? "begun" : "planned";
}

function Begun({ plan }: { plan: Doc }): JSX.Element {
  const visit = visitOf(plan);
  const state = visit ? stateOf(visit) : "draft";
  const words: Record<string, string> = {
    draft: t("again.state.draft"),
    planned: t("again.state.planned"),
    begun: t("again.state.begun"),
    finished: t("again.state.finished"),
  };
  return (
    <a class="line-row" href={visit ? `/visits/${visit.id}` : `/inspections/${plan.id}`}>
      <Icon name="lock" />
      <span class="grow">
        <b class="block">{textAt(plan, "title")}</b>
        <span class="muted block">{t("again.circle")}</span>
        <span class="tag">{words[state] ?? ""}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}
