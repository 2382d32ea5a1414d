/**
 * 考核结果: what a month, quarter or year came to, for a person or a group, and the closing of months.
 * Promises: pure; a group below its threshold has no number to show; nothing is rounded here but for show.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { ProgrammeScore } from "./generated";
import { idOf } from "./ids";
import { type Measured, N_MIN } from "./ranking";

export type SubjectKind = "person" | "department" | "window" | "branch" | "institution";

/** 组成: one thing that a result is made of; `value` in hundredths of the full measure, as decimal text. */
export interface Component {
  readonly id: string;
  readonly source: string;
  readonly value: string;
  readonly n: number;
  readonly weight?: string;
  /** True where the programme's scoring model draws on it. */
  readonly counts?: boolean;
  readonly hits?: number;
  readonly sum?: string;
  readonly squares?: string;
}

export interface Row {
  readonly person: Hex;
  readonly total: string | null;
  /** The decided one where there is one, else the proposed. */
  readonly grade: string | null;
  /** True where another grade than the proposed one was given. */
  readonly changed: boolean;
  readonly hits: number;
  readonly due: number;
}

export interface Earlier {
  readonly total: string | null;
  readonly grade: string | null;
  readonly computedAt: number;
}

/** 期间定级: who decides on the grade; `grade` is null while it waits. */
export interface Decided {
  readonly decider: string;
  readonly grade: string | null;
  readonly proposed: string | null;
  readonly reason: string;
  readonly by: Hex | null;
}

export interface PeriodResult {
  readonly id: Hex;
  readonly period: string;
  readonly subject: Hex;
  readonly kind: SubjectKind;
  readonly components: readonly Component[];
  readonly total: string | null;
  readonly grade: string | null;
  readonly next: { readonly grade: string; readonly lacking: string } | null;
  readonly months: readonly string[];
  readonly people: number;
  readonly below: boolean;
  readonly rows: readonly Row[];
  readonly revision: number;
  readonly reason: string;
  readonly earlier: readonly Earlier[];
  readonly late: number;
  readonly reopened: boolean;
  /** The programme whose scoring model judges; null for the default one. */
  readonly judgedBy: Hex | null;
  /** What each programme's model made of it. */
  readonly scores: ReadonlyMap<Hex, ProgrammeScore>;
  readonly measured: Measured | null;
  /** null where the programme has nobody decide on grades. */
  readonly decision: Decided | null;
}

type Fields = { readonly [key: string]: Value };

function mapOf(value: Value | undefined): Fields {
  const plain = value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array);
  return plain ? (value as Fields) : {};
}

