/** Plays the courses of visits that tests/models/visits_random.py makes, through what the screens count with. */
import { idOf } from "../src/model/ids";
import { Sums } from "../src/parts/inspect/table";
import type { Doc, Hex, Register } from "../src/sync/interface";
import { type Tagged, untag } from "./tagged";

/** Id, kind, and each register: path, value, stamp, and when the server took it. */
type Written = readonly [Hex, string, readonly (readonly [string, Tagged, Hex, number | null])[]];

export interface Course {
  readonly visit: Hex;
  readonly me: Hex;
  readonly states: readonly (readonly Written[])[];
}

/** 计数: the words of a tally; of each item the verdict, the points lost, whether it is disputed, how many count. */
export interface Counted {
  readonly judged: number;
  readonly failed: number;
  readonly disputed: number;
  readonly observations: number;
  readonly full: string;
  readonly score: string;
  readonly lost: string;
  readonly items: Readonly<Record<string, readonly [string, string, boolean, number]>>;
}

function docOf([id, kind, registers]: Written): Doc {
  const read = registers.map(([path, value, stamp, receivedMs]): [string, Register] => [
    path,
    { value: untag(value), stamp, author: "0".repeat(32), receivedMs },
  ]);
  return { id, kind, registers: new Map(read), waiting: false };
}

/** What a phone shows after each state. It keeps what it has counted and is told what has changed, as on a screen. */
export function played({ visit, me, states }: Course): Counted[] {
  const [sums, held] = [new Sums(visit), new Map<Hex, Doc>()];
  return states.map((changed) => {
    for (const each of changed) held.set(each[0], docOf(each));
    const of = (kind: string): Doc[] => [...held.values()].filter((doc) => doc.kind === kind);
    const doc = held.get(visit) as Doc;
    const checklist = held.get(idOf(doc.registers.get("checklist")?.value) ?? "");
    sums.take({ visit: doc, checklist, observations: of("observation"), rulings: of("visit_ruling"), me });
    return counted(sums);
  });
}

function counted({ table }: Sums): Counted {
  const { full, score, lost, failed, passed, na } = table.score.told();
  const items = table.rows.map(({ id, result }) => {
    const disputed = result.disagree && result.source !== "ruling";
    return [id, [result.verdict, result.lost, disputed, result.judged]] as const;
  });
  return {
    judged: passed + failed + na,
    failed,
    disputed: items.filter(([, [, , disputed]]) => disputed).length,
    observations: items.reduce((sum, [, [, , , judged]]) => sum + judged, 0),
    full,
    score,
    lost,
    items: Object.fromEntries(items),
  };
}
