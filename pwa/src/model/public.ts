/** 患者评价与投诉: what tallies, flags, cases and complaints say. */

import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import { fieldOf, under, valueAt } from "./facts";
import { idOf } from "./ids";

export interface Share {
  readonly n: number;
  readonly counted: number;
  readonly satisfied: number;
  readonly rate: string | null;
}

export function shareOf(value: Value | undefined): Share {
  const rate = fieldOf(value, "rate");
  return {
    n: Number(fieldOf(value, "n") ?? 0),
    counted: Number(fieldOf(value, "counted") ?? 0),
    satisfied: Number(fieldOf(value, "satisfied") ?? 0),
    rate: typeof rate === "string" ? rate : null,
  };
}

export interface Tally {
  readonly id: Hex;
  readonly unit: Hex;
  readonly period: string;
  readonly counted: Share;
  readonly poster: Share;
  readonly held: number;
  readonly dropped: number;
}

export function tallyOf(doc: Doc): Tally {
  return {
    id: doc.id,
    unit: idOf(valueAt(doc, "unit")) ?? "",
    period: String(valueAt(doc, "period") ?? ""),
    counted: shareOf(valueAt(doc, "counted")),
    poster: shareOf(valueAt(doc, "poster")),
    held: Number(valueAt(doc, "held") ?? 0),
    dropped: Number(valueAt(doc, "dropped") ?? 0),
  };
}

/** What one unit's tallies of a month, on whichever form, add up to. */
export function together(tallies: readonly Tally[]): Map<Hex, Share> {
  const units = new Map<Hex, Share>();
  for (const { unit, counted } of tallies) {
    const before = units.get(unit) ?? { n: 0, counted: 0, satisfied: 0, rate: null };
    units.set(unit, {
      n: before.n + counted.n,
      counted: before.counted + counted.counted,
      satisfied: before.satisfied + counted.satisfied,
      rate: null,
    });
  }
  return units;
}

export interface Ruling {
  readonly counts: boolean;
  readonly reason: string;
}

/** The first ruling stands. */
export function rulingOf(doc: Doc): Ruling | null {
  const said = under(doc.registers, "rulings/");
  said.sort((one, other) => ((doc.registers.get(one)?.stamp ?? "") < (doc.registers.get(other)?.stamp ?? "") ? -1 : 1));
  const first = said[0];
  if (!first) return null;
  const value = valueAt(doc, first);
  return { counts: fieldOf(value, "counts") === true, reason: String(fieldOf(value, "reason") ?? "") };
}

/** The number of the next reply or line: those that stand are never written over. */
export function nextOf(doc: Doc, prefix: string): number {
  const taken = under(doc.registers, prefix).map((path) => Number(path.slice(prefix.length)) || 0);
  return 1 + Math.max(0, ...taken);
}

/** A number for one that is written now: another phone that writes at the same time draws another one. */
export function freshOf(doc: Doc, prefix: string, lot: number = Math.random()): number {
  const taken = new Set(under(doc.registers, prefix).map((path) => Number(path.slice(prefix.length))));
  const free = Array.from({ length: 899 }, (_, place) => 101 + place).filter((each) => !taken.has(each));
  return free[Math.floor(lot * free.length)] ?? nextOf(doc, prefix);
}

export interface Line {
  readonly path: string;
  readonly mine: boolean;
  readonly stamp: string;
  readonly text: string;
}

/** What was said to and fro behind the code, by when. */
export function linesOf(doc: Doc): Line[] {
  return ["said/", "replies/"]
    .flatMap((prefix) => under(doc.registers, prefix))
    .map((path) => ({
      path,
      mine: path.startsWith("replies/"),
      stamp: String(doc.registers.get(path)?.stamp ?? ""),
      text: String(valueAt(doc, path) ?? ""),
    }))
    .sort((one, other) => (one.stamp < other.stamp ? -1 : 1));
}

/** Whether who complained or rated has written since the last answer. */
export function asksAgain(doc: Doc): boolean {
  const lines = linesOf(doc);
  return lines.some(({ mine }) => mine) && lines.at(-1)?.mine === false;
}

export function isOpen(doc: Doc): boolean {
  return valueAt(doc, doc.kind === "complaint" ? "finding" : "closed") === undefined;
}

/** By when the next thing is due: the first answer, then that it is set right. */
export function dueOf(doc: Doc): string {
  const answered = under(doc.registers, "replies/").length > 0;
  if (doc.kind === "complaint") return answered ? "" : String(valueAt(doc, "due_on") ?? "");
  if (!answered) return String(valueAt(doc, "callback_by") ?? "");
  return valueAt(doc, "rectified") ? "" : String(valueAt(doc, "rectify_by") ?? "");
}

/** So long one-time codes are good where nobody has said otherwise, and at most. */
export const VALID_DAYS = 90;
export const VALID_DAYS_MAX = 366;

/** Whether the last day of a batch's codes has passed; a kiosk and a poster may have none. */
export function isOver(batch: Doc, day: Day): boolean {
  const until = valueAt(batch, "until");
  return typeof until === "string" && day > until;
}

export type BatchState = "inactive" | "active" | "stopped" | "over";

/** 批次状态: stopped for good, over by its day, in use, or waiting for its number to be typed. */
export function batchState(batch: Doc, day: Day): BatchState {
  if (batch.registers.has("stopped")) return "stopped";
  if (isOver(batch, day)) return "over";
  return batch.registers.has("activated") ? "active" : "inactive";
}
