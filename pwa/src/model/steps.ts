/**
 * 步骤: what conditions and calculations are made of, without the machine that works them out (model/condition.ts), which
 * only forms with conditions need and which is fetched for them. Types, and the little that reads them.
 */
import type { Value } from "../sync/interface";
import type { Decimal } from "./decimal";

export type Step = readonly [name: string, given?: string | number];
/** Steps in postfix order (docs/conditions.md). */
export type Condition = readonly Step[];

/** 精确数: a fraction, `d` above 0; not always in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** An answer as it is, a number that is kept, or one that a step made. */
export type Operand = Value | Decimal | Fraction | undefined;
/** What conditions see: answers, and what was worked out. */
export type Seen = ReadonlyMap<string, Operand>;

/** What some conditions know beside the answers: the answer that is judged, an option's columns, the day. */
export interface Beside {
  readonly own?: Value;
  readonly columns?: ReadonlyMap<string, string>;
  readonly today?: string | null;
}

/** The machine: whether a condition holds, what follows from the answers, and a value as it is told. */
export interface Steps {
  readonly isMet: (condition: Condition, answers: Seen, beside?: Beside) => boolean;
  readonly workOut: (calculation: Condition, answers: Seen) => Operand;
  readonly text: (value: Operand) => string;
}

/** The condition that a register's value holds; null if there is none. */
export function conditionOf(value: Value | undefined): Condition | null {
  return Array.isArray(value) && value.length > 0 ? (value as unknown as Condition) : null;
}
