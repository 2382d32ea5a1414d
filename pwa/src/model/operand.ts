/**
 * What the steps of a condition work on: answers as truths, texts, numbers and lists, and exact arithmetic with them.
 * Mirrors models/operand.py, held to it by shared vectors. Promises: pure and total; what can't be worked out is absent.
 */
import { isDay } from "./day";
import { type Decimal, decimalOf } from "./decimal";
import type { Fraction, Operand } from "./steps";

const PLACES_KEPT = 10;
const SIZE_MAX = 10n ** 60n;

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

function reduced(n: bigint, d: bigint): Fraction {
  let [one, other] = [abs(n), abs(d)];
  while (other) [one, other] = [other, one % other];
  const divisor = d < 0n ? -one : one;
  return { n: n / divisor, d: d / divisor };
}

export const whole = (count: number): Fraction => ({ n: BigInt(count), d: 1n });

function isMade(value: Operand): value is Decimal | Fraction {
  return isDecimal(value) || isFraction(value);
}

function isDecimal(value: Operand): value is Decimal {
  return typeof value === "object" && value !== null && "units" in value && typeof value.units === "bigint";
}

function isFraction(value: Operand): value is Fraction {
  return typeof value === "object" && value !== null && "d" in value && typeof value.d === "bigint";
}

const isNumber = (value: Operand): boolean => typeof value === "number" || isMade(value);

export function number(value: Operand): Fraction | null {
  if (typeof value === "boolean") return whole(Number(value));
  if (isFraction(value)) return value;
  const exact = isDecimal(value) ? value : decimalOf(Array.isArray(value) ? text(value) : value);
  return exact && { n: exact.units, d: 10n ** BigInt(exact.places) };
}

export function truth(value: Operand): boolean {
  if (typeof value === "boolean") return value;
  const found = isNumber(value) ? number(value) : null;
  return found ? found.n !== 0n : text(value) !== "";
}

export function text(value: Operand): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(text).join(" ");
  if (isFraction(value)) return plain(rounded(value, PLACES_KEPT));
  const exact = isDecimal(value) ? value : typeof value === "number" ? decimalOf(value) : null;
  if (exact) return plain(exact);
  const blob = typeof value === "object" && value !== null && "blob" in value ? value.blob : "";
  return typeof blob === "string" ? blob : "";
}

/** Without exponent and without zeros that say nothing: 5.0 as 5. */
function plain({ units, places }: Decimal): string {
  const digits = abs(units)
    .toString()
    .padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  const split = digits.length - places;
  const part = digits.slice(split).replace(/0+$/, "");
  return `${sign}${digits.slice(0, split)}${part && `.${part}`}`;
}

/** To so many decimals, a half away from zero. */
function rounded({ n, d }: Fraction, places: number): Decimal {
  const units = (2n * abs(n) * 10n ** BigInt(places) + d) / (2n * d);
  return { units: n < 0n ? -units : units, places };
}

export function listed(value: Operand): readonly Operand[] {
  return Array.isArray(value) ? value : text(value).split(" ").filter(Boolean);
}

/** Below 0 where a is less than b, 0 where they are equal. */
function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(left: Operand, right: Operand): boolean {
  if (typeof left === "boolean" || typeof right === "boolean") return truth(left) === truth(right);
  if (!isNumber(left) && !isNumber(right)) return text(left) === text(right);
  const [one, other] = [number(left), number(right)];
  return one !== null && other !== null && compare(one, other) === 0;
}

export function ordered(name: string, left: Operand, right: Operand): boolean {
  let found: number;
  if (typeof left === "string" && typeof right === "string" && isDay(left) && isDay(right)) {
    found = left < right ? -1 : left > right ? 1 : 0;
  } else {
    const [one, other] = [number(left), number(right)];
    if (one === null || other === null) return false;
    found = compare(one, other);
  }
  return name === "<" ? found < 0 : name === "<=" ? found <= 0 : name === ">" ? found > 0 : found >= 0;
}

function withinSize(n: bigint, d = 1n): Fraction | undefined {
  const found = reduced(n, d);
  return abs(found.n) < SIZE_MAX && found.d < SIZE_MAX ? found : undefined;
}

export function arithmetic(name: string, left: Operand, right: Operand): Fraction | undefined {
  const [one, other] = [number(left), number(right)];
  if (!one || !other) return undefined;
  const { n: a, d: b } = one;
  const { n: c, d } = other;
  if (name === "+") return withinSize(a * d + c * b, b * d);
  if (name === "-") return withinSize(a * d - c * b, b * d);
  if (name === "*") return withinSize(a * c, b * d);
  if (c === 0n) return undefined;
  // What is left keeps the sign of what was divided, as the quotient is cut towards zero.
  return name === "div" ? withinSize(a * d, b * c) : withinSize((a * d) % (c * b), b * d);
}

export function toPlaces(value: Operand, places: Operand): Fraction | undefined {
  const [one, count] = [number(value), number(places)];
  if (!one || !count || count.n % count.d !== 0n) return undefined;
  const wanted = count.n / count.d;
  if (wanted < 0n || wanted > BigInt(PLACES_KEPT)) return undefined;
  return withinSize(rounded(one, Number(wanted)).units, 10n ** wanted);
}

/** `int` cuts the decimals off, `floor` goes down, `ceiling` up; `abs` and `neg` keep them. */
export function cut(name: string, value: Operand): Fraction | undefined {
  const found = number(value);
  if (!found) return undefined;
  const { n, d } = found;
  if (name === "abs") return withinSize(abs(n), d);
  if (name === "neg") return withinSize(-n, d);
  const towardsZero = n / d;
  const exact = n % d === 0n;
  if (name === "floor") return withinSize(towardsZero - (n < 0n && !exact ? 1n : 0n));
  return withinSize(towardsZero + (name === "ceiling" && n > 0n && !exact ? 1n : 0n));
}

/** The least or the greatest; absent where one of them is no number. */
export function extreme(name: string, values: readonly Operand[]): Fraction | undefined {
  let found: Fraction | undefined;
  for (const value of values) {
    const one = number(value);
    if (!one) return undefined;
    if (!found || compare(one, found) < 0 === (name === "min")) found = one;
  }
  return found;
}

/** The characters from `start` on, up to `end`; the first is 0, below 0 counts from the end. */
export function partOf(words: string, start: Operand, end?: Operand): string {
  const signs = [...words];
  const place = (value: Operand): number | null => {
    const found = number(value);
    if (!found || abs(found.n) >= SIZE_MAX * found.d) return null;
    const at = Number(found.n / found.d);
    return found.n < 0n ? Math.max(0, at + signs.length) : at;
  };
  const [low, high] = [place(start), end === undefined ? signs.length : place(end)];
  return low === null || high === null ? "" : signs.slice(low, high).join("");
}

/** A worked-out value as other conditions see it: a number with its decimals cut to those that are kept. */
export function kept(value: Operand): Operand {
  return isFraction(value) ? rounded(value, PLACES_KEPT) : value;
}
