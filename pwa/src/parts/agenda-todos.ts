/** 我的任务: what the running programmes ask of this person, with what has been done of it, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { addDays, type Day, dayOf } from "../model/day";
import { evaluationOf, withoutVersion } from "../model/evaluation";
import { idOf, momentOf } from "../model/ids";
import { programmeFormName } from "../model/programme-form";
import { standingOf } from "../model/selector";
import { ASSESSED, type Asked, LATE_DAYS, type PlanTask, tasks } from "../model/timetable";
import type { Doc, Hex } from "../sync/interface";
import { fetched } from "./fetched";
import { all, docAt, replica, selfForm, today } from "./here";
import { type Running, running, runningOf, scene } from "./plans";

/** 待办: one task of one programme. */
export interface Todo {
  readonly key: string;
  readonly of: Running;
  readonly task: PlanTask;
  readonly done: boolean;
  /** How many of those that are wanted are there. */
  readonly count: number;
  /** How often, or of how many places and people, where that is more than once. */
  readonly wanted?: number;
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
};

/** Kinds in which each subject is judged by itself, so that one is through only once all of them are. */
export const ONE_BY_ONE: readonly string[] = [...ASSESSED, "leader_remark"];

/** Who judges nobody needs none of it: it comes with the first task that asks for it. */
export const owed = fetched(() => import("./owed"));

/** Kinds of evaluation for which people outside the roster are asked, and those that are held in rounds. */
const ASKED_OUTSIDE = ["mass", "patient", "survey"];
export const IN_ROUNDS: readonly string[] = ["peer", "upward", "combined", "external", ...ASKED_OUTSIDE];

/** Where one does, or opens for others, what an element of a programme asks for; nothing where it has no screen. */
export function wayTo(programme: Hex, { kind, element }: Asked, part: PlanTask["part"]): string | undefined {
  const at = `${programme}/${encodeURIComponent(element)}`;
  if (ASSESSED.includes(kind)) return `/assess/${at}`;
  if (part === "organiser") {
    if (!IN_ROUNDS.includes(kind)) return undefined;
    return ASKED_OUTSIDE.includes(kind) ? `/surveys/new/${at}` : `/rounds/new/${at}`;
  }
  return kind === "leader_remark" ? `/remarks/for/${at}` : LEADS[kind];
}

/** The name under which a programme's form was published; a full name stays. */
export function formOf(form: string | null, { id, version }: Running): string {
  if (!form) return selfForm.value;
  return programmeFormName(form, id, version);
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
  return running.value.flatMap((of) => todosOf(of, me, day));
});

/**
 * What a version asks. What was due before it took the place of another is that one's, and stays on the list as long as
 * it is late; what was done under that one in a period that both ask for is done. `until`: the day another took its own.
 */
function todosOf(of: Running, me: Doc, day: Day, until: Day = "9999"): Todo[] {
  const { since, doc, plan } = of;
  const before = since > addDays(day, -LATE_DAYS) && docAt(idOf(doc.registers.get("supersedes")?.value));
  const former = before && runningOf(before);
  const todos = tasks(plan, (then) => standingOf(me, then), day, scene.value)
    .filter(({ due, end }) => since <= (due ?? end) && (due ?? end) < until)
    .map((task) => {
      const todo = todoOf(of, task, me.id, day);
      return former && task.begin < since && todoOf(former, task, me.id, day).done ? { ...todo, done: true } : todo;
    });
  return former ? [...todosOf(former, me, day, since), ...todos] : todos;
}

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
    const href = round.kind === "peer_round" ? `/rounds/${round.id}` : `/surveys/${round.id}`;
    return { ...plain, done: true, count: 1, href: part === "actor" ? plain.href : href, markable: false };
  }
  const href = wayTo(of.id, asked, part);
  const far = ONE_BY_ONE.includes(asked.kind) ? owed()?.far(of, task, me) : null;
  if (far) {
    const through = far.wanted > 0 && far.count === far.wanted;
    return { ...plain, ...far, href: href ?? plain.href, done: marked || through, markable: false };
  }
  const count = written(of.id, task, me);
  const waits = part === "actor" && IN_ROUNDS.includes(asked.kind);
  return {
    ...plain,
    href: href ?? plain.href,
    done: marked || (part === "actor" && count >= asked.times),
    count,
    wanted: asked.times,
    markable: !waits,
    waits,
  };
}

/** Self-evaluations count by their own day: what was filled in afterwards for a day of the period does too. */
function selfDone(of: Running, task: PlanTask, me: Hex, day: Day): Pick<Todo, "done" | "count" | "wanted" | "href"> {
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
  return {
    count,
    wanted: task.asked.times,
    done: count >= task.asked.times,
    href: task.state === "ahead" ? `/programme/${of.id}` : selfWay(form, on),
  };
}

/** Where a self-evaluation is filled in for a day: the day's own form has the shorter address. */
export function selfWay(form: string, on: Day): string {
  const own = withoutVersion(form) === withoutVersion(selfForm.value);
  return own ? `/self/${on}` : `/self/${on}/form/${encodeURIComponent(form)}`;
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

/** The round or survey that was opened for an evaluation within these days. */
export function roundOf(
  programme: Hex,
  { asked, begin, end }: Pick<PlanTask, "asked" | "begin" | "end">,
): Doc | undefined {
  const outside = ASKED_OUTSIDE.includes(asked.kind);
  return ["peer_round", "survey_round"].flatMap(all).find(({ kind, registers }) => {
    if (!isOf(programme, asked.element, registers) || registers.get("opened")?.value !== true) return false;
    const asks = kind === "survey_round" || ["external", "mass"].includes(String(registers.get("kind")?.value));
    if (asks !== (outside || asked.kind === "external")) return false;
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
