/** 要我做的: what one programme asks of this person and when, with the way to say that it is done. */
import type { JSX } from "preact";
import { speaks, standingOf } from "../model/selector";
import { unscheduled } from "../model/unscheduled";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import { agenda, type Todo } from "./agenda-todos";
import { fetched } from "./fetched";
import { docAt, replica, today } from "./here";
import { Icon } from "./icons";
import { type Running, runningOf, scene } from "./plans";

const lines = fetched(() => import("./agenda-lines"));

function TodoLine(props: { todo: Todo; here: true }): JSX.Element | null {
  const Shown = lines()?.TodoLine;
  return Shown ? <Shown {...props} /> : null;
}

/** What it asks of me and when; and what has no day, which may be asked at any time. */
export function Asked({ doc }: { doc: Doc }): JSX.Element {
  const of = runningOf(doc);
  const mine = agenda.value.filter((todo) => todo.of.id === of.id);
  const open = mine.filter((todo) => !todo.done);
  const done = mine.filter((todo) => todo.done);
  const me = docAt(replica.value?.person);
  const standing = me && standingOf(me, today.value);
  const organises = standing && speaks("organiser", standing, scene.value);
  return (
    <section class="stack" aria-label={t("agenda.asked")}>
      <h2 class="section">{t("agenda.asked")}</h2>
      {mine.length === 0 && <p class="card muted">{t("agenda.asked.nothing")}</p>}
      {open.length > 0 && (
        <div class="card list">
          {open.map((todo) => (
            <Line key={todo.key} todo={todo} />
          ))}
        </div>
      )}
      {done.length > 0 && (
        <details class="card list fold">
          <summary class="line-row">
            <b class="grow">{t("agenda.group.done")}</b>
            <span class="tag num">{done.length}</span>
          </summary>
          {done.map((todo) => (
            <TodoLine key={todo.key} todo={todo} here />
          ))}
        </details>
      )}
      {organises && <Missed of={of} />}
    </section>
  );
}

function Line({ todo }: { todo: Todo }): JSX.Element {
  if (!todo.markable || todo.task.state === "ahead") return <TodoLine todo={todo} here />;
  return (
    <div class="markable">
      <TodoLine todo={todo} here />
      <button type="button" class="btn soft short" onClick={() => void import("./mark").then(({ mark }) => mark(todo))}>
        <Icon name="check" />
        {t("agenda.mark")}
      </button>
    </div>
  );
}

/** What was to happen now and then, with the stages that went by: a reminder for who organises. */
function Missed({ of }: { of: Running }): JSX.Element | null {
  const list = unscheduled(of.plan, today.value);
  if (list.length === 0) return null;
  return (
    <p class="hint">
      <Icon name="info" />
      {t("agenda.missed", {
        names: list.map(({ asked, stage }) => `${stage.title}：${asked.title}`).join(t("list.comma")),
      })}
    </p>
  );
}
