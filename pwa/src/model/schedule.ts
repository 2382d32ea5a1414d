/**
 * 日程: the periods that a cadence makes of a plan's days. Mirror of models/schedule.py, by tests/vectors/timetable.json.
 * Promises: pure; a period never reaches beyond the plan; a switch of cadence begins with its month.
 */
import type { Cadence } from "./cadence";
import { addDays, type Day, weekdayOf } from "./day";
import { dayOfMonth, firstDay, lastDay, monthAfter } from "./plan-day";
import { type Stage, type Stretch, stretchOf } from "./stages";
import { moved, type WorkingDays, works } from "./working-days";

/** 周期段: no `due`: nothing is ever late. */
export interface Period {
  readonly begin: Day;
  readonly end: Day;
  /** `2012-06`, `2012Q2`, `2012H1`, `2012`, a day, two with a stroke between, or `stage:<id>`. */
  readonly label: string;
  readonly opens: Day;
  readonly due: Day | null;
  readonly remind: Day | null;
}

/** 框架 */
export interface Frame {
  readonly within: Stretch;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly days: WorkingDays;
  readonly endedOn: Day | null;
}

interface Raw {
  readonly begin: Day;
  readonly end: Day;
  readonly label: string;
  readonly due: Day | null;
  readonly opens?: Day;
  /** Written with its own days: the plan's stretch doesn't cut it. */
  readonly own?: boolean;
}

interface Task {
  readonly cadence: Cadence;
  readonly held: Stretch;
  readonly frame: Frame;
  readonly low: Day;
  readonly high: Day;
}

const EARLIEST = "0001-01-01";
const LATEST = "9998-12-31";
const REMIND_DAYS = 3;
const MOVED_DAYS_MAX = 20;

