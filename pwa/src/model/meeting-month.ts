/**
 * 本月情况: what the server tells a branch's meeting of its departments (`meeting_month`), whoever's documents it stands in.
 * Promises: pure; of findings, orders and complaints what the server told, and nothing worked out beside it.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import { fieldOf, under } from "./facts";
import { idOf } from "./ids";

/** 发现: one matter as a room reads it. */
export interface MonthFinding {
  /** Names it among the others. */
  readonly key: string;
  /** The document that has its picture. */
  readonly doc: Hex;
  readonly unit: Hex | null;
  readonly text: string;
  readonly suggestion: string;
  /** Building, floor and object, as far as they were said. */
  readonly where: readonly string[];
  readonly day: Day;
  readonly order: number;
  readonly praise: boolean;
  readonly fixed: boolean;
  readonly picture: Value;
  readonly publishedMs: number;
}

/** 整改单: open; without a title where that may be what a patient or a colleague said. */
export interface MonthOrder {
  readonly key: string;
  readonly unit: Hex | null;
  readonly title: string;
  readonly origin: string;
  readonly due: Day;
}

/** How much of it there is. */
export interface MonthCounts {
  readonly findings: number;
  readonly orders: number;
  readonly ordersOver: number;
  readonly complaints: number;
  readonly complaintsOver: number;
}

const words = (value: Value | undefined, name: string): string => {
  const found = fieldOf(value, name);
  return typeof found === "string" ? found : "";
};

export function findingsIn(month: Doc): MonthFinding[] {
  return under(month.registers, "findings/").map((path): MonthFinding => {
    const value = month.registers.get(path)?.value;
    const key = path.slice("findings/".length);
    return {
      key,
      doc: month.id,
      unit: idOf(fieldOf(value, "unit")),
      text: words(value, "text"),
      suggestion: words(value, "suggestion"),
      where: ["building", "floor", "object"].map((name) => words(value, name)).filter(Boolean),
      day: words(value, "day"),
      order: Number(fieldOf(value, "order") ?? 0),
      praise: fieldOf(value, "praise") === true,
      fixed: fieldOf(value, "fixed") === true,
      picture: month.registers.get(`photos/${key}`)?.value ?? null,
      publishedMs: Number(fieldOf(value, "published_at") ?? 0),
    };
  });
}

export function ordersIn(month: Doc): MonthOrder[] {
  return under(month.registers, "orders/").map((path): MonthOrder => {
    const value = month.registers.get(path)?.value;
    return {
      key: path.slice("orders/".length),
      unit: idOf(fieldOf(value, "unit")),
      title: words(value, "title"),
      origin: words(value, "origin"),
      due: words(value, "due_on"),
    };
  });
}

/** Praise is no matter to put right; what is due today isn't late yet. */
export function countsIn(month: Doc, today: Day): MonthCounts {
  const orders = ordersIn(month);
  const complaints = under(month.registers, "complaints/").map((path) => String(month.registers.get(path)?.value));
  return {
    findings: findingsIn(month).filter(({ praise }) => !praise).length,
    orders: orders.length,
    ordersOver: orders.filter(({ due }) => due < today).length,
    complaints: complaints.length,
    complaintsOver: complaints.filter((due) => due < today).length,
  };
}
