/**
 * 时间表: what a plan asks of a person on a day. Mirror of models/timetable.py, by tests/vectors/timetable.json.
 * Promises: pure; knows nothing of what has been done; what is past its day is late and never refused.
 */
import type { Hex, Value } from "../sync/interface";
import { type Cadence, cadence, cadenceOf } from "./cadence";
import { addDays, type Day } from "./day";
import { elements, type Given, listOf, mapOf, type Registers, whole } from "./given";
import { idOf } from "./ids";
import { firstDay, isMonth, isWholeDay } from "./plan-day";
import { type Frame, type Period, periods } from "./schedule";
import { above, isOutside, type Scene, type Standing, speaks } from "./selector";
import { dueDays, planStretch, stageOf } from "./stages";
import type { WorkingDays } from "./working-days";

/** 要求: one thing that a plan asks for, whoever it is. */
export interface Asked {
  readonly section: string;
  readonly element: string;
  readonly kind: string;
  readonly title: string;
  readonly cadence: Cadence;
  readonly switches: ReadonlyMap<string, Cadence>;
  /** What single units and branches have switched to, for their own people. */
  readonly places: ReadonlyMap<Hex, ReadonlyMap<string, Cadence>>;
  readonly actors: Value;
  readonly subjects: Value;
  readonly form: string | null;
  readonly times: number;
  readonly items: readonly string[];
}

/** 计划: a programme as far as time is concerned. */
export interface Plan {
  readonly frame: Frame;
  readonly asked: readonly Asked[];
  readonly roles: ReadonlyMap<string, Value>;
  readonly owners: ReadonlyMap<string, Hex>;
}

export type TaskState = "ahead" | "open" | "due_today" | "late";

/** 任务: what is asked of one person, for one period. */
export interface PlanTask extends Period {
  readonly asked: Asked;
  readonly part: "actor" | "organiser";
  readonly state: TaskState;
}

/** So long does what is late stay on the list. */
export const LATE_DAYS = 92;
const LATE_DAYS_DAILY = 7;
const AHEAD_DAYS = 31;
const SECTIONS = ["evaluations", "inspections", "checklists", "publications", "documents", "stages"];
const BY_ITSELF = ["self", "unit_self"];
/** Kinds of evaluation in which somebody judges places or people on a form, each by itself. */
export const ASSESSED: readonly string[] = [
  "unit_self",
  "unit_assessment",
  "personal_assessment",
  "comparison",
  "rating",
  "experience",
];
const RUN_BY_THEMSELVES = [...BY_ITSELF, ...ASSESSED, "leader_remark", "branch_commentary"];

/** The plan of a programme's registers; what can't be read asks for nothing. */
export function planOf(registers: Registers, days: WorkingDays, publishedOn: Day | null = null): Plan {
  const stages = new Map(elements(registers, "stages").map(([id, given]) => [id, stageOf(id, given)]));
  const begins = [...stages.values()].flatMap(({ from }) => (from === null ? [] : [firstDay(from)])).sort();
  const first = begins[0] ?? registers.get("about/issued_on");
  const startsOn = [registers.get("about/starts_on"), first, publishedOn].find(isWholeDay) ?? null;
  const endsOn = registers.get("about/ends_on");
  const endedOn = registers.get("ended_on");
  const owners = new Map<string, Hex>();
  for (const [path, value] of registers) {
    const owner = path.startsWith("owners/") ? idOf(value) : null;
    if (owner) owners.set(path.slice(7), owner);
  }
  return {
    frame: {
      within: planStretch([...stages.values()], startsOn, isWholeDay(endsOn) ? endsOn : null),
      stages,
      days,
      endedOn: isWholeDay(endedOn) ? endedOn : null,
    },
    asked: SECTIONS.flatMap((section) => askedIn(section, registers)),
    roles: new Map(elements(registers, "roles").map(([id, { holder }]) => [id, holder || null])),
    owners,
  };
}

