/** One task of a programme in a line: its state, what and for when, and when it is due. */
import type { JSX } from "preact";
import { t } from "../text";
import type { Todo } from "./agenda-todos";
import { today } from "./here";
import { Icon, type IconName } from "./icons";
import { elementAt, nameOfPlan } from "./plan-titles";
import { dueWords, kindWords, periodWords, taskTitle } from "./plan-words";
import "./icon-shapes";
import "./agenda.css";

const FACES: { readonly [state: string]: readonly [IconName, string] } = {
  done: ["check", "pass"],
  late: ["alert", "fail"],
  due_today: ["clock", "warn"],
  open: ["clock", ""],
  ahead: ["today", ""],
};

interface TodoLineProps {
  readonly todo: Todo;
  /** Whether it stands on the programme's own page, to which it then doesn't lead. */
  readonly here?: boolean;
}

export function TodoLine({ todo, here }: TodoLineProps): JSX.Element {
  const { of, task, done, count, wanted = 1, href } = todo;
  const soon = task.remind !== null && task.remind <= today.value;
  const waits = todo.waits && !done && task.state !== "ahead";
  const [icon, tone] = FACES[done ? "done" : waits ? "open" : task.state] ?? ["clock", ""];
  const kind = task.part === "organiser" ? t("agenda.organise") : kindWords(task.asked.kind);
  const title = taskTitle(of, task);
  const name = here ? "" : nameOfPlan(of.doc);
  const times = wanted > 1 ? t("agenda.count", { n: count, of: wanted }) : "";
  const several = Array.isArray(elementAt(of.doc, task.asked.section, task.asked.element)?.kind);
  const about = [title.includes(kind) && !several ? "" : kind, name, periodWords(of, task, today.value), times];
  const inside = (
    <>
      <span class={`state ${tone}`}>
        <Icon name={icon} />
      </span>
      <span class="grow">
        <b class="block">{title}</b>
        <span class="muted block">{about.filter(Boolean).join(" · ")}</span>
      </span>
      <span class={done ? "tag pass" : `tag ${tone || (soon && !waits && task.state === "open" ? "warn" : "")}`}>
        {done ? t("agenda.done") : waits ? t("agenda.waits") : dueWords(task, today.value)}
      </span>
    </>
  );
  return here && href.startsWith("/programme/") ? (
    <div class="line-row todo">{inside}</div>
  ) : (
    <a class="line-row todo" href={href}>
      {inside}
    </a>
  );
}
