/** 定级: a group's scores side by side, as `models/grading.py`: places, quotas, ties, and which ballots are valid. */
import type { Value } from "../sync/interface";
import { listOf, plainOf, type ScoringModel, text } from "./scoring-model";
import { compare, type Exact, exactOf, type Rounding, rounded, times, whole, ZERO } from "./scoring-number";

export interface Standing {
  readonly who: string;
  /** null where something is missing: no place and no band. */
  readonly total: Exact | null;
  readonly band: string | null;
  /** False for who takes part without a grade. */
  readonly graded: boolean;
  /** What equal totals are parted by. */
  readonly measures: ReadonlyMap<string, Exact | null>;
}

export interface Placing {
  readonly who: string;
  readonly place: number | null;
  readonly band: string | null;
  /** True where the quota was full. */
  readonly moved: boolean;
  /** True where a tie goes past the quota and somebody has to decide. */
  readonly open: boolean;
}

interface Quota {
  readonly band: string;
  readonly ratio: Exact | null;
  readonly count: number | null;
  readonly atLeast: number | null;
  readonly rounding: Rounding;
  readonly everyone: boolean;
}

function wholeOf(value: Value | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function quotasOf(model: ScoringModel): Quota[] {
  return listOf(plainOf(model.plain)?.quotas).flatMap((each) => {
    const given = plainOf(each);
    if (!given) return [];
    return [
      {
        band: text(given.band),
        ratio: exactOf(given.ratio),
        count: wholeOf(given.count),
        atLeast: wholeOf(given.at_least),
        rounding: (text(given.rounding) || "floor") as Rounding,
        everyone: given.of === "everyone",
      },
    ];
  });
}

/** How many of a group of this size may have the band; null without a bound. */
function places(quota: Quota, size: number): number | null {
  const share = quota.ratio && Number(rounded(times(quota.ratio, whole(size)), 0, quota.rounding).n);
  const bounds = [quota.count, share].filter((bound) => bound !== null);
  return bounds.length > 0 ? Math.min(...bounds) : null;
}

export function grade(
  model: ScoringModel,
  standings: readonly Standing[],
): { readonly placings: readonly Placing[]; readonly unmet: readonly string[] } {
  const quotas = quotasOf(model);
  const tieBy = listOf(plainOf(model.plain)?.tie_by).map(text);
  const than = (one: Standing, other: Standing): number => {
    for (const name of [null, ...tieBy]) {
      const [left, right] = [one, other].map((each) => (name === null ? each.total : each.measures.get(name)) ?? null);
      const known = Number(right != null) - Number(left != null);
      const differ = known || compare(right ?? ZERO, left ?? ZERO);
      if (differ) return differ;
    }
    return 0;
  };
  const byName = (one: Standing, other: Standing) => (one.who < other.who ? -1 : 1);
  const graded = standings.filter((each) => each.graded);
  const ranked = graded.filter((each) => each.total && each.band !== null).sort((a, b) => than(a, b) || byName(a, b));
  const groups: Standing[][] = [];
  for (const each of ranked) {
    const last = groups.at(-1);
    if (last?.[0] && than(last[0], each) === 0) last.push(each);
    else groups.push([each]);
  }
  const { bands, open } = bandsOf(model, quotas, groups, { graded: graded.length, everyone: standings.length });
  const placeOf = new Map<string, number>();
  for (const group of groups) {
    const place = placeOf.size + 1;
    for (const { who } of group) placeOf.set(who, place);
  }
  const rest = standings.filter((each) => !placeOf.has(each.who)).sort(byName);
  const placings = [...ranked, ...rest].map((each) => ({
    who: each.who,
    place: placeOf.get(each.who) ?? null,
    band: bands.get(each.who) ?? null,
    moved: bands.has(each.who) && bands.get(each.who) !== each.band,
    open: open.has(each.who),
  }));
  const held = (band: string) => placings.filter((each) => each.band === band).length;
  const unmet = quotas.filter((quota) => quota.atLeast !== null && held(quota.band) < quota.atLeast);
  return { placings, unmet: unmet.map((quota) => quota.band) };
}

/** From the best band down: who finds no place left moves to the next one, and is weighed there with its own. */
function bandsOf(
  model: ScoringModel,
  quotas: readonly Quota[],
  groups: readonly (readonly Standing[])[],
  size: { readonly graded: number; readonly everyone: number },
): { bands: Map<string, string>; open: Set<string> } {
  const ties = text(plainOf(model.plain)?.ties) || "open";
  const bands = new Map<string, string>();
  const open = new Set<string>();
  let moved = new Set<string>();
  for (const [at, band] of model.bands.entries()) {
    const here = groups
      .map((group) => group.filter((each) => each.band === band.id || moved.has(each.who)))
      .filter((group) => group.length > 0);
    const quota = at < model.bands.length - 1 ? quotas.findLast((each) => each.band === band.id) : undefined;
    const most = quota ? places(quota, quota.everyone ? size.everyone : size.graded) : null;
    let taken = 0;
    let full = false;
    for (const group of here) {
      const beyond = most !== null && taken + group.length > most;
      const shares = beyond && !full && taken < most;
      full ||= beyond;
      if (full && !(shares && ties !== "none")) continue;
      for (const { who } of group) {
        bands.set(who, band.id);
        if (shares && ties === "open") open.add(who);
      }
      taken += group.length;
    }
    moved = new Set(here.flat().flatMap(({ who }) => (bands.has(who) ? [] : [who])));
  }
  return { bands, open };
}

/** Why one ballot's scores are not valid; null where they are. An empty ballot is an abstention. */
export function ballotFault(rules: Value, scores: readonly Exact[]): string | null {
  const given = plainOf(rules) ?? {};
  const [first] = scores;
  const marks = wholeOf(given.marks_max);
  const full = exactOf(given.full) ?? whole(100);
  if (!first) return "ballot_blank";
  if (marks !== null && scores.length > marks) return "ballot_marks";
  if (given.full_invalid === true && scores.every((score) => compare(score, full) >= 0)) return "ballot_full";
  const equal = scores.length > 1 && scores.every((score) => compare(score, first) === 0);
  if (given.equal_invalid === true && equal) return "ballot_equal";
  for (const each of listOf(given.distribution)) {
    const share = plainOf(each) ?? {};
    const [low, below] = [exactOf(share.low), exactOf(share.below)];
    const [atMost, atLeast] = [wholeOf(share.at_most), wholeOf(share.at_least)];
    const within = (score: Exact) => !(low && compare(score, low) < 0) && !(below && compare(score, below) >= 0);
    const count = scores.filter(within).length;
    if ((atMost !== null && count > atMost) || (atLeast !== null && count < atLeast)) return "ballot_distribution";
  }
  return null;
}
