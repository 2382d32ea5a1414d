/**
 * 排名: who stands where, as far as the numbers can say it; the reasons and sources are in `models/ranking.py`.
 * Promises: pure and exact; the same text as Python for every case of `tests/vectors/ranking.json`.
 */
export const N_MIN = 5;
export const WIDTH_MAX = 40;

/** 测得: `hits` of `n` for a rate; for a mean `sum` and `squares` as decimal texts, `ceiling` where the scale ends. */
export interface Measured {
  readonly id: string;
  readonly n: number;
  readonly hits?: number;
  readonly sum?: string;
  readonly squares?: string;
  readonly ceiling?: number;
}

/** 区间: value and bounds in hundredths. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** 名次: only ranked ones have a place; `few` have nothing at all. */
export interface Place {
  readonly id: string;
  readonly state: "ranked" | "wide" | "few";
  readonly value?: string;
  readonly low?: string;
  readonly high?: string;
  readonly place?: number;
  readonly best?: number;
  readonly worst?: number;
}

const FINE = 10n ** 10n;
const T = [
  12706, 4303, 3182, 2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131, 2120, 2110, 2101, 2093,
  2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042,
];

function big(value: number): bigint {
  return BigInt(value);
}

/** The whole number of units that a decimal text means, and how many places they have. */
function unitsOf(text: string): { units: bigint; places: number } {
  const [whole = "0", part = ""] = text.split(".");
  return { units: BigInt(whole + part), places: part.length };
}

/** Division towards minus infinity. */
function floor(one: bigint, other: bigint): bigint {
  return one / other - (one % other < 0n ? 1n : 0n);
}

/** The greatest whole number whose square is at most this. */
function root(square: bigint): bigint {
  if (square < 2n) return square;
  let found = 1n << big((square.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (found + square / found) >> 1n;
    if (next >= found) return found;
    found = next;
  }
}

function wilson(hits: bigint, n: bigint): Interval {
  const half = 49n * (root(((2401n * n + 2500n * hits * (n - hits)) * FINE * FINE) / n) + 1n);
  const middle = (1250n * hits + 2401n) * FINE;
  const whole = (1250n * n + 4802n) * FINE;
  return {
    value: Number((20_000n * hits + n) / (2n * n)),
    low: Math.max(0, Number(floor(10_000n * (middle - half), whole))),
    high: Math.min(10_000, Number(-floor(-10_000n * (middle + half), whole))),
  };
}

function quantile(freedom: number): number {
  const known = T[freedom - 1];
  if (known) return known;
  return freedom >= 120 ? 1980 : freedom >= 60 ? 2000 : freedom >= 40 ? 2021 : 2042;
}

function student({ n: count, sum = "0", squares = "0", ceiling }: Measured): Interval {
  const n = big(count);
  const one = unitsOf(sum);
  const two = unitsOf(squares);
  const places = Math.max(one.places, (two.places + 1) >> 1);
  const total = one.units * 10n ** big(places - one.places);
  const spread = n * two.units * 10n ** big(2 * places - two.places) - total * total;
  const deviation = spread > 0n ? root((spread * FINE * FINE) / (n * n * (n - 1n))) + 1n : 0n;
  const unit = 10n ** big(places);
  const middle = total * 1000n * FINE;
  const half = big(quantile(count - 1)) * deviation * n;
  const whole = n * unit * 10n * FINE;
  const value = Number(((total < 0n ? -total : total) * 200n + n * unit) / (2n * n * unit));
  const low = Number(floor(middle - half, whole));
  const high = Number(-floor(-middle - half, whole));
  const bounded = ceiling !== undefined;
  return {
    value: total < 0n ? -value : value,
    low: bounded ? Math.max(0, low) : low,
    high: bounded ? Math.min(100 * ceiling, high) : high,
  };
}

/** The value with its 95 % interval. n is at least 1 for a rate and 2 for a mean. */
export function interval(measured: Measured): Interval {
  return measured.hits === undefined ? student(measured) : wilson(big(measured.hits), big(measured.n));
}

/** 9250 → "92.50". */
export function textOf(hundredths: number): string {
  const whole = Math.abs(hundredths);
  return `${hundredths < 0 ? "-" : ""}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
}

function texts({ value, low, high }: Interval): { value: string; low: string; high: string } {
  return { value: textOf(value), low: textOf(low), high: textOf(high) };
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** Places in order: ranked ones by value, then `wide` ones, then `few` ones, each by id where nothing else decides. */
export function rank(all: readonly Measured[], nMin = N_MIN, widthMax = WIDTH_MAX): Place[] {
  const sorted = [...all].sort(byId);
  const enough = ({ n }: Measured) => n >= Math.max(nMin, 2);
  const told = sorted.filter(enough).map((one) => ({ id: one.id, seen: interval(one) }));
  const narrow = ({ seen }: { seen: Interval }) => seen.high - seen.low <= widthMax * 100;
  const sure = told.filter(narrow).sort((one, other) => other.seen.value - one.seen.value);
  const count = (holds: (seen: Interval) => boolean) => sure.filter(({ seen }) => holds(seen)).length;
  return [
    ...sure.map(
      ({ id, seen }): Place => ({
        id,
        state: "ranked",
        ...texts(seen),
        place: 1 + count(({ value }) => value > seen.value),
        best: 1 + count(({ low }) => low > seen.high),
        worst: sure.length - count(({ high }) => high < seen.low),
      }),
    ),
    ...told.filter((one) => !narrow(one)).map(({ id, seen }): Place => ({ id, state: "wide", ...texts(seen) })),
    ...sorted.filter((one) => !enough(one)).map(({ id }): Place => ({ id, state: "few" })),
  ];
}
