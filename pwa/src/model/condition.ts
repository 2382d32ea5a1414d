/**
 * 条件与计算: when an item is shown, what must hold of its answer, and what follows from the answers above. Mirrors
 * models/condition.py, held to it by shared vectors. Promises: pure and total; steps stand in postfix order.
 */
import { codePoints } from "./code-points";
import { decimalOf } from "./decimal";
import * as operand from "./operand";
import { text, truth, whole } from "./operand";
import { matches } from "./small-pattern";
import type { Beside, Condition, Operand, Seen, Steps } from "./steps";

export function isMet(condition: Condition, answers: Seen, beside: Beside = {}): boolean {
  return truth(run(condition, answers, beside));
}

/** What follows from the answers; absent where it can't be worked out. */
export function workOut(calculation: Condition, answers: Seen): Operand {
  return operand.kept(run(calculation, answers, {}));
}

function run(condition: Condition, answers: Seen, { own, columns, today }: Beside): Operand {
  const stack: Operand[] = [];
  for (const [name, given] of condition) {
    if (name === "answer") stack.push(answers.get(String(given)));
    else if (name === "column") stack.push(columns?.get(String(given)));
    else if (name === "own") stack.push(own ?? null);
    else if (name === "today") stack.push(today ?? null);
    else if (name === "true" || name === "false") stack.push(name === "true");
    else if (name === "text") stack.push(given ?? "");
    else if (name === "number") stack.push(decimalOf(given) ?? undefined);
    else if (name === "matches") stack.push(matches(String(given), text(stack.pop())));
    else if (name === "if") {
      const [asked, then, otherwise] = stack.splice(-3);
      stack.push(truth(asked) ? then : otherwise);
    } else if (name in COUNTED) stack.push(COUNTED[name]?.(stack.splice(-Number(given))));
    else if (name in SINGLES) stack.push(SINGLES[name]?.(stack.pop()));
    else {
      const right = stack.pop();
      stack.push(pair(name, stack.pop(), right));
    }
  }
  return stack.pop();
}

const cut = (name: string) => (value: Operand) => operand.cut(name, value);

const SINGLES: Readonly<Record<string, (value: Operand) => Operand>> = {
  not: (value) => !truth(value),
  length: (value) => whole(codePoints(text(value))),
  count: (value) => whole(operand.listed(value).length),
  as_number: (value) => operand.number(value) ?? undefined,
  as_text: text,
  as_truth: truth,
  trim: (value) =>
    text(value)
      .split(/[ \t\n\r]+/)
      .filter(Boolean)
      .join(" "),
  neg: cut("neg"),
  int: cut("int"),
  floor: cut("floor"),
  ceiling: cut("ceiling"),
  abs: cut("abs"),
};

const COUNTED: Readonly<Record<string, (values: readonly Operand[]) => Operand>> = {
  concat: (values) => values.map(text).join(""),
  min: (values) => operand.extreme("min", values),
  max: (values) => operand.extreme("max", values),
  least: (values) => operand.extreme("min", numbers(values)),
  greatest: (values) => operand.extreme("max", numbers(values)),
  // What is absent is no place; what isn't said is the end.
  substr: ([words, start, ...end]) => operand.partOf(text(words), start, ...end.map((each) => each ?? null)),
};

/** Those that are numbers. */
function numbers(values: readonly Operand[]): Operand[] {
  return values.filter((value) => operand.number(value) !== null);
}

function pair(name: string, left: Operand, right: Operand): Operand {
  switch (name) {
    case "and":
      return truth(left) && truth(right);
    case "or":
      return truth(left) || truth(right);
    case "selected":
      return operand.listed(left).map(text).includes(text(right));
    case "selected_at":
      return chosenAt(operand.listed(left), right);
    case "=":
    case "!=":
      return operand.equal(left, right) === (name === "=");
    case "coalesce":
      return text(left) === "" ? right : left;
    case "round":
      return operand.toPlaces(left, right);
    case "contains":
      return text(left).includes(text(right));
    case "starts_with":
      return text(left).startsWith(text(right));
    case "ends_with":
      return text(left).endsWith(text(right));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return operand.ordered(name, left, right);
    default:
      return operand.arithmetic(name, left, right);
  }
}

function chosenAt(chosen: readonly Operand[], place: Operand): Operand {
  const at = operand.number(place);
  return at && at.n % at.d === 0n && at.n >= 0n ? chosen[Number(at.n / at.d)] : undefined;
}

/** The machine as forms are given it. */
export const STEPS: Steps = { isMet, workOut, text };
