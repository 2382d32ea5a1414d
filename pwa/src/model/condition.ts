/**
 * 条件: when an item is shown and what must hold of its answer. Mirrors models/condition.py, held to it by shared vectors.
 * Promises: pure and total; a condition is a list of steps in postfix order, what is no condition holds.
 */
import type { Value } from "../sync/interface";
import type { Answers } from "./answers";
import { codePoints } from "./code-points";
import { isDay } from "./day";
import { type Decimal, decimalOf, isLess } from "./decimal";

export type Step = readonly [name: string, given?: string | number];
export type Condition = readonly Step[];

/** An operand: an answer as it is, or a number that a step made. */
type Operand = Value | Decimal | undefined;

/** The condition that a register's value holds; null if there is none. */
export function conditionOf(value: Value | undefined): Condition | null {
  return Array.isArray(value) && value.length > 0 ? (value as unknown as Condition) : null;
}

/** Whether the condition holds; `own` is the answer that a constraint judges. */
export function isMet(condition: Condition, answers: Answers, own: Value = null): boolean {
  const stack: Operand[] = [];
  for (const [name, given] of condition) {
    if (name === "answer") stack.push(answers.get(String(given)));
    else if (name === "own") stack.push(own);
    else if (name === "true" || name === "false") stack.push(name === "true");
    else if (name === "text") stack.push(given ?? "");
    else if (name === "number") stack.push(decimalOf(given) ?? undefined);
    else if (name === "not") stack.push(!truth(stack.pop()));
    else if (name === "length") stack.push(whole(codePoints(text(stack.pop()))));
    else if (name === "count") stack.push(whole(listed(stack.pop()).length));
    else {
      const right = stack.pop();
      stack.push(pair(name, stack.pop(), right));
    }
  }
  return truth(stack.pop());
}

function whole(count: number): Decimal {
  return { units: BigInt(count), places: 0 };
}

function pair(name: string, left: Operand, right: Operand): boolean {
  switch (name) {
    case "and":
      return truth(left) && truth(right);
    case "or":
      return truth(left) || truth(right);
    case "selected":
      return listed(left).map(text).includes(text(right));
    case "=":
    case "!=":
      return equal(left, right) === (name === "=");
    default:
      return ordered(name, left, right);
  }
}

function listed(value: Operand): readonly Operand[] {
  return Array.isArray(value) ? value : text(value).split(" ").filter(Boolean);
}

function isDecimal(value: Operand): value is Decimal {
  return typeof value === "object" && value !== null && "units" in value && typeof value.units === "bigint";
}

function isNumber(value: Operand): boolean {
  return typeof value === "number" || isDecimal(value);
}

function number(value: Operand): Decimal | null {
  if (typeof value === "boolean") return whole(Number(value));
  if (isDecimal(value)) return value;
  return decimalOf(Array.isArray(value) ? text(value) : value);
}

function equal(left: Operand, right: Operand): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (!isNumber(left) && !isNumber(right)) return text(left) === text(right);
  const [one, other] = [number(left), number(right)];
  return one !== null && other !== null && !isLess(one, other) && !isLess(other, one);
}

function ordered(name: string, left: Operand, right: Operand): boolean {
  let less: boolean;
  let more: boolean;
  if (typeof left === "string" && typeof right === "string" && isDay(left) && isDay(right)) {
    less = left < right;
    more = left > right;
  } else {
    const [one, other] = [number(left), number(right)];
    if (one === null || other === null) return false;
    less = isLess(one, other);
    more = isLess(other, one);
  }
  return name === "<" ? less : name === "<=" ? !more : name === ">" ? more : !less;
}

function truth(value: Operand): boolean {
  if (typeof value === "boolean") return value;
  const found = isNumber(value) ? number(value) : null;
  return found ? found.units !== 0n : text(value) !== "";
}

function text(value: Operand): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(text).join(" ");
  const found = isNumber(value) ? number(value) : null;
  if (found) return plain(found);
  const blob = typeof value === "object" && value !== null && "blob" in value ? value.blob : "";
  return typeof blob === "string" ? blob : "";
}

/** Without exponent and without zeros that say nothing: 5.0 as 5. */
function plain({ units, places }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  const split = digits.length - places;
  const part = digits.slice(split).replace(/0+$/, "");
  return `${sign}${digits.slice(0, split)}${part && `.${part}`}`;
}
