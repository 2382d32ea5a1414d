/** 承包任务: one task, how far it is, who said what; taken on, reported and checked here. */
import type { JSX } from "preact";
import { fieldOf, taskStanding, under, valueAt } from "../model/deed";
import { idOf } from "../model/ids";
import { Chain, type Step } from "../parts/deeds/chain";
import { nameOfPerson, Tag, textAt } from "../parts/deeds/face";
import { taskWords } from "../parts/deeds/words";
import { Facts } from "../parts/facts";
import { Frame } from "../parts/frame";
import { docAt, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc, Register } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const TaskActs = later(() => import("../parts/deeds/task-acts").then((module) => module.TaskActs));

export default function TaskScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.task);
  if (!doc) {
    return (
      <Frame title={t("tasks")} above="/tasks">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const { state, percent } = taskStanding(doc.registers);
  const due = textAt(doc, "due_on");
  const late = ["assigned", "taken", "returned"].includes(state) && due < today.value;
  const amount = valueAt(doc, "amount");
  const facts: [string, string][] = [
    [t("task.responsible"), nameOfPerson(idOf(valueAt(doc, "responsible")))],
    [t("task.assigner"), nameOfPerson(idOf(valueAt(doc, "assigner")))],
    [t("task.due"), due && dayWords(due)],
    [
      t("task.proposed"),
      [amount ? t("yuan", { n: String(amount) }) : "", textAt(doc, "reward")].filter(Boolean).join(" · "),
    ],
  ];
  return (
    <Frame title={t("task")} above="/tasks" dock={<TaskActs doc={doc} />}>
      <section class="card stack">
        <div class="quick">
          <Tag of={taskWords(state)} />
          {late && <Tag of={[t("overdue"), "fail"]} />}
        </div>
        <p class="pledge-text">{textAt(doc, "title")}</p>
        {textAt(doc, "text") && <p class="muted words">{textAt(doc, "text")}</p>}
        {["taken", "reported", "returned"].includes(state) && (
          <span class="row">
            <progress class="bar grow" max={100} value={percent} aria-label={t("task.progress")} />
            <span class="small num">{percent}%</span>
          </span>
        )}
        <Facts facts={facts} />
        <p class="small">{t("task.proposal")}</p>
      </section>
      <Chain doc={doc} steps={steps(doc)} />
    </Frame>
  );
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

function steps(doc: Doc): Step[] {
  const { registers } = doc;
  const { state, odd } = taskStanding(registers);
  const found: (Step & { readonly from: Register })[] = [];
  const pictures = under(registers, "photos/");
  const add = (path: string, title: string, words = "", tone: Step["tone"] = "done") => {
    const from = registers.get(path);
    const photos = pictures.filter((picture) => picture.startsWith(`photos/${path.replace("/", "-")}.`));
    if (from && from.value !== null) found.push({ title, from, words, tone, photos, odd: odd.includes(path) });
  };
  add("assigned", t("step.assigned"));
  for (const path of under(registers, "answers/")) {
    const value = registers.get(path)?.value;
    const no = fieldOf(value, "ruling") === "returned";
    add(path, no ? t("task.declined") : t("step.taken"), text(fieldOf(value, "reason")), no ? "bad" : "done");
  }
  for (const path of under(registers, "progress/")) {
    const value = registers.get(path)?.value;
    const percent = fieldOf(value, "percent");
    add(
      path,
      t("step.progress", { n: typeof percent === "number" ? `${percent}%` : "" }),
      text(fieldOf(value, "text")),
    );
  }
  for (const path of under(registers, "reports/")) {
    add(path, t("step.task_reported"), text(fieldOf(registers.get(path)?.value, "text")));
  }
  for (const path of under(registers, "checks/")) {
    const value = registers.get(path)?.value;
    const back = fieldOf(value, "ruling") === "returned";
    add(path, back ? t("step.returned") : t("task.passed"), text(fieldOf(value, "reason")), back ? "bad" : "done");
  }
  add("cancelled", t("task.cancelled"), textAt(doc, "cancelled"), "bad");
  found.sort((one, other) => (one.from.stamp < other.from.stamp ? -1 : 1));
  const next: Partial<Record<typeof state, string>> = {
    assigned: t("next.take"),
    taken: t("next.report"),
    returned: t("next.report"),
    reported: t("next.check"),
  };
  const title = next[state];
  return title ? [...found, { title, tone: "now" }] : found;
}
