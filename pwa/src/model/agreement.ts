/**
 * 一致性: how far inspectors agree beyond chance, Cohen's and Fleiss' kappa, over a visit and item by item. Mirrors
 * models/agreement.py.
 * Promises: pure and exact; null where kappa has no value.
 */
import { type Exact, exact, minus, over, plus, times, whole, ZERO } from "./scoring-number";

export interface Agreement {
  readonly subjects: number;
  /** The share of pairs of inspectors who said the same. */
  readonly observed: Exact | null;
  readonly kappa: Exact | null;
}

/** Below so many subjects judged by two, kappa is chance itself and is not told. */
export const KAPPA_SUBJECTS_MIN = 10;

/** Subject to inspector to word. */
export type Ratings = ReadonlyMap<string, ReadonlyMap<string, string>>;

const NONE: Agreement = { subjects: 0, observed: null, kappa: null };
const ONE = whole(1);

function counted(words: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function beyond(observed: Exact, chance: Exact): Exact | null {
  const rest = minus(ONE, chance);
  return rest.n === 0n ? null : over(minus(observed, chance), rest);
}

/** Two inspectors: what each said of each subject. */
function cohen(pairs: readonly (readonly [string, string])[]): Agreement {
  const n = pairs.length;
  if (!n) return NONE;
  const observed = exact(BigInt(pairs.filter(([one, other]) => one === other).length), BigInt(n));
  const second = counted(pairs.map(([, other]) => other));
  let chance = ZERO;
  for (const [word, count] of counted(pairs.map(([one]) => one))) {
    chance = plus(chance, exact(BigInt(count * (second.get(word) ?? 0)), BigInt(n * n)));
  }
  return { subjects: n, observed, kappa: beyond(observed, chance) };
}

/** The share of pairs of inspectors who said the same of a subject. */
function alike(words: readonly string[]): Exact {
  const pairs = [...counted(words).values()].reduce((sum, count) => sum + count * (count - 1), 0);
  return exact(BigInt(pairs), BigInt(words.length * (words.length - 1)));
}

/** Each subject with what was said of it; those judged by fewer than two tell nothing. */
function fleiss(subjects: readonly (readonly string[])[]): Agreement {
  const rated = subjects.filter(({ length }) => length > 1);
  if (!rated.length) return NONE;
  const observed = over(rated.map(alike).reduce(plus, ZERO), whole(rated.length));
  const all = rated.flat();
  const chance = [...counted(all).values()].reduce((sum, count) => {
    const share = exact(BigInt(count), BigInt(all.length));
    return plus(sum, times(share, share));
  }, ZERO);
  return { subjects: rated.length, observed, kappa: beyond(observed, chance) };
}

/** Cohen's where the same two judged all that was judged twice, else Fleiss'. */
export function agreement(ratings: Ratings): Agreement {
  const twice = [...ratings.values()].filter(({ size }) => size > 1);
  const people = new Set(twice.map((said) => [...said.keys()].sort().join(" ")));
  const [one = "", other = "", third] = [...(twice[0]?.keys() ?? [])];
  if (people.size !== 1 || third !== undefined) return fleiss(twice.map((said) => [...said.values()]));
  return cohen(twice.map((said) => [said.get(one) ?? "", said.get(other) ?? ""]));
}

/** The items of a visit that two or more have judged, each with the share of pairs who said the same of it. */
export function perItem(ratings: Ratings): Map<string, Exact> {
  const twice = [...ratings].filter(([, said]) => said.size > 1);
  return new Map(twice.map(([item, said]) => [item, alike([...said.values()])]));
}

/** Visit to its ratings. Of each item: how far its inspectors agree over the visits in which two have judged it. */
export function across(visits: ReadonlyMap<string, Ratings>): Map<string, Agreement> {
  const turned = new Map<string, Map<string, ReadonlyMap<string, string>>>();
  for (const [visit, ratings] of visits) {
    for (const [item, said] of ratings) {
      if (said.size < 2) continue;
      const subjects = turned.get(item) ?? new Map<string, ReadonlyMap<string, string>>();
      turned.set(item, subjects.set(visit, said));
    }
  }
  return new Map([...turned].map(([item, subjects]) => [item, agreement(subjects)]));
}

/** The kappa that is shown: none of too few subjects. */
export function told({ subjects, kappa }: Agreement): Exact | null {
  return subjects >= KAPPA_SUBJECTS_MIN ? kappa : null;
}
