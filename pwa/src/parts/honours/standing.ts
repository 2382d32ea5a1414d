/**
 * 参评资格: who can't get an award, and why, as far as this device knows: said before anybody is put forward.
 * Promises: works without a network; what it says stands in the way does; where it can't see all, it says so. The
 * server decides.
 */
import { amountOf, asksResults, type Bar, barOf, periodsUntil, type Result } from "../../model/award-bar";
import type { Day } from "../../model/day";
import { type Given, listOf, mapOf, text } from "../../model/given";
import { idOf } from "../../model/ids";
import { OPEN, orderStanding } from "../../model/order";
import { lastDay } from "../../model/period";
import { has } from "../../model/person";
import { entryOf, errorFree } from "../../model/record-count";
import type { Doc, Hex, Value } from "../../sync/interface";
import { all, person, today } from "../here";

export interface Standing {
  readonly bar: Bar | null;
  /** Nothing is known to stand in the way, and not everything can be seen from here. */
  readonly unsure: boolean;
}

const at = ({ registers }: Doc, path: string): Value => registers.get(path)?.value ?? null;
const CLEAR: Standing = { bar: null, unsure: false };

/** For one award and one period: how anybody stands. */
export function standings(award: Given, period: string): (subject: Hex) => Standing {
  const amount = amountOf(award);
  const vetoes = listOf(award.vetoes);
  const results = asksResults(award);
  const orders = vetoes.includes("overdue_order");
  if (!amount && !results && !orders) return () => CLEAR;
  const end = lastDay(period);
  const found = resultsUntil(results ? (end < today.value ? end : today.value) : "");
  const owing = orders ? overdue() : new Set<Hex>();
  const office = has(person.value, "leader", "supervisor", "admin");
  return (subject) => {
    const seen = found.of.get(subject) ?? [];
    const facts = { results: seen, owes: owing.has(subject), reached: amount === 0 || reaches(subject, amount) };
    const bar = barOf(award, facts);
    if (bar && certain(bar, seen, office)) return { bar, unsure: false };
    const veiled = vetoes.includes("vetoed") && (!found.whole || found.lines.has(subject) || seen.length === 0);
    return { bar: null, unsure: bar !== null || !office || veiled };
  };
}

/** A veto and an order that are here are there; what is not here may only be out of this device's sight. */
function certain({ reason }: Bar, seen: readonly Result[], office: boolean): boolean {
  if (reason === "award_count_short") return office;
  const ofResults = reason === "award_total_low" || reason === "award_grade_low";
  return !ofResults || seen.some(({ total }) => total !== null);
}

interface Found {
  readonly of: ReadonlyMap<Hex, readonly Result[]>;
  /** Those of whom only the lines of their departments are here, which say no vetoes. */
  readonly lines: ReadonlySet<Hex>;
  /** Whether this device has results of every month that was closed. */
  readonly whole: boolean;
}

/** Of places, and of oneself, the results; of people, their lines on the sheets of the departments that one reads. */
function resultsUntil(day: Day): Found {
  const periods = day ? periodsUntil(day) : [];
  const place = (doc: Doc) => periods.indexOf(text(at(doc, "period")));
  const asked = all("period_result").filter((doc) => place(doc) >= 0);
  const of = new Map<Hex, Result[]>();
  const add = (subject: Hex, one: Result) => of.set(subject, [...(of.get(subject) ?? []), one]);
  const lines = new Set<Hex>();
  const own = new Set(asked.map((doc) => `${idOf(at(doc, "subject"))}/${at(doc, "period")}`));
  for (const doc of asked.sort((one, other) => place(one) - place(other))) {
    const grade = mapOf(at(doc, "decision"))?.grade || at(doc, "grade");
    add(idOf(at(doc, "subject")) ?? "", { vetoed: isVetoed(doc), total: said(at(doc, "total")), grade: said(grade) });
    if (at(doc, "subject_kind") !== "department" && at(doc, "subject_kind") !== "window") continue;
    for (const [path, { value }] of doc.registers) {
      const person = path.startsWith("rows/") && value ? idOf(path.slice(5)) : null;
      if (!person || own.has(`${person}/${at(doc, "period")}`)) continue;
      lines.add(person);
      const decided = mapOf(at(doc, `decided/${path.slice(5)}`))?.grade;
      const row = mapOf(value);
      add(person, { vetoed: false, total: said(row?.total), grade: said(decided || row?.grade) });
    }
  }
  const here = new Set(asked.map((doc) => at(doc, "period")));
  const closed = all("month_close").filter((doc) => at(doc, "state") === "closed");
  const months = closed.map((doc) => text(at(doc, "period")));
  return { of, lines, whole: months.every((month) => !periods.includes(month) || here.has(month)) };
}

const said = (value: Value | undefined): string | null => text(value) || null;

const isVetoed = ({ registers }: Doc): boolean =>
  [...registers].some(([path, { value }]) => path.startsWith("scores/") && listOf(mapOf(value)?.vetoes).length > 0);

/** Those who have an order that is past its day. */
function overdue(): Set<Hex> {
  const owing = new Set<Hex>();
  for (const doc of all("order")) {
    const { state, due_on } = orderStanding(doc.registers);
    if (!OPEN.includes(state) || !due_on || due_on >= today.value) continue;
    for (const path of ["unit", "responsible"]) owing.add(idOf(at(doc, path)) ?? "");
  }
  return owing;
}

function reaches(subject: Hex, amount: number): boolean {
  const own = all("record_entry").filter((doc) => idOf(at(doc, "person")) === subject);
  return errorFree(own.map(entryOf), [amount]).reached >= amount;
}
