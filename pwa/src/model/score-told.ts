/**
 * 方案得分 as a result stores it, read back: what `explain` and `missingTo` ask for, without the answers.
 * Promises: pure; a part or measure that isn't stored isn't known.
 */
import type { ProgrammeScore, ScorePart } from "./generated";
import { type Exact, exactOf, ZERO } from "./scoring-number";
import type { Part } from "./scoring-parts";
import type { Reached } from "./scoring-way";

export interface Told extends Reached {
  readonly parts: ReadonlyMap<string, Part>;
}

export function toldOf({ parts, measures, band, vetoes, gates }: ProgrammeScore): Told {
  return {
    band: band ?? null,
    vetoes: vetoes ?? [],
    gates: gates ?? [],
    soFar: new Map(
      Object.entries(measures ?? {}).map(([name, value]): [string, Exact | null] => [name, exactOf(value)]),
    ),
    parts: new Map(parts.map((part) => [part.id, partOf(part)])),
  };
}

function partOf(part: ScorePart): Part {
  return {
    value: exactOf(part.value),
    complete: part.complete ?? true,
    applies: part.applies ?? true,
    counted: part.counted ?? 0,
    excluded: part.excluded ?? 0,
    dropped: part.dropped ?? 0,
    lost: exactOf(part.lost) ?? ZERO,
    cut: exactOf(part.cut) ?? ZERO,
    absent: [],
    unread: [],
  };
}
