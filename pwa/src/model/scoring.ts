/**
 * 得分: what a scoring model makes of answers, the same to the digit as `models/scoring.py`.
 * Promises: pure and exact; rounded once, at the end; while anything that decides is missing there is no band.
 */
import type { Band, Component, Condition, Gate, ScoringModel, When } from "./scoring-model";
import {
  compare,
  type Exact,
  exactOf,
  least,
  minus,
  most,
  plus,
  rounded,
  roundedText,
  times,
  whole,
  ZERO,
} from "./scoring-number";
import { counted, type Given, inner, leaf, type Part, zeroed } from "./scoring-parts";
import { overSheets, type Sheets, sumOver } from "./scoring-sheets";

export type Measures = ReadonlyMap<string, Exact | null>;

export interface Scored {
  /** What there is so far; null before the first answer. */
  readonly total: string | null;
  readonly complete: boolean;
  readonly components: ReadonlyMap<string, string | null>;
  readonly band: string | null;
  readonly vetoes: readonly string[];
  readonly gates: readonly string[];
  readonly deductions: string;
  readonly bonus: string;
  /** The keys of answers that are still to come. */
  readonly missing: readonly string[];
  readonly unread: readonly string[];
  /** True where all is known and no band takes it. */
  readonly ungraded: boolean;
  /** The measures by what is known now. */
  readonly soFar: Measures;
  readonly parts: ReadonlyMap<string, Part>;
}

const ANSWER = "answer/";

/** Where there are several filled-in sheets, items that `answers` doesn't hold are taken from them all. */
export function score(model: ScoringModel, answers: Given, sheets: Sheets = []): Scored {
  const given = { answers, sheets };
  let parts = partsOf(model, given, new Set());
  let early = measured(model, parts, given, true);
  const zero = new Set(model.gates.flatMap((gate) => (gate.zero && holds(gate.when, early) ? [gate.zero] : [])));
  if (zero.size > 0) {
    parts = partsOf(model, given, zero);
    early = measured(model, parts, given, true);
  }
  const vetoes = model.vetoes.map((veto) => ({ veto, held: holds(veto.when, early) }));
  const held = vetoes.filter((one) => one.held).map((one) => one.veto);
  const tops = model.components.filter((each) => each.parent === null);
  const top = inner({ ...BARE, aggregate: model.aggregate }, tops, parts);
  const count: [string, Exact | null] = ["vetoes", vetoes.some((one) => one.held === null) ? null : whole(held.length)];
  const before = new Map([...early, ...sums(model, parts, top.value, ZERO, top.complete), count]);
  const taken = model.gates.reduce((all, gate) => plus(all, takenBy(gate, before)), ZERO);
  // A gate of which nobody can tell whether it holds leaves the total open: what it would take isn't guessed.
  const complete = top.complete && model.gates.every((gate) => holds(gate.when, before) !== null);
  const measures = new Map([...early, ...sums(model, parts, top.value, taken, complete), count]);
  const [band, decided] = bandOf(model, measures, held);
  const soFar = new Map([
    ...measured(model, parts, given, false),
    ...sums(model, parts, top.value, taken, true),
    ["vetoes", whole(held.length)] as const,
  ]);
  const shown = (value: Exact | null) => value && roundedText(value, model.decimals, model.rounding);
  return {
    total: shown(limited(model, top.value, taken)),
    complete,
    components: new Map([...parts].map(([id, part]) => [id, shown(part.value)])),
    band: band?.id ?? null,
    vetoes: held.map((veto) => veto.id),
    gates: model.gates.filter((gate) => hasHeld(gate, measures, before, early)).map((gate) => gate.id),
    deductions: shown(soFar.get("deductions") ?? ZERO) ?? "",
    bonus: shown(soFar.get("bonus") ?? ZERO) ?? "",
    missing: missingOf(model, parts, given),
    unread: [...new Set([...parts.values()].flatMap((part) => part.unread))],
    ungraded: model.bands.length > 0 && decided && !band,
    soFar,
    parts,
  };
}

