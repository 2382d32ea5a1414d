/**
 * 期间定级: the grade of a closed month, quarter or year: what the score proposes, who decides, and what was decided.
 * Promises: pure; the order is that in which somebody works: what nobody has decided first, and of it what needs a look.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import { idOf } from "./ids";
import { type Decision, decisionOf } from "./round";

export interface PeriodDecision extends Decision {
  readonly period: string;
  readonly branch: Hex | null;
  readonly decider: string;
  /** The best first. */
  readonly grades: readonly string[];
  /** Nobody asks for it any longer. */
  readonly isVoid: boolean;
  /** How often a correction came to another proposal. */
  readonly again: number;
}

export function periodDecisionOf(doc: Doc): PeriodDecision {
  const at = (path: string): Value | undefined => doc.registers.get(path)?.value;
  const grades = at("grades");
  const revision = at("revision");
  return {
    ...decisionOf(doc),
    period: String(at("period") ?? ""),
    branch: idOf(at("branch")),
    decider: String(at("decider") ?? ""),
    grades: Array.isArray(grades) ? grades.map(String) : [],
    isVoid: at("void") === true,
    again: typeof revision === "number" ? revision - 1 : 0,
  };
}

/** What the points alone decide, so that it may be confirmed with the others. */
export function isPlain({ proposed, open, moved }: Decision): boolean {
  return proposed !== "" && !open && !moved;
}

export function inOrder(decisions: readonly PeriodDecision[]): PeriodDecision[] {
  const rank = (one: PeriodDecision) => (one.decided ? 2 : isPlain(one) ? 1 : 0);
  return [...decisions].sort((one, other) => rank(one) - rank(other) || Number(other.score) - Number(one.score));
}
