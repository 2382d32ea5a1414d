/**
 * 荣誉: how an honour stands, what an award says of stars, whose the banner is. Mirrors models/award.py.
 * Promises: pure; any order of arrival gives the same.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { Day } from "./day";
import { type Given, listOf, mapOf, text } from "./given";
import { idOf } from "./ids";
import { firstDay } from "./period";

export const PUBLICITY_DAYS = 5;
const DEFAULT_BANDS: readonly StarBand[] = [
  { stars: 5, least: 90 },
  { stars: 4, least: 80 },
  { stars: 3, least: 70 },
  { stars: 2, least: 60 },
  { stars: 1, least: 0 },
];

export interface StarBand {
  readonly stars: number;
  readonly least: number;
}

/** The lines of a star award, the most stars first. */
export function bandsOf(award: Given): readonly StarBand[] {
  const bands = listOf(award.stars).flatMap((each) => {
    const line = mapOf(each);
    const least = Number(line?.min ?? 0);
    return line && typeof line.level === "number" && Number.isFinite(least) ? [{ stars: line.level, least }] : [];
  });
  return bands.length > 0 ? bands.sort((one, other) => other.stars - one.stars) : DEFAULT_BANDS;
}

/** How many stars a total comes to; 0 below every line, null without a total. */
export function starsFor(total: string | null, bands: readonly StarBand[]): number | null {
  if (total === null) return null;
  return bands.find(({ least }) => Number(total) >= least)?.stars ?? 0;
}

export function publicityDays(award: Given): number {
  return typeof award.publicity_days === "number" && award.publicity_days > 0 ? award.publicity_days : PUBLICITY_DAYS;
}

/** All names by which somebody may be called who gets it. */
export function titlesOf(award: Given): string[] {
  const items = listOf(award.items).map((each) => text(mapOf(each)?.title ?? each));
  const own = [text(award.title), ...listOf(award.aliases).map((each) => text(each))];
  return [...new Set([...(items.length > 0 ? items : own), ...own])].filter(Boolean);
}

export type HonourState = "draft" | "notice" | "over" | "conferred" | "withdrawn" | "stripped";

const at = ({ registers }: Doc, path: string): Value => registers.get(path)?.value ?? null;
const said = (doc: Doc, path: string): string => text(at(doc, path));

export interface Honour {
  readonly id: Hex;
  readonly state: HonourState;
  readonly subject: Hex | null;
  readonly programme: Hex | null;
  readonly element: string;
  readonly period: string;
  readonly title: string;
  readonly post: string;
  readonly reason: string;
  readonly until: Day;
  readonly number: number | null;
  readonly year: string;
  readonly doc: Doc;
}

export function honourOf(doc: Doc, today: Day): Honour {
  const number = at(doc, "number");
  return {
    id: doc.id,
    state: stateOf(doc, today),
    subject: idOf(at(doc, "subject")),
    programme: idOf(at(doc, "programme")),
    element: said(doc, "element"),
    period: said(doc, "period"),
    title: said(doc, "title"),
    post: said(doc, "post"),
    reason: said(doc, "reason"),
    until: said(doc, "objections_until"),
    number: typeof number === "number" ? number : null,
    year: said(doc, "year"),
    doc,
  };
}

function stateOf(doc: Doc, today: Day): HonourState {
  if (said(doc, "stripped")) return "stripped";
  if (said(doc, "withdrawn")) return "withdrawn";
  if (at(doc, "conferred") === true) return "conferred";
  if (at(doc, "announced") !== true) return "draft";
  const until = said(doc, "objections_until");
  return until && today > until ? "over" : "notice";
}

export interface StarLevel {
  readonly period: string;
  readonly stars: number;
  readonly reason: string;
}

/** The levels of a rating, the latest period first. */
export function levelsOfStars({ registers }: Doc): StarLevel[] {
  const levels = [...registers].flatMap(([path, { value }]) => {
    const given = path.startsWith("levels/") ? mapOf(value) : null;
    return given ? [{ period: path.slice(7), stars: Number(given.stars), reason: text(given.reason) }] : [];
  });
  return levels.sort((one, other) => (firstDay(one.period) < firstDay(other.period) ? 1 : -1));
}

export interface Banner {
  readonly id: Hex;
  readonly programme: Hex | null;
  readonly element: string;
  readonly period: string;
  readonly holder: Hex | null;
  readonly reason: string;
  readonly withdrawn: string;
  /** Won from another, or kept; nothing for the first one. */
  readonly how: "won" | "kept" | "first";
}

/** One award's banners, the latest period first; each is kept by whoever had it in the period before. */
export function banners(docs: readonly Doc[]): Banner[] {
  const order = [...docs].sort((one, other) =>
    firstDay(said(one, "period")) < firstDay(said(other, "period")) ? -1 : 1,
  );
  const held = new Map<string, Hex | null>();
  return order
    .map((doc) => {
      const key = `${idOf(at(doc, "programme"))}/${said(doc, "element")}`;
      const holder = idOf(at(doc, "holder"));
      const before = held.get(key);
      const withdrawn = said(doc, "withdrawn");
      if (!withdrawn) held.set(key, holder);
      return {
        id: doc.id,
        programme: idOf(at(doc, "programme")),
        element: said(doc, "element"),
        period: said(doc, "period"),
        holder,
        reason: said(doc, "reason"),
        withdrawn,
        how: before === undefined ? ("first" as const) : before === holder ? ("kept" as const) : ("won" as const),
      };
    })
    .reverse();
}
