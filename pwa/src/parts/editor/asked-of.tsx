/** What a programme asks of somebody on a day, before anybody else sees it. */
import type { JSX } from "preact";
import { speaks, standingOf } from "../../model/selector";
import { tasks } from "../../model/timetable";
import { t } from "../../text";
import { docAt } from "../here";
import { dueWords, kindWords, periodWords, taskTitle } from "../plan-words";
import { runningOf, scene } from "../plans";
import type { Edited } from "./plan";
import "../lists.css";

const LOOSE = ["immediate", "per_event", "irregular", "unspecified"];

interface AskedProps {
  readonly plan: Edited;
  readonly who: string;
  readonly day: string;
}

export function AskedOf({ plan, who, day }: AskedProps): JSX.Element | null {
  const doc = docAt(who);
  if (!doc) return null;
  const of = runningOf(plan.doc);
  const here = { ...scene.value, roles: of.plan.roles, owners: of.plan.owners };
  const standing = standingOf(doc, day);
  const list = tasks(of.plan, (then) => standingOf(doc, then), day, scene.value);
  const loose = of.plan.asked.filter(
    ({ cadence, actors }) => LOOSE.includes(cadence.type) && speaks(actors, standing, here),
  );
  const names = loose.map(({ title, kind }) => title || kindWords(kind));
  return (
    <section class="stack" aria-label={t("plans.preview.asked")}>
      <h2 class="section">{t("plans.preview.asked")}</h2>
      {list.length === 0 && <p class="card muted">{t("plans.preview.nothing")}</p>}
      {list.length > 0 && (
        <div class="card list">
          {list.map((task, at) => (
            <div key={at} class="line-row">
              <span class="grow">
                <b class="block">{taskTitle(of, task)}</b>
                <span class="muted">
                  {[kindWords(task.asked.kind), periodWords(of, task, day)].filter(Boolean).join(" · ")}
                </span>
              </span>
              <span class={task.state === "late" ? "tag fail" : "tag"}>{dueWords(task, day)}</span>
            </div>
          ))}
        </div>
      )}
      {names.length > 0 && (
        <p class="muted small">{t("plans.preview.loose", { names: names.join(t("list.comma")) })}</p>
      )}
    </section>
  );
}
