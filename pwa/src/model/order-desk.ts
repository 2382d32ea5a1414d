/**
 * 整改台账: how many orders are open where, how long they took, what returns, who is in time.
 * Mirror of `models/order_desk.py`. Promises: pure; ranking is left to `ranking.ts`, which ranks nobody by too few.
 */
import type { Doc, Hex } from "../sync/interface";
import { closedAt } from "./closings";
import { type Day, dayOf } from "./day";
import { fieldOf, valueAt } from "./facts";
import { idOf, momentOf } from "./ids";
import { type Colour, colourOf, workingDaysBetween } from "./ladder";
import { dueAt, OPEN, type OrderState, orderStanding } from "./order";
import type { Measured } from "./ranking";
import type { WorkingDays } from "./working-days";

/** Working days: up to 3, 7, 15, 30, and beyond. */
export const CYCLE_ENDS = [3, 7, 15, 30] as const;
const GRAVE: readonly Colour[] = ["", "blue", "yellow", "red"];

/** 台账行: one issued order as the desk counts it. */
export interface Line {
  readonly id: Hex;
  readonly unit: Hex;
  readonly building: string;
  readonly title: string;
  /** What makes two orders the same matter. */
  readonly key: string;
  readonly state: OrderState;
  readonly colour: Colour;
  readonly issued_on: Day;
  readonly due_on: Day;
  readonly closed_on: Day;
  readonly took: number | null;
  readonly in_time: boolean | null;
}

/** 位置: what is open in one building of one unit. */
export interface Spot {
  readonly building: string;
  readonly unit: Hex;
  readonly open: number;
  readonly colour: Colour;
}

/** 反复问题: one matter that came up more than once in a unit, the latest order first. */
export interface Repeated {
  readonly unit: Hex;
  readonly title: string;
  readonly orders: readonly Hex[];
}

/** Null for a draft and for what was withdrawn. */
export function lineOf(doc: Doc, today: Day, days: WorkingDays): Line | null {
  const { registers } = doc;
  const standing = orderStanding(registers);
  const issued = registers.get("issued");
  if (!issued || issued.value === null || standing.state === "draft" || standing.state === "withdrawn") return null;
  const given = valueAt(doc, "issued_on");
  const issuedOn = typeof given === "string" ? given : dayOf(momentOf(issued.stamp));
  const closed = closedAt(registers);
  const closedOn = closed === null ? "" : dayOf(momentOf(closed));
  const title = String(valueAt(doc, "title") ?? "");
  return {
    id: doc.id,
    unit: idOf(valueAt(doc, "unit")) ?? "",
    building: String(valueAt(doc, "building") ?? "").trim(),
    title,
    key: keyOf(doc, title),
    state: standing.state,
    colour: colourOf(standing, today, days),
    issued_on: issuedOn,
    due_on: standing.due_on,
    closed_on: closedOn,
    took: closedOn ? workingDaysBetween(issuedOn, closedOn, days) : null,
    in_time: inTime(doc, today),
  };
}

export const isOpen = ({ state }: Line) => state !== "closed";

/** Buildings and units that have something open. */
export function spots(lines: readonly Line[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const line of lines.filter(isOpen)) {
    const { building, unit, colour } = line;
    const known = found.get(`${building}\n${unit}`);
    const graver = known && GRAVE.indexOf(known.colour) > GRAVE.indexOf(colour) ? known.colour : colour;
    found.set(`${building}\n${unit}`, { building, unit, open: (known?.open ?? 0) + 1, colour: graver });
  }
  return sorted([...found.values()], ({ building, unit }) => [building, unit]);
}

/** How many closed orders took up to 3, 7, 15, 30 working days, and more. */
export function cycles(lines: readonly Line[]): number[] {
  const counts = [...CYCLE_ENDS.map(() => 0), 0];
  for (const { took } of lines) {
    if (took === null) continue;
    const at = CYCLE_ENDS.filter((end) => took > end).length;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The middle number of working days, of two middle ones the larger. */
export function median(lines: readonly Line[]): number | null {
  const took = lines.flatMap((line) => (line.took === null ? [] : [line.took])).sort((one, other) => one - other);
  return took[Math.floor(took.length / 2)] ?? null;
}

/** Matters with more than one order in a unit, the most frequent first. */
export function repeated(lines: readonly Line[]): Repeated[] {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const name = `${line.unit}\n${line.key}`;
    found.set(name, [...(found.get(name) ?? []), line]);
  }
  const several = [...found.values()].filter((here) => here.length > 1);
  for (const here of several) here.sort((one, other) => (one.id < other.id ? 1 : -1));
  several.sort((one, other) => other.length - one.length || order(nameOf(one), nameOf(other)));
  return several.map((here) => ({
    unit: here[0]?.unit ?? "",
    title: here[0]?.title ?? "",
    orders: here.map(({ id }) => id),
  }));
}

/** Each unit's share of orders that were answered in time, of those of which that is settled. */
export function measured(lines: readonly Line[]): Measured[] {
  const settled = new Map<Hex, { n: number; hits: number }>();
  for (const { unit, in_time } of lines) {
    if (in_time === null) continue;
    const known = settled.get(unit) ?? { n: 0, hits: 0 };
    settled.set(unit, { n: known.n + 1, hits: known.hits + Number(in_time) });
  }
  return sorted(
    [...settled].map(([id, found]) => ({ id, ...found })),
    ({ id }) => [id],
  );
}

function nameOf(lines: readonly Line[]): string[] {
  return [lines[0]?.unit ?? "", lines[0]?.key ?? ""];
}

function order(one: readonly string[], other: readonly string[]): number {
  for (const [at, text] of one.entries()) if (text !== other[at]) return text < (other[at] ?? "") ? -1 : 1;
  return 0;
}

function sorted<T>(all: T[], by: (each: T) => readonly string[]): T[] {
  return all.sort((one, other) => order(by(one), by(other)));
}

function keyOf(doc: Doc, title: string): string {
  const part = fieldOf(valueAt(doc, "origin"), "part");
  if (typeof part === "string" && part.trim()) return `part ${part.trim()}`;
  return title
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
}

function inTime({ registers }: Doc, today: Day): boolean | null {
  const { state, round, due_on } = orderStanding(registers);
  if (OPEN.includes(state)) return due_on && today > due_on ? false : null;
  const report = registers.get(`reports/${round}`);
  if ((state !== "passed" && state !== "closed") || !report || report.value === null) return null;
  return dayOf(momentOf(report.stamp)) <= dueAt(registers, report.stamp);
}