/** The periods that touch low..high, where another cadence holds from some months on. */
export function periods(
  cadence: Cadence,
  switches: ReadonlyMap<string, Cadence>,
  frame: Frame,
  low: Day,
  high: Day,
): Period[] {
  const months = [...switches.keys()].sort();
  const found = new Map<string, Period>();
  for (const [at, month] of ["", ...months].entries()) {
    const next = months[at];
    const held = { begin: month ? firstDay(month) : null, end: next ? addDays(firstDay(next), -1) : null };
    for (const period of within({ cadence: switches.get(month) ?? cadence, held, frame, low, high })) {
      found.set(JSON.stringify(period), period);
    }
  }
  const key = ({ begin, end, label, due, opens, remind }: Period) =>
    [begin, end, label, due ?? "", opens, remind ?? ""].join(" ");
  return [...found.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function within({ cadence, held, frame, low, high }: Task): Period[] {
  if (cadence.type === "choice_of" || cadence.type === "combined") {
    const of = cadence.type === "combined" ? cadence.of : cadence.of.slice(0, 1);
    return of.flatMap((each) => within({ cadence: each, held, frame, low, high }));
  }
  const make = MAKERS.get(cadence.type);
  if (!make) return [];
  const begin = later(held.begin ?? EARLIEST, frame.within.begin ?? EARLIEST);
  const ended = frame.endedOn ?? LATEST;
  const end = earlier(earlier(held.end ?? LATEST, frame.within.end ?? LATEST), ended);
  const from = later(begin, addDays(low, -MOVED_DAYS_MAX));
  const found: Period[] = [];
  for (const raw of make({ cadence, held, frame, low: from, high: earlier(end, high) })) {
    const own = { begin: held.begin ?? EARLIEST, end: earlier(held.end ?? LATEST, ended) };
    const period = cut(raw, cadence, raw.own ? own : { begin, end }, frame);
    if (period && period.begin <= high && low <= later(period.end, period.due ?? EARLIEST)) found.push(period);
  }
  return found;
}

/** A period as it stands inside the plan; null where nothing of it is left. */
function cut(raw: Raw, cadence: Cadence, inside: { begin: Day; end: Day }, frame: Frame): Period | null {
  const begin = later(raw.begin, inside.begin);
  const end = earlier(raw.end, inside.end);
  if (begin > end || (raw.due !== null && raw.due < begin)) return null;
  const opens = earlier(later(begin, raw.opens ?? begin), end);
  const { label } = raw;
  if (raw.due === null) return { begin, end, label, opens, due: null, remind: null };
  const due = moved(frame.days, earlier(raw.due, end), cadence.onHoliday);
  const before = cadence.remindDays ?? { daily: 0, weekly: 1 }[cadence.type] ?? REMIND_DAYS;
  const remind = before ? later(opens, addDays(due, -before)) : null;
  return { begin, end, label, opens: earlier(opens, due), due, remind };
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function* onceBy({ cadence, frame }: Task): Generator<Raw> {
  let before: Day | null = null;
  for (const due of cadence.dates.map(lastDay)) {
    const begin = before === null ? earlier(frame.within.begin ?? `${due.slice(0, 8)}01`, due) : addDays(before, 1);
    yield { begin: earlier(begin, due), end: due, label: due, due, own: true };
    before = due;
  }
}

function* daily({ cadence, frame, low, high }: Task): Generator<Raw> {
  for (let day = low; day <= high; day = addDays(day, 1)) {
    if (!cadence.workingDays || works(frame.days, day)) yield { begin: day, end: day, label: day, due: day };
  }
}

function* weekly({ cadence, low, high }: Task): Generator<Raw> {
  if (low > high) return;
  for (let monday = addDays(low, -weekdayOf(low)); monday <= high; monday = addDays(monday, 7)) {
    const end = addDays(monday, 6);
    yield { begin: monday, end, label: `${monday}/${end}`, due: addDays(monday, cadence.weekday - 1) };
  }
}

function everyMonths(count: number, label: (month: string) => string) {
  return function* ({ cadence, held, low, high }: Task): Generator<Raw> {
    const offset = count === 2 && held.begin ? (Number(held.begin.slice(5, 7)) - 1) % 2 : 0;
    for (const month of monthsBetween(low, high, count, offset)) yield stretch(month, count, label(month), cadence);
  };
}

function* namedMonths({ cadence, low, high }: Task): Generator<Raw> {
  for (const named of cadence.months) {
    if (named.length > 2) yield { ...stretch(named, 1, named, cadence), own: true };
  }
  for (const month of monthsBetween(low, high, 1, 0)) {
    if (cadence.months.includes(month.slice(5))) yield stretch(month, 1, month, cadence);
  }
}

function* yearEnd({ low, high }: Task): Generator<Raw> {
  for (const month of monthsBetween(low, high, 12, 0)) {
    const year = month.slice(0, 4);
    yield { begin: `${year}-01-01`, end: `${year}-12-31`, label: year, due: `${year}-12-31`, opens: `${year}-12-01` };
  }
}

function* inStage({ cadence, frame }: Task): Generator<Raw> {
  const stage = frame.stages.get(cadence.stage);
  if (!stage) return;
  const { begin, end } = stretchOf(stage, frame.within.begin);
  yield {
    begin: begin ?? frame.within.begin ?? EARLIEST,
    end: end ?? frame.within.end ?? LATEST,
    label: `stage:${stage.id}`,
    due: end,
    own: true,
  };
}

function* periodic({ low, high }: Task): Generator<Raw> {
  for (const month of monthsBetween(low, high, 1, 0)) {
    yield { begin: firstDay(month), end: lastDay(month), label: month, due: null };
  }
}

/** The first months of the stretches of `step` months that touch low..high, counted from January and `offset`. */
function* monthsBetween(low: Day, high: Day, step: number, offset: number): Generator<string> {
  if (low > high) return;
  const number = Number(low.slice(5, 7)) - 1;
  const back = (number - offset + step) % step;
  let month = Number(low.slice(0, 4)) * 12 + number - back >= 12 ? monthAfter(low.slice(0, 7), -back) : low.slice(0, 7);
  for (; firstDay(month) <= high; month = monthAfter(month, step)) yield month;
}

function stretch(month: string, count: number, label: string, { dueDay }: Cadence): Raw {
  const last = monthAfter(month, count - 1);
  const end = lastDay(last);
  return { begin: firstDay(month), end, label, due: dueDay === null ? end : dayOfMonth(last, dueDay) };
}

const numbered = (letter: string, months: number) => (month: string) =>
  `${month.slice(0, 4)}${letter}${Math.floor(Number(month.slice(5)) / months) + 1}`;

const MAKERS = new Map<string, (task: Task) => Generator<Raw>>(
  Object.entries({
    once_by: onceBy,
    daily,
    weekly,
    monthly: everyMonths(1, (month) => month),
    bimonthly: everyMonths(2, (month) => `${month}/${monthAfter(month, 1)}`),
    quarterly: everyMonths(3, numbered("Q", 3)),
    half_yearly: everyMonths(6, numbered("H", 6)),
    months: namedMonths,
    year_end: yearEnd,
    in_stage: inStage,
    periodic,
    regular_and_irregular: periodic,
  }),
);
