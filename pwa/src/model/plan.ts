/** 轮次计划: whether a round of peer review that somebody plans can be opened; the server judges it again. Pure. */
import type { Day } from "./day";

/** Fewer reviews than this may never show a result. */
export const THRESHOLD_MIN = 3;
const EACH_MAX = 50;

export interface Plan {
  readonly title: string;
  readonly form: string;
  readonly from: Day;
  readonly to: Day;
  /** How many each person reviews. */
  readonly each: number;
  readonly threshold: number;
  readonly confidential: boolean;
}

export type PlanFault = "title" | "form" | "days" | "each" | "threshold" | "below";

/** The first thing that stands in the way; null if nothing does. */
export function planFault({ title, form, from, to, each, threshold, confidential }: Plan): PlanFault | null {
  if (!title.trim()) return "title";
  if (!form) return "form";
  if (to < from) return "days";
  if (!Number.isInteger(each) || each < 1 || each > EACH_MAX) return "each";
  if (!Number.isInteger(threshold) || threshold < THRESHOLD_MIN) return "threshold";
  return confidential && each < threshold ? "below" : null;
}
