/** 考核、点评的对象: whom a programme asks this person to judge or remark on, and for which periods. */
import { listOf } from "../model/given";
import { standingOf } from "../model/selector";
import { ASSESSED, type Asked, type PlanTask, partsOf } from "../model/timetable";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { agenda } from "./agenda-todos";
import { docAt, replica, today } from "./here";
import { judged, owedBy } from "./owed";
import { elementAt, nameOfPlan, titleIn } from "./plan-titles";
import { type Running, runningOf, sceneOf } from "./plans";

/** The tasks of mine that have begun, the latest last. */
function tasksOf({ id }: Running, { element }: Asked): { task: PlanTask; done: boolean }[] {
  return agenda.value
    .filter(({ of, task }) => of.id === id && task.asked.element === element && task.state !== "ahead")
    .sort((one, other) => (one.task.label < other.task.label ? -1 : 1));
}

/** The periods that wait for me and whom I judge; null where it isn't mine. */
export function mineOf({ programme, element }: { programme: Doc; element: string }) {
  const of = runningOf(programme);
  const asked = of.plan.asked.find((each) => each.element === element && ASSESSED.includes(each.kind));
  const me = docAt(replica.value?.person);
  if (!asked || !me || partsOf(asked, standingOf(me, today.value), sceneOf(of)).length === 0) return null;
  return { of, tasks: tasksOf(of, asked), owed: (last: string) => owedBy(of, asked, me.id, last), me: me.id };
}

/** 要点评的: whom, who has been remarked on, and the period that the programme speaks of. */
export interface Remarking {
  readonly title: string;
  readonly under: string;
  readonly owed: readonly Hex[];
  readonly done: ReadonlySet<Hex>;
  readonly label: string;
  /** Whether the programme wants the four parts; else a word will do. */
  readonly whole: boolean;
}

const PARTS = 4;

/** What an element asks of me; null where there is no such element. */
export function remarksOf({ programme, element = "" }: Params, me: Hex): Remarking | null {
  const doc = docAt(programme);
  if (doc?.kind !== "programme") return null;
  const of = runningOf(doc);
  const asked = of.plan.asked.find((each) => each.element === element && each.kind === "leader_remark");
  const given = elementAt(doc, "evaluations", element);
  if (!asked || !given) return null;
  const todos = tasksOf(of, asked);
  const month = today.value.slice(0, 7);
  const task = (todos.find(({ done }) => !done) ?? todos.at(-1))?.task;
  const stretch = task ?? { asked, label: month, begin: `${month}-01`, end: `${month}-31` };
  return {
    title: titleIn(given),
    under: nameOfPlan(doc),
    owed: owedBy(of, asked, me, stretch.end),
    done: judged(of, stretch, me),
    label: stretch.label,
    whole: listOf(given.comment).length >= PARTS,
  };
}
