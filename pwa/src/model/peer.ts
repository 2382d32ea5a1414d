/**
 * 互评: rounds, what one owes in them, and what came of them.
 * Promises: pure; what came of a round is in peer-result.ts.
 */
import type { Doc, Hex } from "../sync/interface";
import { answersOf } from "./answers";
import { idOf } from "./ids";
import { has, type Person } from "./person";

export type Anonymity = "named" | "confidential" | "anonymous";
const ANONYMITIES: readonly Anonymity[] = ["named", "anonymous"];
export type RoundStage = "preparing" | "open" | "closed" | "published";

export interface Round {
  readonly id: Hex;
  readonly title: string;
  readonly form: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly anonymity: Anonymity;
  readonly threshold: number;
  /** same_unit, cross_unit or branch. */
  readonly rule: string;
  readonly each: number;
  /** The branch whose round it is; null for a round of the institution. */
  readonly branch: Hex | null;
  readonly opened: boolean;
  readonly published: boolean;
}

function value(doc: Doc, path: string) {
  return doc.registers.get(path)?.value;
}

function count(doc: Doc, path: string): number {
  const found = value(doc, path);
  return typeof found === "number" ? found : 0;
}

export function roundOf(doc: Doc): Round {
  const rule = value(doc, "rule");
  const draw =
    rule !== null && typeof rule === "object" && !Array.isArray(rule) && !(rule instanceof Uint8Array) ? rule : {};
  return {
    id: doc.id,
    title: String(value(doc, "title") ?? ""),
    form: String(value(doc, "form") ?? ""),
    opensAt: count(doc, "opens_at"),
    closesAt: count(doc, "closes_at"),
    anonymity: ANONYMITIES.find((one) => one === value(doc, "anonymity")) ?? "confidential",
    threshold: count(doc, "threshold") || 5,
    rule: String(draw?.type ?? ""),
    each: Number(draw?.each ?? 0),
    branch: idOf(value(doc, "branch")),
    opened: value(doc, "opened") === true,
    published: value(doc, "published") === true,
  };
}

/** Supervisors and administrators run every round of their institution, secretaries those of their branch. */
export function organises(person: Person | null | undefined, round: Round): boolean {
  if (has(person, "supervisor", "admin")) return true;
  const own = person?.roles.filter(({ role }) => role === "secretary") ?? [];
  return round.branch !== null && own.some(({ at }) => at === round.branch);
}

export function stageOf(round: Round, nowMs: number): RoundStage {
  if (round.published) return "published";
  if (!round.opened || nowMs < round.opensAt) return "preparing";
  return nowMs < round.closesAt ? "open" : "closed";
}

export interface Owed {
  readonly subject: Hex;
  /** `elsewhere`: its anonymous ballot was issued to another device, which alone can cast it. */
  readonly state: "none" | "draft" | "done" | "elsewhere";
}

/** What a reviewer owes in one round: one entry a subject, in the assignment's order; a withheld review is done. */
export function owed(assignment: Doc | undefined, reviews: readonly Doc[], reviewer: Hex): Owed[] {
  const round = assignment && idOf(value(assignment, "round"));
  const states = new Map<Hex, Owed["state"]>();
  for (const review of reviews) {
    const subject = idOf(value(review, "subject"));
    if (subject && idOf(value(review, "round")) === round && idOf(value(review, "reviewer")) === reviewer) {
      states.set(subject, value(review, "submitted") === true ? "done" : answersOf(review).size > 0 ? "draft" : "none");
    }
  }
  const done = (path: string) => assignment?.registers.get(path.replace("subjects", "done"))?.value === true;
  const list: Owed[] = [];
  for (const [path, register] of assignment?.registers ?? []) {
    const subject = path.startsWith("subjects/") && register.value === true ? idOf(path.slice(9)) : null;
    if (subject) list.push({ subject, state: states.get(subject) ?? (done(path) ? "done" : "none") });
  }
  return list;
}
