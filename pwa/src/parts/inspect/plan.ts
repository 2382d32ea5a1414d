/** A plan as its page reads it: candidates, inspectors, the draw, who was excused, who knows of it. */
import { idOf } from "../../model/ids";
import { textAt } from "../../model/person";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";

const PRACTICES = [
  "covert",
  "open",
  "surprise",
  "spot_check",
  "special",
  "random",
  "regular",
  "daily",
  "concentrated",
  "research",
  "first_hand",
] as const;

export function practices(): { readonly value: string; readonly label: string }[] {
  return PRACTICES.map((value) => ({ value, label: t(`insp.practice.${value}`) }));
}

export interface Drawn {
  readonly place: Hex;
  readonly team: readonly Hex[];
  readonly leader: Hex | null;
}

export interface Excused {
  readonly person: Hex;
  readonly place: Hex;
  readonly why: "own_unit" | "relative" | "last_visit";
}

export interface Plan {
  readonly id: Hex;
  readonly title: string;
  readonly covert: boolean;
  readonly institution: Hex | null;
  readonly candidates: readonly Hex[];
  readonly inspectors: readonly Hex[];
  readonly places: number | null;
  readonly each: number | null;
  readonly leader: Hex | null;
  readonly again: boolean;
  readonly silent: boolean;
  readonly sealed: boolean;
  readonly announced: boolean;
  readonly cancelled: string | null;
  readonly seedHash: string;
  readonly drawn: readonly Drawn[];
  readonly excused: readonly Excused[];
  /** Who has received it, and when. */
  readonly seen: readonly (readonly [Hex, number])[];
  /** Whose account was reset since, and when: somebody else may have opened it. */
  readonly resets: readonly (readonly [Hex, number])[];
  /** Other draws for the same places that its planners have seen: when, and why each was cancelled. */
  readonly redrawn: readonly Redrawn[];
}

export interface Redrawn {
  readonly sealed_at: number;
  readonly cancelled_at: number | null;
  readonly reason: string | null;
}

export function planOf(doc: Doc): Plan {
  const at = (path: string): Value => doc.registers.get(path)?.value ?? null;
  const drawn: Drawn[] = [];
  const excused: Excused[] = [];
  const seen: [Hex, number][] = [];
  const resets: [Hex, number][] = [];
  const redrawn: Redrawn[] = [];
  for (const [path, { value }] of doc.registers) {
    const [family = "", rest = ""] = path.split("/");
    const id = idOf(rest);
    if (!id || value === null) continue;
    if (family === "redrawn") redrawn.push(value as unknown as Redrawn);
    if (family === "drawn") drawn.push(drawnOf(id, value));
    else if (family === "seen") seen.push([id, Number(value)]);
    else if (family === "reset") resets.push([id, Number(value)]);
    else if (family === "excused") excused.push(...excusesOf(id, value));
  }
  return {
    id: doc.id,
    title: textAt(doc, "title"),
    covert: at("manner") !== "open",
    institution: idOf(at("institution")),
    candidates: chosen(doc, "candidates/"),
    inspectors: chosen(doc, "inspectors/"),
    places: numberOf(at("places")),
    each: numberOf(at("each")),
    leader: idOf(at("leader")),
    again: at("again") === true,
    silent: at("silent") === true,
    sealed: at("sealed") === true,
    announced: at("announced") === true,
    cancelled: typeof at("cancelled") === "string" ? String(at("cancelled")) : null,
    seedHash: textAt(doc, "seed_hash"),
    drawn,
    excused,
    seen: seen.sort(([, one], [, other]) => one - other),
    resets,
    redrawn: redrawn.sort((one, other) => one.sealed_at - other.sealed_at),
  };
}

const numberOf = (value: Value): number | null => (typeof value === "number" ? value : null);

function chosen(doc: Doc, prefix: string): Hex[] {
  const found: Hex[] = [];
  for (const [path, { value }] of doc.registers) {
    const id = path.startsWith(prefix) && value === true ? idOf(path.slice(prefix.length)) : null;
    if (id) found.push(id);
  }
  return found;
}

function drawnOf(place: Hex, value: Value): Drawn {
  const { team, leader } = value as unknown as { readonly team: readonly Value[]; readonly leader: Value };
  return { place, team: team.map(idOf).filter((id): id is Hex => id !== null), leader: idOf(leader) };
}

function excusesOf(person: Hex, value: Value): Excused[] {
  const list = value as unknown as readonly { readonly place: Value; readonly why: Excused["why"] }[];
  return list.map(({ place, why }) => ({ person, place: idOf(place) ?? "", why }));
}
