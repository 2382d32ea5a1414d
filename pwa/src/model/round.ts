/**
 * 轮次: what a round says beyond form and time: who evaluates whom, from how many on it counts, who grades by what.
 * Promises: pure; a round that says nothing of it is one of peers.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { RoundKindName } from "./generated";
import { idOf } from "./ids";

export interface Band {
  readonly grade: string;
  readonly from: number;
}

export interface RoundMore {
  readonly kind: RoundKindName;
  readonly quorum: string;
  readonly decider: string;
  /** The best first. */
  readonly bands: readonly Band[];
  readonly notValid: boolean;
  readonly seedHash: string;
  readonly seed: string;
}

function map(value: Value | undefined): { [key: string]: Value } {
  const fine = value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array);
  return fine ? (value as { [key: string]: Value }) : {};
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** The elements of a family whose names are ids, by id; removed ones left out. */
function byId(doc: Doc, family: string): [Hex, Value][] {
  const found: [Hex, Value][] = [];
  for (const [path, { value }] of doc.registers) {
    const id = path.startsWith(family) && value !== null ? idOf(path.slice(family.length)) : null;
    if (id) found.push([id, value]);
  }
  return found;
}

export function moreOf(doc: Doc): RoundMore {
  const at = (path: string) => doc.registers.get(path)?.value;
  const bands: Band[] = [];
  for (const [path, { value }] of doc.registers) {
    if (path.startsWith("bands/") && value !== null) {
      bands.push({ grade: text(map(value).grade), from: Number(map(value).from) });
    }
  }
  return {
    kind: (text(at("kind")) || "peer") as RoundKindName,
    quorum: text(at("quorum")),
    decider: text(at("decider")),
    bands: bands.sort((one, other) => other.from - one.from),
    notValid: at("not_valid") === true,
    seedHash: text(at("seed_hash")),
    seed: text(at("seed")),
  };
}

export interface Electorate {
  readonly due: number;
  readonly evaluators: readonly Hex[];
  /** Subject → reviewers that are theirs. */
  readonly subjects: ReadonlyMap<Hex, number>;
  readonly excluded: ReadonlyMap<Hex, string>;
  /** Whom the rule can't give as many reviewers as it asks for, with how many there are. */
  readonly short: ReadonlyMap<Hex, number>;
  readonly uncovered: readonly Hex[];
}

export function electorateOf(doc: Doc): Electorate {
  const due = doc.registers.get("due")?.value;
  return {
    due: typeof due === "number" ? due : 0,
    evaluators: byId(doc, "evaluators/").map(([id]) => id),
    subjects: new Map(byId(doc, "subjects/").map(([id, value]) => [id, Number(value)])),
    excluded: new Map(byId(doc, "excluded/").map(([id, value]) => [id, String(value)])),
    short: new Map(byId(doc, "short/").map(([id, value]) => [id, Number(value)])),
    uncovered: byId(doc, "uncovered/").map(([id]) => id),
  };
}

export interface Decision {
  readonly id: Hex;
  readonly round: Hex | null;
  readonly subject: Hex | null;
  /** Decimal text in percent, and the grade that the bands make of it; empty for none. */
  readonly score: string;
  readonly proposed: string;
  /** Where a programme's scoring model proposes: the place, why, and what is still to come. */
  readonly place: number | null;
  readonly moved: boolean;
  readonly open: boolean;
  readonly reasons: readonly string[];
  readonly missing: number;
  readonly grade: string;
  readonly reason: string;
  readonly decided: boolean;
  /** Who decided, as the register says. */
  readonly by: Hex | null;
  readonly atMs: number | null;
}

export function decisionOf(doc: Doc): Decision {
  const at = (path: string) => doc.registers.get(path)?.value;
  const proposal = map(at("proposal"));
  const decided = doc.registers.get("decided");
  return {
    id: doc.id,
    round: idOf(at("round")),
    subject: idOf(at("subject")),
    score: text(proposal.score),
    proposed: text(proposal.grade),
    place: typeof proposal.place === "number" ? proposal.place : null,
    moved: proposal.moved === true,
    open: proposal.open === true,
    reasons: list(proposal.reasons).map(text),
    missing: list(proposal.missing).length,
    grade: text(at("grade")),
    reason: text(at("reason")),
    decided: decided?.value === true,
    by: decided?.author ?? null,
    atMs: decided?.receivedMs ?? null,
  };
}

export interface PartResult {
  readonly id: string;
  readonly weight: string;
  readonly score: string | null;
  readonly missing: string;
}

export interface Combined {
  readonly round: Hex | null;
  readonly subject: Hex | null;
  readonly total: string | null;
  readonly parts: readonly PartResult[];
}

export function combinedOf(doc: Doc): Combined {
  const at = (path: string) => doc.registers.get(path)?.value;
  const parts: PartResult[] = [];
  for (const [path, { value }] of doc.registers) {
    if (!path.startsWith("parts/")) continue;
    const { weight, score, missing } = map(value);
    parts.push({ id: path.slice(6), weight: text(weight), score: text(score) || null, missing: text(missing) });
  }
  const total = at("total");
  return {
    round: idOf(at("round")),
    subject: idOf(at("subject")),
    total: typeof total === "string" ? total : null,
    parts: parts.sort((one, other) => one.id.localeCompare(other.id)),
  };
}

/** 80.00 → 80, 88.50 → 88.5 */
export function percentText(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
