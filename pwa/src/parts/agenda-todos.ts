/** 我的任务: what the running programmes ask of this person, with what has been done of it, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { addDays, type Day, dayOf } from "../model/day";
import { evaluationOf, withoutVersion } from "../model/evaluation";
import { idOf, momentOf } from "../model/ids";
import { standingOf } from "../model/selector";
import { type PlanTask, tasks } from "../model/timetable";
import type { Doc, Hex } from "../sync/interface";
import { all, docAt, replica, selfForm, today } from "./here";
import { type Running, running, scene } from "./plans";

/** 待办: one task of one programme. */
export interface Todo {
  readonly key: string;
  readonly of: Running;
  readonly task: PlanTask;
  readonly done: boolean;
  /** How many of `times` are there. */
  readonly count: number;
  readonly href: string;
  /** Whether nothing else shows that it is done, so that one says so oneself. */
  readonly markable: boolean;
  /** Whether it can be done only once somebody has opened a round for it. */
  readonly waits?: boolean;
}

/** Kinds of evaluation that have a screen of their own. */
const LEADS: { readonly [kind: string]: string } = {
  pledge_fulfilment: "/pledges",
  branch_commentary: "/commentary",
  leader_remark: "/remarks/new",
};

/** Kinds of evaluation that are held in rounds. */
const IN_ROUNDS = ["peer", "upward", "mass", "patient", "survey", "combined"];

/** The name under which a programme's form was published; a full name stays. */
export function formOf(form: string | null, { id, version }: Running): string {
  if (!form) return selfForm.value;
  return form.includes("@") ? form : `${form}.${id.slice(-12)}@${version}`;
}

export function elementOf({ asked }: PlanTask): string {
  return `${asked.section}.${asked.element}`;
}

/** A self-evaluation that this person fills in. */
export function isOwnSelf({ asked, part }: PlanTask): boolean {
  return asked.kind === "self" && part === "actor";
}

export const agenda: ReadonlySignal<readonly Todo[]> = computed(() => {
  const me = docAt(replica.value?.person);
  if (!me) return [];
  const day = today.value;
  return running.value.flatMap((of) =>
    tasks(of.plan, (then) => standingOf(me, then), day, scene.value).map((task) => todoOf(of, task, me.id, day)),
  );
});

function todoOf(of: Running, task: PlanTask, me: Hex, day: Day): Todo {
  const { asked, part, label } = task;
  const key = [of.id, elementOf(task), asked.kind, part, label].join("/");
  const plain = { key, of, task, href: `/programme/${of.id}` };
  const marked = marks.value.has([of.id, elementOf(task), label, part === "organiser" ? "" : me].join("/"));
  if (isOwnSelf(task)) return { ...plain, ...selfDone(of, task, me, day), markable: false };
  const round = roundOf(of.id, task);
  if (round?.kind === "peer_round" && part === "actor") {
    return { ...plain, done: reviewed(round.id, me), count: 0, href: `/reviews/${round.id}`, markable: false };
  }
  if (round) {
    const href = round.kind === "peer_round" ? `/rounds/${round.id}` : plain.href;
    return { ...plain, done: true, count: 1, href, markable: false };
  }
  const count = written(of.id, task, me);
  const href = part === "organiser" ? opening(of.id, task) : LEADS[asked.kind];
  const waits = part === "actor" && IN_ROUNDS.includes(asked.kind);
  return {
    ...plain,
    href: href ?? plain.href,
    done: marked || (part === "actor" && count >= asked.times),
    count,
    markable: !waits,
    waits,
  };
}

/** Where an organiser opens what others then take part in. */
function opening(programme: Hex, { asked }: PlanTask): string | undefined {
  const fresh = `/rounds/new/${programme}/${encodeURIComponent(asked.element)}`;
  return IN_ROUNDS.includes(asked.kind) ? fresh : undefined;
}

/** Self-evaluations count by their own day: what was filled in afterwards for a day of the period does too. */
function selfDone(of: Running, task: PlanTask, me: Hex, day: Day): Pick<Todo, "done" | "count" | "href"> {
  const form = formOf(task.asked.form, of);
  let count = 0;
  let draft: Day | null = null;
  for (const doc of all("self_evaluation")) {
    const found = evaluationOf(doc);
    if (found?.person !== me || withoutVersion(found.form) !== withoutVersion(form)) continue;
    if (found.day < task.begin || found.day > task.end) continue;
    if (found.submittedMs !== null) count++;
    else draft = found.day;
  }
  const on = draft ?? (day < task.end ? day : task.end);
  const own = withoutVersion(form) === withoutVersion(selfForm.value);
  return {
    count,
    done: count >= task.asked.times,
    href:
      task.state === "ahead"
        ? `/programme/${of.id}`
        : own
          ? `/self/${on}`
          : `/self/${on}/form/${encodeURIComponent(form)}`,
  };
}

/** Who has marked what: `programme/element/period/person`, and without the person for those who organise. */
const marks: ReadonlySignal<ReadonlySet<string>> = computed(() => {
  const found = new Set<string>();
  for (const { registers } of all("task_mark")) {
    if (typeof registers.get("done_on")?.value !== "string") continue;
    const [programme, person] = ["programme", "person"].map((path) => idOf(registers.get(path)?.value));
    const [element, period] = ["element", "period"].map((path) => String(registers.get(path)?.value));
    found.add([programme, element, period, person].join("/")).add([programme, element, period, ""].join("/"));
  }
  return found;
});

/** The round that was opened for a period of an evaluation. */
function roundOf(programme: Hex, { asked, begin, end }: PlanTask): Doc | undefined {
  return ["peer_round", "survey_round"].flatMap(all).find(({ registers }) => {
    if (!isOf(programme, asked.element, registers) || registers.get("opened")?.value !== true) return false;
    const [opens, closes] = ["opens_at", "closes_at"].map((path) => Number(registers.get(path)?.value));
    return dayOf(opens ?? 0) <= addDays(end, 1) && dayOf(closes ?? 0) >= begin;
  });
}

/** Whether I have submitted a review of everybody that the round asks me for. */
function reviewed(round: Hex, me: Hex): boolean {
  const mine = (path: string) => (doc: Doc) =>
    idOf(doc.registers.get("round")?.value) === round && idOf(doc.registers.get(path)?.value) === me;
  const assigned = all("peer_assignment").find(mine("reviewer"));
  const owed = [...(assigned?.registers ?? [])].filter(([path, { value }]) => path.startsWith("subjects/") && value);
  const done = all("peer_review").filter(mine("reviewer"));
  return done.filter(({ registers }) => registers.get("submitted")?.value === true).length >= owed.length;
}

const WRITTEN = ["branch_commentary", "leader_remark", "quarterly_remark", "survey_answer"];

/** What I have written because of an element: for its period by name, or within its days. */
function written(programme: Hex, { asked, begin, end, label }: PlanTask, me: Hex): number {
  let count = 0;
  for (const doc of WRITTEN.flatMap(all)) {
    const { registers } = doc;
    const out = registers.get("submitted") ?? registers.get("text");
    if (!out?.value || out.author !== me || !isOf(programme, asked.element, registers)) continue;
    const on = dayOf(momentOf(out.stamp));
    if (registers.get("period")?.value === label || (begin <= on && on <= end)) count++;
  }
  return count;
}

function isOf(programme: Hex, element: string, registers: Doc["registers"]): boolean {
  return idOf(registers.get("programme")?.value) === programme && registers.get("element")?.value === element;
}
