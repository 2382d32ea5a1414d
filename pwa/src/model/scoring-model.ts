/**
 * 计分办法: a scoring model as `models/scoring_reader.py` reads it. What is published has been checked there, so what
 * can't be read is left out here without a word.
 */
import type { Value } from "../sync/interface";
import { compare, type Exact, exactOf, type Rounding, ZERO } from "./scoring-number";

type Plain = { readonly [field: string]: Value };

export type Op = ">=" | ">" | "<=" | "<" | "=" | "!=" | "between";

export interface Condition {
  readonly of: string;
  readonly op: Op;
  readonly value: Exact;
  readonly to: Exact | null;
}

export interface When {
  readonly all: readonly Condition[];
  readonly any: readonly (readonly Condition[])[];
}

export interface Deduct {
  readonly each: Exact;
  /** From so many times on, so many points in all; null is all of the item. */
  readonly steps: readonly { readonly at: Exact; readonly points: Exact | null }[];
  readonly allOrNothing: boolean;
  readonly discretionary: boolean;
  readonly cap: Exact | null;
}

export interface Component {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly parent: string | null;
  readonly aggregate: string;
  readonly weight: Exact | null;
  readonly source: {
    readonly kind: string;
    readonly names: readonly string[];
    readonly keys: readonly string[];
  } | null;
  readonly points: ReadonlyMap<string, Exact>;
  readonly full: Exact | null;
  readonly outOf: Exact | null;
  readonly base: Exact;
  readonly cap: Exact | null;
  readonly floor: Exact | null;
  readonly deduct: Deduct | null;
  readonly each: Exact | null;
  readonly trim: { readonly nGt: number; readonly drop: number };
  readonly unknown: string;
  readonly unknownOptions: readonly string[];
  readonly numerator: readonly string[];
  readonly met: { readonly share: Exact; readonly at: readonly (readonly [Exact, Exact])[] } | null;
  readonly expect: number | null;
  readonly default: Exact | null;
  readonly apart: boolean;
}

export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly when: When;
  readonly deduct: Exact | null;
  readonly each: Exact | null;
  readonly zero: string | null;
  readonly atMost: string | null;
  /** The band that is forced. */
  readonly band: string | null;
}

export interface Band {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly when: When;
  readonly otherwise: boolean;
}

export interface ScoringModel {
  readonly id: string;
  readonly title: string;
  readonly components: readonly Component[];
  readonly aggregate: string;
  readonly full: Exact | null;
  readonly base: Exact;
  readonly cap: Exact | null;
  readonly floor: Exact | null;
  readonly decimals: number;
  readonly rounding: Rounding;
  readonly vetoes: readonly Gate[];
  readonly gates: readonly Gate[];
  readonly bands: readonly Band[];
  /** The map that it was read from, without its place in the programme. */
  readonly plain: Value;
}

const UNKNOWN_OPTIONS = ["unknown", "na"];
const SOURCES = [
  "items",
  "evaluation",
  "indicator",
  "checklist",
  "records",
  "pledges",
  "activities",
  "honours",
  "results",
  "components",
];
const SUGAR = { min: ">=", above: ">", max: "<=", below: "<" } as const;
const SENTENCE = /^\s*(\S+)\s+(>=|<=|!=|=|>|<|between)\s+(\S+?)(?:\.\.(\S+))?\s*$/;

export function plainOf(value: Value | undefined): Plain | null {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
  return isMap ? value : null;
}

