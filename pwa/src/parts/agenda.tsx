/** 今天的任务: what the programmes ask of this person: due today, late, this week, later; what is done folds away. */
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../model/day";
import { isKnown } from "../model/working-days";
import { type Key, t } from "../text";
import { agenda, elementOf, formOf, isOwnSelf, owed, type Todo } from "./agenda-todos";
import { fetched } from "./fetched";
import { askedForm, institution, today } from "./here";
import { Icon } from "./icons";
import { nameOfPlan } from "./plan-titles";
import { days, running, runs } from "./plans";
import "./fold.css";

/** How a line looks comes by itself: what it says takes more than what there is to say. */
const lines = fetched(() => import("./agenda-lines"));

type Group = "due" | "late" | "week" | "later" | "done";
const TITLES: { readonly [group in Group]: Key } = {
  due: "agenda.group.due",
  late: "agenda.group.late",
  week: "agenda.group.week",
  later: "agenda.group.later",
  done: "agenda.group.done",
};
const ORDER = Object.keys(TITLES) as readonly Group[];
const FOLDED: readonly Group[] = ["later", "done"];

/** What is due within so many days is told at once; the rest folds away. */
const DAYS_SOON = 7;

/** What somebody else has to begin is not this person's to be late with. */
function groupOf({ task, done, waits }: Todo, weekEnd: string): Group {
  if (done) return "done";
  if (task.state === "due_today") return "due";
  if (task.state === "late" && !waits) return "late";
  return task.state === "open" && task.due !== null && task.due <= weekEnd ? "week" : "later";
}

/** The day's card asks for a programme's form where no programme asks for the institution's. */
effect(() => {
  const daily = agenda.value.filter(({ task }) => task.asked.cadence.type === "daily" && task.begin === today.value);
  const forms = daily.flatMap(({ of, task }) =>
    isOwnSelf(task) && task.asked.form ? [formOf(task.asked.form, of)] : [],
  );
  const own = institution.value?.registers.get("self_evaluation_form")?.value ?? "daily@1";
  askedForm.value = forms.includes(String(own)) ? null : (forms[0] ?? null);
});

/** Days of a daily task that were left out: the card above tells of the day's form, of others the latest stands for all. */
function withoutRepeats(todos: readonly Todo[]): Todo[] {
  const seen = new Set<string>();
  return [...todos].reverse().filter(({ of, task, done, href }) => {
    if (task.asked.cadence.type !== "daily" || task.state !== "late") return true;
    if (done || !href.includes("/form/")) return false;
    const key = `${of.id} ${elementOf(task)}`;
    const told = seen.has(key);
    seen.add(key);
    return !told;
  });
}

/** Until the lines are here, and what these tasks need besides: shown in one piece. */
export async function fetchWhole(): Promise<void> {
  await lines.fetch();
  agenda.peek();
  await owed.settled();
}

export function Agenda(): JSX.Element | null {
  const weekEnd = addDays(today.value, DAYS_SOON);
  const groups = new Map<Group, Todo[]>(ORDER.map((group) => [group, []]));
  for (const todo of withoutRepeats(agenda.value).reverse()) groups.get(groupOf(todo, weekEnd))?.push(todo);
  if (running.value.length === 0) return null;
  return (
    <>
      {ORDER.map((group) => (
        <GroupCard key={group} group={group} todos={groups.get(group) ?? []} />
      ))}
    </>
  );
}

function GroupCard({ group, todos }: { group: Group; todos: readonly Todo[] }): JSX.Element | null {
  if (todos.length === 0) return null;
  const title = t(TITLES[group]);
  const Line = lines()?.TodoLine;
  const rows = Line && todos.map((todo) => <Line key={todo.key} todo={todo} />);
  if (FOLDED.includes(group)) {
    return (
      <details class="card list fold">
        <summary class="line-row">
          <b class="grow">{title}</b>
          <span class="tag num">{todos.length}</span>
        </summary>
        {rows}
      </details>
    );
  }
  return (
    <section class="stack" aria-label={title}>
      <h2 class="section">{title}</h2>
      <div class="card list">{rows}</div>
    </section>
  );
}

/** The programmes that run, for who wants to read one; and whether the holidays of the year are known. */
export function Programmes(): JSX.Element | null {
  const list = running.value.filter((each) => runs(each));
  if (list.length === 0) return null;
  return (
    <>
      <h2 class="section">{t("agenda.running")}</h2>
      <div class="card list">
        {list.map(({ id, doc }) => (
          <a key={id} class="line-row" href={`/programme/${id}`}>
            <b class="grow">{nameOfPlan(doc)}</b>
            <Icon name="go" />
          </a>
        ))}
      </div>
      {!isKnown(days.value, today.value) && (
        <p class="muted small">{t("agenda.unknown_year", { year: today.value.slice(0, 4) })}</p>
      )}
    </>
  );
}