function text(value: Value | undefined): string | null {
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function count(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}

function rowsOf(doc: Doc): Row[] {
  const rows: Row[] = [];
  for (const [path, { value }] of doc.registers) {
    const person = path.startsWith("rows/") && value !== null ? idOf(path.slice(5)) : null;
    if (!person) continue;
    const row = mapOf(value);
    const decided = mapOf(doc.registers.get(`decided/${path.slice(5)}`)?.value);
    rows.push({
      person,
      total: text(row.total),
      grade: text(decided.grade) ?? text(row.grade),
      changed: decided.changed === true,
      hits: count(row.hits),
      due: count(row.due),
    });
  }
  return rows;
}

function earlierOf(doc: Doc): Earlier[] {
  const found: [number, Earlier][] = [];
  for (const [path, { value }] of doc.registers) {
    if (!path.startsWith("earlier/")) continue;
    const said = mapOf(value);
    const one = { total: text(said.total), grade: text(said.grade), computedAt: count(said.computed_at) };
    found.push([Number(path.slice(8)), one]);
  }
  return found.sort(([one], [other]) => one - other).map(([, said]) => said);
}

function decisionOf(value: Value | undefined): Decided | null {
  const said = mapOf(value);
  const decider = text(said.decider);
  if (decider === null) return null;
  return {
    decider,
    grade: text(said.grade),
    proposed: text(said.proposed),
    reason: text(said.reason) ?? "",
    by: idOf(said.by),
  };
}

function scoresOf(doc: Doc): Map<Hex, ProgrammeScore> {
  const found = new Map<Hex, ProgrammeScore>();
  for (const [path, { value }] of doc.registers) {
    const programme = path.startsWith("scores/") && value !== null ? idOf(path.slice(7)) : null;
    if (programme) found.set(programme, mapOf(value) as unknown as ProgrammeScore);
  }
  return found;
}

/** The result of a document; null where it is not whole. */
export function periodResultOf(doc: Doc): PeriodResult | null {
  const value = (path: string) => doc.registers.get(path)?.value;
  const subject = idOf(value("subject"));
  const period = text(value("period"));
  if (!subject || !period) return null;
  const next = mapOf(value("next"));
  const listed = value("components");
  const people = count(value("people"));
  const sum = text(value("sum"));
  return {
    id: doc.id,
    period,
    subject,
    kind: String(value("subject_kind") ?? "person") as SubjectKind,
    components: (Array.isArray(listed) ? listed : []) as unknown as Component[],
    total: text(value("total")),
    grade: text(value("grade")),
    next: typeof next.grade === "string" ? { grade: next.grade, lacking: text(next.lacking) ?? "0" } : null,
    months: (value("months") ?? []) as string[],
    people,
    below: value("below") === true,
    rows: rowsOf(doc),
    revision: count(value("revision")),
    reason: text(value("reason")) ?? "",
    earlier: earlierOf(doc),
    late: count(value("late")),
    reopened: value("reopened") === true,
    judgedBy: idOf(value("judged_by")),
    scores: scoresOf(doc),
    decision: decisionOf(value("decision")),
    measured:
      sum === null ? null : { id: subject, n: people, sum, squares: text(value("squares")) ?? "0", ceiling: 100 },
  };
}

/** A decimal text without the zeros that say nothing: 90.50 as 90.5. */
export function short(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

export type Span = "month" | "quarter" | "year";

export function spanOf(period: string): Span {
  return period.length === 4 ? "year" : period.includes("Q") ? "quarter" : "month";
}

/** What stands behind the first slash of `self/…` and `peer/…`; null for what is no aspect. */
export function aspectOf(component: Component): string | null {
  const cut = component.id.indexOf("/");
  return cut < 0 ? null : component.id.slice(cut + 1);
}

/** How a contest's aspect begins: with the word for "compare", as in the five contests. */
const CONTEST = "self/\u6bd4";

/** The aspects that the radar shows: the contests where there are three of them, else all, never more than eight. */
export function contests(components: readonly Component[]): Component[] {
  const own = components.filter(({ id }) => id.startsWith("self/"));
  const five = own.filter(({ id }) => id.startsWith(CONTEST));
  return (five.length >= 3 ? five : own).slice(0, 8);
}

/** What a component could still bring to the total, in points; and for days, what each further day brings. */
export interface Gain {
  readonly component: Component;
  readonly points: number;
  readonly each: number | null;
}

/** Where the points lie that are missing to the next grade, the most first. */
export function gains(result: PeriodResult): Gain[] {
  const found: Gain[] = [];
  for (const component of result.components) {
    const weight = Number(component.weight ?? 0);
    const points = (weight * (100 - Number(component.value))) / 100;
    if (points >= 0.005)
      found.push({ component, points, each: component.hits === undefined ? null : weight / component.n });
  }
  return found.sort((one, other) => other.points - one.points);
}

/** How a group is measured for a ranking: by its people's totals, or by the share of days filled in. */
export function measuredBy(result: PeriodResult, by: "total" | "days"): Measured {
  if (by === "total") return result.measured ?? measuredAsOne(result);
  const days = result.components.find(({ id }) => id === "days");
  return { id: result.subject, n: days?.n ?? 0, hits: days?.hits ?? 0 };
}

/** A place that a programme judges itself has its one score: no mean of people, and no interval. */
function measuredAsOne({ subject, judgedBy, kind, total }: PeriodResult): Measured {
  if (!judgedBy || kind === "person" || total === null) return { id: subject, n: 0 };
  const hundredths = Math.round(Number(total) * 100);
  const text = (n: number, places: number) => (n / 10 ** places).toFixed(places);
  const sum = text(hundredths * N_MIN, 2);
  return { id: subject, n: N_MIN, sum, squares: text(hundredths * hundredths * N_MIN, 4) };
}

/** How many rows have each grade, the one of the highest total first. */
export function gradeCounts(rows: readonly Row[]): [string, number][] {
  const counts = new Map<string, number>();
  const falling = [...rows].sort((one, other) => Number(other.total ?? 0) - Number(one.total ?? 0));
  for (const { grade } of falling) if (grade) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  return [...counts];
}

/** 月度结账: where a month stands. */
export interface MonthClose {
  readonly id: Hex;
  readonly month: string;
  readonly closings: number;
  readonly reopenings: number;
  readonly corrections: number;
  /** What the server has made of it: its results are there. */
  readonly done: boolean;
  readonly results: number;
  readonly late: number;
  readonly reasons: readonly string[];
}

export function monthCloseOf(doc: Doc): MonthClose {
  const counts = { closings: 0, reopenings: 0, corrections: 0, late: 0 };
  const reasons: [string, string][] = [];
  for (const [path, register] of doc.registers) {
    const family = path.slice(0, path.indexOf("/")) as keyof typeof counts;
    if (!(family in counts)) continue;
    counts[family] += family === "late" ? Number(count(register.value) > 0) : 1;
    if (family !== "late" && register.value) reasons.push([register.stamp, String(register.value)]);
  }
  reasons.sort(([one], [other]) => (one < other ? -1 : 1));
  const closed = counts.closings > counts.reopenings;
  return {
    id: doc.id,
    month: text(doc.registers.get("period")?.value) ?? "",
    ...counts,
    done: closed && doc.registers.get("state")?.value === "closed" && !doc.waiting,
    results: count(doc.registers.get("results")?.value),
    reasons: reasons.map(([, said]) => said),
  };
}
