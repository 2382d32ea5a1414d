/** Answers the cases of tests/models/plans.py with the phone's rules: the timetable, selectors and working days. */
import { addDays } from "../src/model/day";
import type { Registers } from "../src/model/given";
import { idOf } from "../src/model/ids";
import { belongs, type Scene, siteOf, standingOf } from "../src/model/selector";
import { placesOf } from "../src/model/selector-places";
import { type PlanTask, planOf, schedule, tasks } from "../src/model/timetable";
import { unscheduled } from "../src/model/unscheduled";
import { addWorkingDays, isKnown, workingDays, works } from "../src/model/working-days";
import type { Doc, Hex, Value } from "../src/sync/interface";
import { docOf } from "./docs";
import { type Tagged, untag } from "./tagged";

export interface PlanCase {
  readonly programme: Tagged;
  readonly published: string | null;
  readonly person: Tagged;
  readonly day: string;
  readonly selectors: Tagged;
  readonly count: number;
  /** So many days before and after are all periods told. */
  readonly span: number;
}

export type Written = readonly (readonly [Tagged, string, Tagged])[];

/** The documents of a world, once for all its cases. */
export function worldOf(institution: Hex, written: Written): { docs: Doc[]; scene: Scene } {
  const docs = written.map(([id, kind, registers]) =>
    docOf(kind, untag(registers) as Record<string, Value>, 0, idOf(untag(id)) ?? ""),
  );
  const sites = docs.filter(({ kind }) => kind === "unit" || kind === "party_branch").map(siteOf);
  const scene = {
    institution,
    sites: new Map(sites.map((site) => [site.id, site])),
    roles: new Map(),
    owners: new Map(),
  };
  return { docs, scene };
}

export function answer(given: PlanCase, { docs, scene }: ReturnType<typeof worldOf>): object {
  const { day, count, published, span } = given;
  const people = docs.filter(({ kind }) => kind === "person");
  const calendars = docs.filter(({ kind }) => kind === "work_calendar");
  const days = workingDays(calendars, scene.institution);
  const registers: Registers = new Map(Object.entries(untag(given.programme) as Record<string, Value>));
  const plan = planOf(registers, days, published);
  const me = people.find(({ id }) => id === idOf(untag(given.person))) as Doc;
  const selectors = untag(given.selectors);
  const meant = people.filter((doc) => belongs(selectors, standingOf(doc, day), scene));
  const low = addDays(day, -span);
  const all = span ? plan.asked.map((asked) => [asked, schedule(plan, asked, low, addDays(day, span))] as const) : [];
  return {
    periods: all.flatMap(([{ element }, found]) =>
      found.map(({ begin, end, label, opens, due, remind }) => [element, begin, end, label, opens, due, remind]),
    ),
    tasks: tasks(plan, (then) => standingOf(me, then), day, scene).map(row),
    unscheduled: unscheduled(plan, day).map(({ asked, stage }) => [asked.element, stage.id]),
    persons: meant.map(({ id }) => id).sort(),
    places: placesOf(selectors, scene),
    working: [addWorkingDays(days, day, count), works(days, day), isKnown(days, day)],
  };
}

function row({ asked, part, state, begin, end, label, opens, due, remind }: PlanTask): unknown[] {
  const { section, element, kind, times, items } = asked;
  return [section, element, kind, part, begin, end, label, opens, due, remind, state, times, items];
}
