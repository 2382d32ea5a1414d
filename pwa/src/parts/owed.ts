/** 对象: whom this person judges because a programme asks for it, each by itself: for assessments and for remarks. */
import { cameBy } from "../model/came";
import { type Day, dayOf } from "../model/day";
import { listOf } from "../model/given";
import { idOf, momentOf } from "../model/ids";
import { above, belongs, isOutside, type Scene, type Standing, standingOf } from "../model/selector";
import { placesOf } from "../model/selector-places";
import { ASSESSED, type Asked, type PlanTask } from "../model/timetable";
import type { Doc, Hex, Value } from "../sync/interface";
import { all, docAt, today } from "./here";
import { elementAt } from "./plan-titles";
import { type Running, sceneOf } from "./plans";

const ONE_BY_ONE = [...ASSESSED, "leader_remark"];
const OF_ONESELF = ["unit_self", "experience"];

/** How far this person is with those whom a task asks to be judged; null where they aren't counted one by one. */
export function far(of: Running, task: Stretch, me: Hex): { count: number; wanted: number } | null {
  if (!goesOneByOne(of, task.asked)) return null;
  const owed = owedBy(of, task.asked, me, task.end);
  const done = judged(of, task, me);
  return { count: owed.filter((id) => done.has(id)).length, wanted: owed.length };
}

/** Whether each subject is judged by itself, so that one is through only once all of them are. */
export function goesOneByOne(of: Running, { kind, element }: Asked): boolean {
  const coverage = elementAt(of.doc, "evaluations", element)?.coverage;
  return ONE_BY_ONE.includes(kind) && (kind === "leader_remark" ? coverage === "every_subject" : coverage !== "sample");
}

/** The places and people whom I judge, places first; people who came after the last day of what they are judged for not. */
export function owedBy(of: Running, asked: Asked, me: Hex, last: Day): Hex[] {
  const doc = docAt(me);
  if (!doc) return [];
  const mine = standingOf(doc, today.value);
  const here = sceneOf(of);
  if (asked.kind === "unit_self") {
    return mine.roles.flatMap(({ role, at }) => (at && (role === "head" || role === "secretary") ? [at] : []));
  }
  const places = placesOf(asked.subjects, here);
  const house = listOf(asked.subjects).some((each) => isOutside(each, here)) ? [here.institution] : [];
  const people = peopleOf(asked.subjects, here);
  const found = [...places, ...house, ...people.map(({ id }) => id)];
  const others = found.filter((id) => cameBy(docAt(id), last) && (id !== me || OF_ONESELF.includes(asked.kind)));
  return asked.kind === "leader_remark" ? others.filter((id) => leadsSubject(mine, id, here)) : others;
}

/** People are meant by the selectors of which no place is one: 科室 is the department, not its staff. */
export function peopleOf(subjects: Value, here: Scene): Standing[] {
  const meant = listOf(subjects).filter((each) => placesOf(each, here).length === 0);
  if (meant.length === 0) return [];
  const standing = (one: Doc) => standingOf(one, today.value);
  return all("person")
    .map(standing)
    .filter((who) => belongs([...meant], who, here));
}

/** A leader leads everybody, a head the own unit, what is below it and its people. */
function leadsSubject(mine: Standing, id: Hex, here: Scene): boolean {
  if (mine.roles.some(({ role }) => role === "leader")) return true;
  const heads = mine.roles.flatMap(({ role, at }) => (role === "head" && at ? [at] : []));
  const doc = docAt(id);
  const units = doc?.kind === "person" ? standingOf(doc, today.value).units : [id];
  return units.some((unit) => above(unit, here).some((at) => heads.includes(at)));
}

/** A stretch of time in which each subject is judged once. */
export type Stretch = Pick<PlanTask, "asked" | "label" | "begin" | "end">;

/** Whom I have judged in a period: what I submitted for it, and what I said within its days. */
export function judged(of: Running, { asked, label, begin, end }: Stretch, me: Hex): Set<Hex> {
  const found = new Set<Hex>();
  for (const { kind, registers } of ["assessment", "quarterly_remark", "leader_remark"].flatMap(all)) {
    const at = (path: string) => registers.get(path)?.value;
    const out = kind === "leader_remark" ? registers.get("text") : registers.get("submitted");
    if (!out?.value || at("element") !== asked.element || idOf(at("by")) !== me) continue;
    const on = dayOf(momentOf(out.stamp));
    const subject = idOf(at("subject"));
    const then = at("period") === label || (kind !== "assessment" && begin <= on && on <= end);
    if (subject && then && idOf(at("programme")) === of.id) found.add(subject);
  }
  return found;
}
