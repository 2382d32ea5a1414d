/**
 * The agenda that a month's data suggest: what is due, open or late, in the order in which a branch goes through it.
 * Promises: pure; nothing is suggested twice, and nothing of which there is nothing.
 */
import type { Hex } from "../sync/interface";
import type { MeetingItemKind } from "./generated";
import type { AgendaItem } from "./meeting";

/** 本月情况: what there is to speak of, as far as this phone may read it. */
export interface Month {
  /** Rounds of review that are open or not decided. */
  readonly evaluations: number;
  /** The last month that has results; "" for none. */
  readonly results: string;
  readonly findings: number;
  readonly ordersOver: number;
  readonly orders: number;
  /** Pledges that wait for a review or a grade. */
  readonly pledges: number;
  readonly complaints: number;
  readonly complaintsOver: number;
  /** Members on whom nothing has been said this quarter. */
  readonly commentary: number;
  readonly polls: readonly { readonly id: Hex; readonly title: string }[];
}

export const NOTHING: Month = {
  evaluations: 0,
  results: "",
  findings: 0,
  ordersOver: 0,
  orders: 0,
  pledges: 0,
  complaints: 0,
  complaintsOver: 0,
  commentary: 0,
  polls: [],
};

/** 建议的议程项: `n` is how many there are, `late` of them overdue; a poll has its own title. */
export interface Suggested {
  readonly kind: MeetingItemKind;
  readonly n: number;
  readonly late: number;
  readonly doc: Hex | null;
  readonly title: string;
}

export function draftAgenda(month: Month, standing: readonly AgendaItem[] = []): Suggested[] {
  const of = (kind: MeetingItemKind, n: number, late = 0): Suggested => ({ kind, n, late, doc: null, title: "" });
  const found = [
    month.results ? { ...of("results", 0), title: month.results } : null,
    month.evaluations > 0 ? of("evaluations", month.evaluations) : null,
    month.findings > 0 ? of("findings", month.findings) : null,
    month.orders + month.ordersOver > 0
      ? of("orders", Math.max(month.orders, month.ordersOver), month.ordersOver)
      : null,
    month.complaints > 0 ? of("complaints", month.complaints, month.complaintsOver) : null,
    month.pledges > 0 ? of("pledges", month.pledges) : null,
    month.commentary > 0 ? of("commentary", month.commentary) : null,
    ...month.polls.map(({ id, title }) => ({ ...of("poll", 0), doc: id, title })),
  ];
  const stands = (one: Suggested) =>
    standing.some((item) => item.kind === one.kind && (one.kind !== "poll" || item.doc === one.doc));
  return found.filter((one) => one !== null).filter((one) => !stands(one));
}

/** The place after the item at an index; before the first for -1. */
export function orderAfter(items: readonly AgendaItem[], index: number): number {
  const [before, behind] = [items[index], items[index + 1]];
  if (!before) return behind ? behind.order / 2 : 1;
  return behind ? (before.order + behind.order) / 2 : Math.floor(before.order) + 1;
}