/** A list as it is; one value stands for a list of one. */
export function listOf(value: Value | undefined): readonly Value[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

export const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");
const texts = (value: Value | undefined): string[] => listOf(value).map(text).filter(Boolean);
function maps(value: Value | undefined): Plain[] {
  return listOf(value).flatMap((each) => {
    const map = plainOf(each);
    return map ? [map] : [];
  });
}
const count = (value: Value | undefined): number | null => (typeof value === "number" ? value : null);

/** The names and numbers of a map. */
function numbers(value: Value | undefined): [string, Exact][] {
  return Object.entries(plainOf(value) ?? {}).flatMap(([name, each]) => {
    const number = exactOf(each);
    return number ? [[name, number]] : [];
  });
}

/** The model that a register or a file holds; null where it is no map with components. */
export function readModel(plain: Value | undefined): ScoringModel | null {
  const given = plainOf(plain);
  const components = maps(given?.components).map(component);
  if (!given || components.length === 0) return null;
  const weighted = components.some((each) => each.parent === null && each.weight);
  return {
    ...titled(given),
    components,
    aggregate: text(given.aggregate) || (weighted ? "weighted" : "sum"),
    full: exactOf(given.full),
    base: exactOf(given.base) ?? ZERO,
    cap: exactOf(given.cap),
    floor: exactOf(given.floor),
    decimals: count(given.decimals) ?? 2,
    rounding: (text(given.rounding) || "half_up") as Rounding,
    vetoes: maps(given.vetoes).map(gate),
    gates: maps(given.gates).map(gate),
    bands: maps(given.bands).map((each) => ({
      ...titled(each),
      when: conditions(each, true),
      otherwise: each.otherwise === true,
    })),
    plain: Object.fromEntries(Object.entries(given).filter(([name]) => name !== "order")),
  };
}

function titled(given: Plain): { id: string; title: string; titleEn: string } {
  return { id: text(given.id), title: text(given.title), titleEn: text(given.title_en) };
}

function component(given: Plain): Component {
  const [trim, met] = [plainOf(given.trim), plainOf(given.met)];
  const unknown = texts(given.unknown_options);
  return {
    ...titled(given),
    parent: text(given.parent) || null,
    aggregate: text(given.aggregate) || "sum",
    weight: exactOf(given.weight),
    source: source(plainOf(given.source)),
    points: new Map(numbers(given.points)),
    full: exactOf(given.full),
    outOf: exactOf(given.out_of),
    base: exactOf(given.base) ?? ZERO,
    cap: exactOf(given.cap),
    floor: exactOf(given.floor),
    deduct: deduct(plainOf(given.deduct)),
    each: exactOf(given.each),
    trim: { nGt: count(trim?.n_gt) ?? 5, drop: count(trim?.drop) ?? 1 },
    unknown: text(given.unknown) || "exclude",
    unknownOptions: unknown.length > 0 ? unknown : UNKNOWN_OPTIONS,
    numerator: texts(given.numerator),
    met: met && {
      share: exactOf(met.share) ?? ZERO,
      at: numbers(met.at).map(([full, points]) => [exactOf(full) ?? ZERO, points]),
    },
    expect: count(given.expect),
    default: exactOf(given.default),
    apart: given.apart === true,
  };
}

function source(given: Plain | null): Component["source"] {
  for (const kind of given ? SOURCES : []) {
    const names = texts(given?.[kind]);
    if (names.length > 0)
      return { kind, names, keys: kind === "items" ? names : names.map((name) => `${kind}/${name}`) };
  }
  return null;
}

function deduct(given: Plain | null): Deduct | null {
  if (!given) return null;
  const steps = maps(given.steps).map((each) => ({ at: exactOf(each.at) ?? ZERO, points: exactOf(each.points) }));
  return {
    each: exactOf(given.each) ?? ZERO,
    steps: steps.sort((one, other) => compare(one.at, other.at)),
    allOrNothing: given.all_or_nothing === true,
    discretionary: given.discretionary === true,
    cap: exactOf(given.cap),
  };
}

function gate(given: Plain): Gate {
  return {
    ...titled(given),
    when: conditions(given, false),
    deduct: exactOf(given.deduct),
    each: exactOf(given.each),
    zero: text(given.zero) || null,
    atMost: text(given.at_most) || null,
    band: text(given.band) || null,
  };
}

function conditions(given: Plain, bounds: boolean): When {
  const sugar = bounds ? Object.entries(SUGAR) : [];
  const limits = sugar.flatMap(([name, op]) => {
    const value = exactOf(given[name]);
    return value ? [{ of: "total", op, value, to: null }] : [];
  });
  const any = listOf(given.any).map(sentences);
  return { all: [...limits, ...sentences(given.when)], any: any.filter((each) => each.length > 0) };
}

function sentences(value: Value | undefined): Condition[] {
  return listOf(value).flatMap((each) => {
    const [, of = "", op = "", first, second] = SENTENCE.exec(text(each)) ?? [];
    const [one, to] = [exactOf(first), exactOf(second)];
    const good = one && (op === "between") === (to !== null) && (second === undefined || to !== null);
    return good ? [{ of, op: op as Op, value: one, to }] : [];
  });
}