const BARE = {
  trim: { nGt: 5, drop: 1 },
  each: null,
  outOf: null,
  full: null,
  base: ZERO,
  cap: null,
  floor: null,
};

/** Each after what it needs, then in the model's order. */
function partsOf(model: ScoringModel, given: Told, zero: ReadonlySet<string>): Map<string, Part> {
  const known = new Map(model.components.map((each) => [each.id, each]));
  const parts = new Map<string, Part>();
  const work = (each: Component): void => {
    if (parts.has(each.id)) return;
    const children = model.components.filter((other) => other.parent === each.id);
    const looked = each.source?.kind === "components" ? each.source.names : null;
    for (const child of children) work(child);
    for (const name of looked ?? []) {
      const other = known.get(name);
      if (other) work(other);
    }
    const part =
      children.length > 0 ? inner(each, children, parts) : looked ? counted(each, parts, known) : leafOf(each, given);
    parts.set(each.id, zero.has(each.id) ? zeroed(part) : part);
  };
  for (const each of model.components) work(each);
  return new Map(model.components.map((each) => [each.id, parts.get(each.id) as Part]));
}

/** What was answered: single answers, and sheets. */
interface Told {
  readonly answers: Given;
  readonly sheets: Sheets;
}

function leafOf(each: Component, { answers, sheets }: Told): Part {
  const { kind, names } = each.source ?? { kind: "", names: [] };
  const fromSheets = sheets.length > 0 && kind === "items" && names.every((name) => answers(name) === undefined);
  return fromSheets ? overSheets(each, sheets) : leaf(each, answers);
}

function conditionsOf(model: ScoringModel): Condition[] {
  return [...model.vetoes, ...model.gates, ...model.bands].flatMap(({ when }) => [...when.all, ...when.any.flat()]);
}

/** What conditions see before the sum. Strict: only what is whole. */
function measured(
  model: ScoringModel,
  parts: ReadonlyMap<string, Part>,
  given: Told,
  strict: boolean,
): Map<string, Exact | null> {
  const measures = new Map<string, Exact | null>();
  for (const [id, part] of parts) measures.set(id, part.complete || !strict ? seen(model, part.value) : null);
  for (const { of } of conditionsOf(model)) {
    if (of.startsWith(ANSWER)) measures.set(of, answerMeasure(given, of));
  }
  return measures;
}

function answerMeasure({ answers, sheets }: Told, of: string): Exact | null {
  const key = of.slice(ANSWER.length);
  const answer = answers(key);
  if (answer === undefined && sheets.length > 0) return sumOver(sheets, key);
  return typeof answer === "boolean" ? whole(Number(answer)) : exactOf(answer);
}

/** As people see it: conditions judge by what is shown. */
function seen(model: ScoringModel, value: Exact | null): Exact | null {
  return value && rounded(value, model.decimals, model.rounding);
}

function sums(
  model: ScoringModel,
  parts: ReadonlyMap<string, Part>,
  summed: Exact | null,
  taken: Exact,
  known: boolean,
): [string, Exact | null][] {
  let [lost, won] = [taken, ZERO];
  for (const each of model.components) {
    const part = parts.get(each.id);
    if (!part || each.apart) continue;
    lost = plus(lost, part.lost);
    if (each.aggregate === "bonus" && part.value) won = plus(won, minus(part.value, each.base));
  }
  return [
    ["total", known ? seen(model, limited(model, summed, taken)) : null],
    ["deductions", known ? seen(model, lost) : null],
    ["bonus", known ? seen(model, won) : null],
  ];
}

function limited(model: ScoringModel, summed: Exact | null, taken: Exact): Exact | null {
  if (!summed) return null;
  let value = minus(plus(summed, model.base), taken);
  if (model.cap) value = least(value, model.cap);
  return model.floor ? most(value, model.floor) : value;
}

