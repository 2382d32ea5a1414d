/**
 * Exact decimals, as the server counts: 0.1 is one tenth, however it came over the wire.
 * Promises: pure; nothing is rounded.
 */
import type { Value } from "../sync/interface";

/** 精确小数: `units` × 10^-`places`. */
export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

const TEXT_MAX = 17;

/** The exact decimal that a number or a decimal text means; null for anything else. */
export function decimalOf(value: Value | undefined): Decimal | null {
  if (typeof value === "number") return Number.isFinite(value) ? parsed(String(value)) : null;
  if (typeof value !== "string" || value.length > TEXT_MAX) return null;
  return /^-?\d[\d.]*$/.test(value) && !value.endsWith(".") ? parsed(value) : null;
}

function parsed(text: string): Decimal | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (!found) return null;
  const [, sign, whole = "", part = "", power = "0"] = found;
  const places = part.length - Number(power);
  const units = BigInt(`${sign}${whole}${part}`) * (places < 0 ? 10n ** BigInt(-places) : 1n);
  return { units, places: Math.max(0, places) };
}

/** Both in the units of the finer one. */
function aligned(one: Decimal, other: Decimal): [bigint, bigint] {
  const places = Math.max(one.places, other.places);
  return [one.units * 10n ** BigInt(places - one.places), other.units * 10n ** BigInt(places - other.places)];
}

export function isLess(one: Decimal, other: Decimal): boolean {
  const [left, right] = aligned(one, other);
  return left < right;
}

/** Whether a value lies a whole number of steps from where the steps begin. */
export function isOnStep(value: Decimal, from: Decimal, step: Decimal): boolean {
  const [left, right] = aligned(value, from);
  const places = Math.max(value.places, from.places);
  const [distance, stride] = aligned({ units: left - right, places }, step);
  return stride === 0n || distance % stride === 0n;
}

/** A decimal text without the zeros that say nothing: 9.20 as 9.2. */
export function shortDecimal(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