function askedIn(section: string, registers: Registers): Asked[] {
  return elements(registers, section).flatMap(([element, given]) => {
    const plain: Asked = {
      section,
      element,
      kind: section.slice(0, -1),
      title: String(given.title ?? ""),
      cadence: cadenceIn(given),
      switches: new Map(),
      places: new Map(),
      actors: null,
      subjects: given.subjects ?? given.subject ?? null,
      form: null,
      times: 1,
      items: [],
    };
    if (section === "evaluations") return evaluations(plain, given, registers);
    if (section === "checklists") return checklists(plain, given, registers);
    if (section !== "stages") return [{ ...plain, actors: given.inspectors ?? null }];
    const dates = dueDays(stageOf(element, given));
    return dates.length > 0 ? [{ ...plain, kind: "milestone", cadence: cadence("once_by", { dates }) }] : [];
  });
}

/** One thing asked for each of an evaluation's kinds; as many evaluators as kinds are one each, in their order. */
function evaluations(plain: Asked, given: Given, registers: Registers): Asked[] {
  const { form, evaluators = null } = given;
  const isNobody = (selectors: Value) => listOf(selectors).every((each, at) => each === "self" && at === 0);
  const whole: Asked = {
    ...plain,
    switches: switches(`cadences/${plain.element}/`, registers),
    places: placesIn(plain.element, registers),
    form: typeof form === "string" ? form : null,
    times: timesOf(given) ?? plain.cadence.times,
  };
  const kinds = listOf(given.kind);
  const own = kinds.length > 1 && listOf(evaluators).length === kinds.length ? listOf(evaluators) : null;
  return kinds.map((kind, at) => {
    const actors = own?.[at] ?? evaluators;
    const alone = BY_ITSELF.includes(String(kind)) && !isNobody(plain.subjects);
    return {
      ...whole,
      kind: String(kind),
      actors: isNobody(actors) ? (alone ? plain.subjects : null) : actors,
    };
  });
}

function timesOf({ times }: Given): number | null {
  return whole(times, 1, Number.MAX_SAFE_INTEGER);
}

/** The months from which another cadence holds. */
function switches(prefix: string, registers: Registers): Map<string, Cadence> {
  const found = new Map<string, Cadence>();
  for (const [path, value] of registers) {
    const month = path.slice(prefix.length);
    if (path.startsWith(prefix) && value !== null && isMonth(month)) found.set(month, cadenceOf(value));
  }
  return found;
}

/** The switches of single places, by their ids: `unit_cadences/<element>/<place>/<month>`. */
function placesIn(element: string, registers: Registers): Map<Hex, ReadonlyMap<string, Cadence>> {
  const prefix = `unit_cadences/${element}/`;
  const found = new Map<Hex, ReadonlyMap<string, Cadence>>();
  for (const path of registers.keys()) {
    const place = path.startsWith(prefix) ? (path.slice(prefix.length).split("/")[0] ?? "") : "";
    const months = place ? switches(`${prefix}${place}/`, registers) : null;
    if (months?.size) found.set(place.replaceAll("-", ""), months);
  }
  return found;
}

/** A checklist's items by their cadence: those that have none follow the list's. */
function checklists(plain: Asked, given: Given, registers: Registers): Asked[] {
  const groups = new Map<string, { cadence: Cadence; items: string[] }>();
  const prefix = `checklists/${plain.element}/`;
  const paths = [...registers.keys()].filter((path) => path.startsWith(prefix));
  for (const path of paths.sort()) {
    const item = mapOf(registers.get(path));
    if (!item) continue;
    const held = itemCadence(item, plain.cadence);
    const group = groups.get(JSON.stringify(held)) ?? { cadence: held, items: [] };
    group.items.push(path.slice(prefix.length));
    groups.set(JSON.stringify(held), group);
  }
  const found = groups.size > 0 ? [...groups.values()] : [{ cadence: plain.cadence, items: [] }];
  return found.map((group) => ({ ...plain, ...group, times: group.cadence.times, actors: given.inspectors ?? null }));
}

