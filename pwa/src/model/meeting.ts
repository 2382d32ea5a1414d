/**
 * 支部会议: how a meeting stands: its agenda in order, what it decided, whether enough have come. Mirror of
 * `models/meeting_standing.py`.
 * Promises: pure, and the same as Python for every case of meeting.json; any order of arrival gives the same.
 */
import type { Hex, Value } from "../sync/interface";
import { fieldOf, type Registers, stampOf, under } from "./facts";
import type { MeetingItemKind } from "./generated";
import { idOf } from "./ids";

export type MeetingState = "planned" | "begun" | "ended" | "signed";
export const QUORUMS = [">1/2", "2/3", "4/5"] as const;
export type Quorum = (typeof QUORUMS)[number];
export type Becomes = "note" | "task" | "order";

/** 议程项 */
export interface AgendaItem {
  readonly name: string;
  readonly kind: MeetingItemKind;
  readonly title: string;
  readonly order: number;
  readonly doc: Hex | null;
}

/** 决定 */
export interface Decision {
  readonly name: string;
  readonly text: string;
  readonly becomes: Becomes;
  readonly item: string;
  readonly responsible: Hex | null;
  readonly unit: Hex | null;
  readonly dueOn: string;
  /** The task or order that it became. */
  readonly doc: Hex | null;
}

export function meetingState(registers: Registers): MeetingState {
  if (stampOf(registers, "ended") === null) return stampOf(registers, "begun") === null ? "planned" : "begun";
  return under(registers, "signed/").length > 0 ? "signed" : "ended";
}

const words = (value: Value | undefined, name: string) => {
  const found = fieldOf(value, name);
  return typeof found === "string" ? found : "";
};

/** Items by their place; those of one place by their names. */
export function agendaOf(registers: Registers): AgendaItem[] {
  const found = under(registers, "agenda/").map((path): AgendaItem => {
    const value = registers.get(path)?.value;
    return {
      name: path.slice("agenda/".length),
      kind: (words(value, "kind") || "other") as MeetingItemKind,
      title: words(value, "title"),
      order: Number(fieldOf(value, "order") ?? 0),
      doc: idOf(fieldOf(value, "doc")),
    };
  });
  return found.sort((one, other) => one.order - other.order || (one.name < other.name ? -1 : 1));
}

/** By the agenda's order of what they are about, those about nothing last; within that as they were written. */
export function decisionsOf(registers: Registers): Decision[] {
  const places = agendaOf(registers).map(({ name }) => name);
  const placeOf = (item: string) => (places.includes(item) ? places.indexOf(item) : places.length);
  const found = under(registers, "decisions/").map((path): Decision => {
    const value = registers.get(path)?.value;
    return {
      name: path.slice("decisions/".length),
      text: words(value, "text"),
      becomes: (words(value, "becomes") || "note") as Becomes,
      item: words(value, "item"),
      responsible: idOf(fieldOf(value, "responsible")),
      unit: idOf(fieldOf(value, "unit")),
      dueOn: words(value, "due_on"),
      doc: idOf(fieldOf(value, "doc")),
    };
  });
  return found.sort((one, other) => placeOf(one.item) - placeOf(other.item) || (one.name < other.name ? -1 : 1));
}

/** How many must be present: more than half, or at least two thirds or four fifths of those due. */
export function needed(quorum: string, due: number): number {
  if (quorum === "2/3") return Math.ceil((due * 2) / 3);
  return quorum === "4/5" ? Math.ceil((due * 4) / 5) : Math.floor(due / 2) + 1;
}

/** What is at hand: the item that was turned to, else the first. */
export function atHand(registers: Registers): AgendaItem | null {
  const items = agendaOf(registers);
  const at = registers.get("at")?.value;
  return items.find(({ name }) => name === at) ?? items[0] ?? null;
}

export function itemAfter(registers: Registers): AgendaItem | null {
  const items = agendaOf(registers);
  const here = atHand(registers);
  return items[items.findIndex(({ name }) => name === here?.name) + 1] ?? null;
}
