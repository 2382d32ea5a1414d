/**
 * Exact numbers of a score: fractions of big integers, as `models/scoring_plain.py` reads and writes them.
 * Promises: pure; nothing is rounded but by `roundedText`.
 */
import type { Value } from "../sync/interface";

/** 精确数: `n` / `d` in lowest terms, `d` above 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export type Rounding = "half_up" | "half_even" | "floor" | "ceil";

export function exact(n: bigint, d = 1n): Exact {
  let [one, other] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (other) [one, other] = [other, one % other];
  const divisor = d < 0n ? -one : one;
  return { n: n / divisor, d: d / divisor };
}

export const ZERO: Exact = { n: 0n, d: 1n };

export const whole = (n: number): Exact => ({ n: BigInt(n), d: 1n });
export const plus = (a: Exact, b: Exact): Exact => exact(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Exact, b: Exact): Exact => exact(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Exact, b: Exact): Exact => exact(a.n * b.n, a.d * b.d);
export const over = (a: Exact, b: Exact): Exact => exact(a.n * b.d, a.d * b.n);

/** Below 0 where a is less than b, 0 where they are equal. */
export function compare(a: Exact, b: Exact): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b);
export const most = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b);

function digits(text: string): Exact | null {
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return null;
  const [units = "", part = ""] = text.split(".");
  return exact(BigInt(units + part), 10n ** BigInt(part.length));
}

/** The exact number that is meant: 90, 89.5, "89.5", "15%", "1/3"; null for anything else. */
export function exactOf(value: Value | undefined): Exact | null {
  if (typeof value === "string") {
    const slash = value.indexOf("/");
    if (!value.endsWith("%") && slash < 0) return digits(value);
    const top = digits(value.slice(0, value.endsWith("%") ? -1 : slash));
    const bottom = value.endsWith("%") ? whole(100) : digits(value.slice(slash + 1));
    return top && bottom?.n ? over(top, bottom) : null;
  }
  const [shown = "", power = 0] = typeof value === "number" ? String(value).split("e") : [];
  const [units = "", part = ""] = shown.split(".");
  if (!/^-?\d+$/.test(units)) return null;
  const places = part.length - Number(power);
  const shift = (by: number): bigint => 10n ** BigInt(Math.max(0, by));
  return exact(BigInt(units + part) * shift(-places), shift(places));
}

function decimalText(units: bigint, places: number): string {
  const text = String(units < 0n ? -units : units).padStart(places + 1, "0");
  const split = text.length - places;
  return (units < 0n ? "-" : "") + text.slice(0, split) + (places ? `.${text.slice(split)}` : "");
}

/** The shortest words for an exact number: a decimal where it ends, else "1/3". */
export function textOf(value: Exact): string {
  let [rest, places] = [value.d, 0];
  for (const prime of [10n, 2n, 5n]) {
    for (; rest % prime === 0n; rest /= prime) places++;
  }
  if (rest !== 1n) return `${value.n}/${value.d}`;
  const text = decimalText((value.n * 10n ** BigInt(places)) / value.d, places);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** An option as a word: true and false as such, numbers as decimal text. */
export function wordOf(value: Value): string {
  if (typeof value === "boolean" || typeof value === "string") return String(value);
  const number = exactOf(value);
  return number ? textOf(number) : "";
}

/** In units of the last decimal: half away from zero, half to the even, down or up. */
function roundedUnits(value: Exact, decimals: number, rounding: Rounding): bigint {
  const n = value.n * 10n ** BigInt(decimals);
  const rest = ((n % value.d) + value.d) % value.d;
  const below = (n - rest) / value.d;
  const half = 2n * rest - value.d;
  const atHalf = rounding === "half_even" ? below % 2n !== 0n : n > 0n;
  const up = rounding === "ceil" ? rest > 0n : rounding !== "floor" && (half > 0n || (half === 0n && atHalf));
  return below + (up ? 1n : 0n);
}

export function roundedText(value: Exact, decimals: number, rounding: Rounding): string {
  return decimalText(roundedUnits(value, decimals, rounding), decimals);
}

export function rounded(value: Exact, decimals: number, rounding: Rounding): Exact {
  return exact(roundedUnits(value, decimals, rounding), 10n ** BigInt(decimals));
}
