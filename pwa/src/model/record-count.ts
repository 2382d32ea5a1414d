/**
 * 台账计数: what records add up to: counts by month and type, and error-free counters.
 * Promises: pure, exact to a hundredth, and the same as the Python rules for every case of deeds.json.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import { type RecordState, recordState } from "./deed";

/** 百万元、千万元、亿元无差错, where a programme names no others. */
export const ERROR_FREE_THRESHOLDS: readonly number[] = [1_000_000, 10_000_000, 100_000_000];

/** 台账条目: one record as it stands; numbers in hundredths. */
export interface Entry {
  readonly id: Hex;
  readonly day: string;
  readonly type: string;
  readonly state: RecordState;
  readonly hours: bigint;
  readonly amount: bigint;
  readonly error: boolean;
}

/** 计数: `counted` is `number` within the programme's cap. */
export interface Tally {
  readonly number: number;
  readonly counted: number;
  readonly hours: bigint;
  readonly waiting: number;
}

/** 无差错计数: amounts in fen; `reached` and `next` in yuan, 0 for none. */
export interface ErrorFree {
  readonly amount: bigint;
  readonly waiting: bigint;
  readonly since: string;
  readonly reached: number;
  readonly next: number;
}

function hundredths(value: Value | undefined): bigint {
  const [whole = "0", part = ""] = String(value ?? "0").split(".");
  return /^-?\d+$/.test(whole) ? BigInt(whole) * 100n + BigInt(part.slice(0, 2).padEnd(2, "0") || "0") : 0n;
}

/** Hundredths as people write them: 2.5, 1140000.25. */
export function plain(count: bigint): string {
  const part = String(count % 100n)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return part ? `${count / 100n}.${part}` : String(count / 100n);
}

export function entryOf(doc: Doc): Entry {
  const at = (path: string) => doc.registers.get(path)?.value;
  return {
    id: doc.id,
    day: String(at("day") ?? ""),
    type: String(at("type") ?? "other"),
    state: recordState(doc.registers),
    hours: hundredths(at("hours")),
    amount: hundredths(at("amount")),
    error: at("error") === true,
  };
}

const counts = ({ state }: Entry) => state === "confirmed" || state === "waiting";

/** One person's records by month and type; `caps` is how many of a type a month counts at most. */
export function tallies(
  entries: readonly Entry[],
  caps: Readonly<Record<string, number>> = {},
): Map<string, Map<string, Tally>> {
  const months = new Map<string, Map<string, Tally>>();
  for (const { day, type, state, hours } of entries.filter(counts)) {
    const month = months.get(day.slice(0, 7)) ?? new Map<string, Tally>();
    const sofar = month.get(type) ?? { number: 0, counted: 0, hours: 0n, waiting: 0 };
    const sure = state === "confirmed";
    const number = sofar.number + (sure ? 1 : 0);
    month.set(type, {
      number,
      counted: Math.min(number, caps[type] ?? number),
      hours: sofar.hours + (sure ? hours : 0n),
      waiting: sofar.waiting + (sure ? 0 : 1),
    });
    months.set(day.slice(0, 7), month);
  }
  return months;
}

/** One person's counter: each amount adds, an error (confirmed or not) sets it back to nothing that day. */
export function errorFree(entries: readonly Entry[], thresholds = ERROR_FREE_THRESHOLDS): ErrorFree {
  const counting = entries
    .filter((entry) => entry.type === "error_free" && counts(entry))
    .sort((one, other) => (one.day + one.id < other.day + other.id ? -1 : 1));
  let [amount, waiting, since] = [0n, 0n, ""];
  for (const entry of counting) {
    if (entry.error) [amount, waiting, since] = [0n, 0n, entry.day];
    else if (entry.state === "confirmed") amount += entry.amount;
    else waiting += entry.amount;
  }
  const steps = [...thresholds].sort((one, other) => one - other);
  const reached = steps.filter((step) => amount >= BigInt(step) * 100n).at(-1) ?? 0;
  return { amount, waiting, since, reached, next: steps.find((step) => amount < BigInt(step) * 100n) ?? 0 };
}
