/**
 * 阶段、节点、时段: the stages of a plan and the days they come to. Mirror of models/stage.py.
 * Promises: stages may nest, overlap, leave gaps, lack an end or be absent; pure.
 */

import { addDays, type Day } from "./day";
import { type Given, listOf, mapOf, text, whole } from "./given";
import { dayOfMonth, firstDay, isPlanDay, isWholeDay, lastDay, monthAfter } from "./plan-day";

/** 时段: a window around a day of each year (`05-01`) or one day; null: not known yet. */
export interface Moving {
  readonly title: string;
  readonly at: string | null;
  readonly around: number;
  readonly year: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** 阶段 */
export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly due: readonly string[];
  readonly yearEnd: number | null;
  readonly months: number | null;
  readonly parent: string | null;
  readonly moving: readonly Moving[];
}

/** 起止: null where it is open. */
export interface Stretch {
  readonly begin: Day | null;
  readonly end: Day | null;
}

const YEARS = [1900, 2999] as const;
const DURATION = /^P(?:([1-9]\d?)Y)?(?:([1-9]\d?)M)?$/;
const AROUND_MAX = 60;

export function stageOf(id: string, given: Given): Stage {
  const duration = typeof given.duration === "string" ? DURATION.exec(given.duration) : null;
  const kind = ["stage", "milestone", "window"].find((each) => each === given.kind);
  const supposed =
    listOf(given.moving).length > 0 ? "window" : listOf(given.due).length > 0 && !given.from ? "milestone" : "stage";
  return {
    id: text(given.id) || id,
    title: text(given.title),
    kind: kind ?? supposed,
    from: planDay(given.from),
    to: planDay(given.to),
    due: [...new Set(listOf(given.due).filter(isPlanDay))].sort(),
    yearEnd: given.at === "year_end" ? whole(given.year, ...YEARS) : null,
    months: Number(duration?.[1] ?? 0) * 12 + Number(duration?.[2] ?? 0) || null,
    parent: text(given.parent) || null,
    moving: listOf(given.moving).map((each) =>
      movingOf(typeof each === "string" ? { title: each } : (mapOf(each) ?? {})),
    ),
  };
}

function planDay(value: Given[string] | undefined): string | null {
  return isPlanDay(value) ? value : null;
}

function movingOf(given: Given): Moving {
  const { at } = given;
  const known = typeof at === "string" && isWholeDay(at.length === 5 ? `2024-${at}` : at);
  return {
    title: text(given.title),
    at: known ? at : null,
    around: whole(given.around_days, 0, AROUND_MAX) ?? 0,
    year: whole(given.year, ...YEARS),
    from: planDay(given.from),
    to: planDay(given.to),
  };
}

/** First and last day of a stage; a plan that begins on `startsOn` begins those that say only how long. */
export function stretchOf(stage: Stage, startsOn: Day | null): Stretch {
  let begin = stage.from === null ? null : firstDay(stage.from);
  const end = stage.to === null ? null : lastDay(stage.to);
  if (stage.yearEnd !== null) return { begin: begin ?? `${stage.yearEnd}-12-01`, end: end ?? `${stage.yearEnd}-12-31` };
  const last = stage.due.at(-1);
  if (last) return { begin, end: end ?? lastDay(last) };
  if (stage.months !== null && end === null) {
    begin ??= startsOn;
    return { begin, end: begin === null ? null : afterMonths(begin, stage.months) };
  }
  return { begin, end };
}

function afterMonths(begin: Day, months: number): Day {
  return addDays(dayOfMonth(monthAfter(begin.slice(0, 7), months), Number(begin.slice(8))), -1);
}

/** The days on which a milestone is due. */
export function dueDays(stage: Stage): Day[] {
  const days = new Set(stage.due.map(lastDay));
  if (stage.kind === "milestone" && stage.yearEnd !== null) days.add(`${stage.yearEnd}-12-31`);
  return [...days].sort();
}

export function covers({ begin, end }: Stretch, day: Day): boolean {
  return (begin === null || begin <= day) && (end === null || day <= end);
}

/** The windows of a stage in these years, those inside the plan; one whose day is not known has none. */
export function windows(stage: Stage, within: Stretch, years: readonly number[]): [Moving, Stretch][] {
  const found: [Moving, Stretch][] = [];
  for (const moving of stage.moving) {
    if (moving.from !== null || moving.to !== null) {
      const begin = moving.from === null ? null : firstDay(moving.from);
      found.push([moving, { begin, end: moving.to === null ? null : lastDay(moving.to) }]);
      continue;
    }
    for (const middle of middles(moving, years)) {
      if (!covers(within, middle)) continue;
      found.push([moving, { begin: addDays(middle, -moving.around), end: addDays(middle, moving.around) }]);
    }
  }
  return found;
}

function middles({ at, year }: Moving, years: readonly number[]): Day[] {
  if (at === null) return [];
  if (at.length > 5) return [at];
  const wanted = [...new Set(years)].sort((one, other) => one - other).filter((each) => year === null || each === year);
  return wanted.map((each) => `${each}-${at}`).filter((day) => addDays(day, 0) === day);
}

/**
 * From when to when a plan runs: as it says, else from its first stage to the end of its last. A stage that begins and
 * doesn't end leaves it open, unless the stage it is part of ends.
 */
export function planStretch(stages: readonly Stage[], startsOn: Day | null, endsOn: Day | null): Stretch {
  const begins = stages.map((stage) => stretchOf(stage, null).begin).filter((day) => day !== null);
  const begin = startsOn ?? begins.sort()[0] ?? null;
  if (endsOn !== null) return { begin, end: endsOn };
  const ended = new Map(stages.map((stage) => [stage.id, stretchOf(stage, begin).end]));
  const goesOn = (stage: Stage) =>
    stage.kind === "stage" && stage.from !== null && !ended.get(stage.id) && !(stage.parent && ended.get(stage.parent));
  const ends = [...ended.values()].filter((day) => day !== null);
  return { begin, end: stages.some(goesOn) ? null : (ends.sort().at(-1) ?? null) };
}
