import { expect, it } from "vitest";
import { vectors } from "../../tests/tagged";
import { type Agreement, across, agreement, perItem, type Ratings, told } from "./agreement";
import {
  type ItemResult,
  ofItem,
  owed,
  type Ruled,
  type Seen,
  sections,
  type VerdictRule,
  visitScore,
  walked,
} from "./inspection";
import { type Exact, textOf } from "./scoring-number";
import { type Standing, timing, visitStanding } from "./visit";

type Item = Parameters<typeof ofItem>[0];

interface Cases {
  readonly items: { item: Item; seen: Seen[]; ruling: Ruled | null; rule: VerdictRule; result: ItemResult }[];
  readonly scores: { items: Record<string, Item>; rule: VerdictRule; seen: Record<string, Seen[]>; score: unknown }[];
  readonly sections: {
    items: Record<string, Item>;
    order: string[];
    sections: [string, string[]][];
    claims: string[];
    seen: string[];
    owed: string[];
  }[];
  readonly standings: {
    registers: { path: string; value: string | number; stamp: string; received: number }[];
    standing: Record<string, unknown>;
    timings: [number | null, string][];
  }[];
  readonly agreements: {
    ratings: Record<string, Record<string, string>>;
    subjects: number;
    observed: string | null;
    kappa: string | null;
    alike: Record<string, string>;
  }[];
  readonly courses: {
    visits: Record<string, Record<string, Record<string, string>>>;
    items: Record<string, unknown>;
  }[];
}

const cases = vectors<Cases>("inspection");

it.each(cases.items.map((one, at) => [at, one] as const))("comes to what Python says of an item: %i", (_, one) => {
  expect(ofItem(one.item, one.seen, one.ruling, one.rule)).toEqual(one.result);
});

it.each(cases.scores.map((one, at) => [at, one] as const))("scores a visit as in Python: %i", (_, one) => {
  const items = walked(Object.entries(one.items));
  const results = new Map(items.map(([id, item]) => [id, ofItem(item, one.seen[id] ?? [], null, one.rule)]));
  expect(visitScore(items, results)).toEqual(one.score);
});

it.each(cases.sections.map((one, at) => [at, one] as const))("divides a checklist as in Python: %i", (_, one) => {
  const items = walked(Object.entries(one.items));
  expect(items.map(([id]) => id)).toEqual(one.order);
  expect([...sections(items)]).toEqual(one.sections);
  expect(owed(items, new Set(one.claims), new Set(one.seen))).toEqual(one.owed);
});

it.each(cases.standings.map((one, at) => [at, one] as const))("stands as in Python: %i", (_, one) => {
  const registers = new Map(
    one.registers.map(({ path, value, stamp, received }) => [path, { value, stamp, receivedMs: received }]),
  );
  const found: Standing = visitStanding(registers);
  const { state, round, finish, reopened, publishedMs } = found;
  expect({ state, round, finish, reopened, published_ms: publishedMs }).toEqual(one.standing);
  for (const [received, said] of one.timings) expect(timing(registers, found, received)).toBe(said);
});

const ratingsOf = (told: Record<string, Record<string, string>>): Ratings =>
  new Map(Object.entries(told).map(([id, said]) => [id, new Map(Object.entries(said))]));
const words = (value: Exact | null): string | null => value && textOf(value);

it.each(cases.agreements.map((one, at) => [at, one] as const))("agrees as in Python: %i", (_, one) => {
  const { subjects, observed, kappa } = agreement(ratingsOf(one.ratings));
  expect(subjects).toBe(one.subjects);
  expect([words(observed), words(kappa)]).toEqual([one.observed, one.kappa]);
  const alike = [...perItem(ratingsOf(one.ratings))].map(([item, share]) => [item, textOf(share)]);
  expect(Object.fromEntries(alike)).toEqual(one.alike);
});

it.each(cases.courses.map((one, at) => [at, one] as const))("agrees on each item as in Python: %i", (_, one) => {
  const visits = new Map(Object.entries(one.visits).map(([id, ratings]) => [id, ratingsOf(ratings)]));
  const shown = (found: Agreement) => ({
    subjects: found.subjects,
    observed: words(found.observed),
    kappa: words(found.kappa),
    told: words(told(found)),
  });
  const items = [...across(visits)].map(([item, found]) => [item, shown(found)]);
  expect(Object.fromEntries(items)).toEqual(one.items);
});