function takenBy(gate: Gate, measures: Measures): Exact {
  if (!holds(gate.when, measures)) return ZERO;
  const first = gate.when.all[0] ?? gate.when.any[0]?.[0];
  const each = gate.each && first ? times(gate.each, measures.get(first.of) ?? ZERO) : ZERO;
  return plus(gate.deduct ?? ZERO, each);
}

/** Whether a gate has had its effect: each effect looks at the measures of its own moment. */
function hasHeld(gate: Gate, measures: Measures, before: Measures, early: Measures): boolean {
  return Boolean(
    (gate.zero && holds(gate.when, early)) ||
      ((gate.deduct || gate.each) && holds(gate.when, before)) ||
      ((gate.atMost || gate.band) && holds(gate.when, measures)),
  );
}

/** The band, and whether all that decides it is known. A veto needs nothing else. */
function bandOf(model: ScoringModel, measures: Measures, vetoes: readonly Gate[]): [Band | null, boolean] {
  const at = (at: number): [Band | null, boolean] => [model.bands[at] ?? null, true];
  const place = (id: string | null) => model.bands.findIndex((band) => band.id === id);
  const last = model.bands.length - 1;
  if (last < 0) return [null, false];
  if (vetoes.length > 0) return at(Math.max(...vetoes.map((veto) => (veto.band ? place(veto.band) : last))));
  const gates = model.gates
    .filter((gate) => gate.atMost || gate.band)
    .map((gate) => ({ gate, held: holds(gate.when, measures) }));
  if (measures.get("vetoes") === null || gates.some(({ held }) => held === null)) return [null, false];
  const holding = gates.filter(({ held }) => held).map(({ gate }) => gate);
  const forced = holding.filter((gate) => gate.band).map((gate) => place(gate.band));
  const [first, decided] = forced.length > 0 ? [Math.max(...forced), true] : firstOf(model, measures);
  if (first < 0) return [null, decided];
  return at(Math.max(first, ...holding.filter((gate) => gate.atMost).map((gate) => place(gate.atMost))));
}

/** The first band from the top that holds; not decided where one that is not known stands above it. */
export function firstOf(model: ScoringModel, measures: Measures): [number, boolean] {
  for (const [at, band] of model.bands.entries()) {
    const held = band.otherwise ? measures.get("total") != null || null : holds(band.when, measures);
    if (held) return [at, true];
    if (held === null) return [-1, false];
  }
  return [-1, true];
}

function missingOf(model: ScoringModel, parts: ReadonlyMap<string, Part>, given: Told): string[] {
  const asked = conditionsOf(model).filter(({ of }) => of.startsWith(ANSWER) && !answerMeasure(given, of));
  const keys = asked.map(({ of }) => of.slice(ANSWER.length));
  return [...new Set([...[...parts.values()].flatMap((part) => part.absent), ...keys])];
}

/** True or false where the known measures decide it, null where it hangs on one that is missing. */
export function holds(when: When, measures: Measures): boolean | null {
  const every = allOf(when.all.map((each) => conditionHolds(each, measures)));
  if (when.any.length === 0) return every;
  const groups = when.any.map((group) => allOf(group.map((each) => conditionHolds(each, measures))));
  return allOf([every, groups.includes(true) ? true : groups.includes(null) ? null : false]);
}

function allOf(each: readonly (boolean | null)[]): boolean | null {
  return each.includes(false) ? false : each.includes(null) ? null : true;
}

export function conditionHolds({ of, op, value, to }: Condition, measures: Measures): boolean | null {
  const have = measures.get(of);
  if (!have) return null;
  const than = compare(have, value);
  switch (op) {
    case ">=":
      return than >= 0;
    case ">":
      return than > 0;
    case "<=":
      return than <= 0;
    case "<":
      return than < 0;
    case "=":
      return than === 0;
    case "!=":
      return than !== 0;
    default:
      return than >= 0 && compare(have, to ?? value) <= 0;
  }
}