function itemCadence(item: Given, checklist: Cadence): Cadence {
  if (item.cadence != null) return cadenceOf(item.cadence);
  return item.due_day == null ? checklist : cadenceOf({ type: "monthly", due_day: item.due_day });
}

function cadenceIn(given: Given): Cadence {
  if (given.cadence != null) return cadenceOf(given.cadence);
  return given.due == null ? cadence("unspecified") : cadenceOf({ type: "once_by", dates: [...listOf(given.due)] });
}

/** The periods of one thing asked for that touch the days low..high. */
export function schedule(plan: Plan, { cadence, switches }: Asked, low: Day, high: Day, own = switches): Period[] {
  return periods(cadence, own, plan.frame, low, high);
}

/** The switches that hold for a person: the house's, and over them those of the first place of theirs with its own. */
function switchesFor({ switches, places }: Asked, who: Standing, scene: Scene): ReadonlyMap<string, Cadence> {
  if (places.size === 0) return switches;
  const answered = who.roles.flatMap(({ role, at }) => (at && (role === "head" || role === "secretary") ? [at] : []));
  for (const place of [...answered, ...who.units, ...who.branches]) {
    const own = above(place, scene).find((at) => places.has(at));
    if (own) return new Map([...switches, ...(places.get(own) ?? [])]);
  }
  return switches;
}

/** What the plan asks of a person as seen from a day, the first due before the others. `at`: the person on a day. */
export function tasks(plan: Plan, at: (day: Day) => Standing, day: Day, scene: Scene): PlanTask[] {
  const here: Scene = { ...scene, roles: plan.roles, owners: plan.owners };
  const found: PlanTask[] = [];
  for (const asked of plan.asked) {
    const daily = asked.cadence.type === "daily";
    const since = addDays(day, -(daily ? LATE_DAYS_DAILY : LATE_DAYS));
    const until = addDays(day, AHEAD_DAYS);
    let told = false;
    const own = switchesFor(asked, at(day), here);
    for (const period of schedule(plan, asked, since, daily ? day : until, own)) {
      const state = stateOn(period, day);
      if (state === null || (state === "late" && (period.due ?? "") < since)) continue;
      if (state === "ahead" && (told || period.opens > until)) continue;
      told ||= state === "ahead";
      const then = period.due !== null && period.due < day ? period.due : day;
      for (const part of partsOf(asked, at(then), here)) found.push({ ...period, asked, part, state });
    }
  }
  return found.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : orderOf(one) > orderOf(other) ? 1 : 0));
}

function orderOf({ due, asked, part, begin }: PlanTask): string {
  const { section, element, kind } = asked;
  return [due ?? "9999", SECTIONS.indexOf(section), element, kind, part, begin].join("\u0000");
}

/** What a period is on a day; null where it is over and nothing of it can be late. */
export function stateOn(period: Period, day: Day): TaskState | null {
  if (day < period.opens) return "ahead";
  if (period.due === null) return day <= period.end ? "open" : null;
  if (day === period.due) return "due_today";
  return day < period.due ? "open" : "late";
}

/** What a person has to do with it: to do it, to see that it is done, both or nothing. */
export function partsOf({ section, element, kind, actors }: Asked, who: Standing, scene: Scene): PlanTask["part"][] {
  const found: PlanTask["part"][] = [];
  const outside = isOutside(actors, scene);
  if (!outside && speaks(actors, who, scene)) found.push("actor");
  if (outside || (section === "evaluations" && !RUN_BY_THEMSELVES.includes(kind))) {
    const owner = scene.owners.get(element);
    if (
      owner === undefined
        ? speaks("organiser", who, { ...scene, owners: new Map(), roles: new Map() })
        : owner === who.id
    ) {
      found.push("organiser");
    }
  }
  return found;
}
