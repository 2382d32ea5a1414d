/** 推荐: the levels of an award and what each has ruled on a nominee. Mirrors models/nomination.py. Pure. */
import type { Doc, Hex, Value } from "../sync/interface";
import { type Given, listOf, mapOf } from "./given";
import { idOf } from "./ids";

export const PUT_FORWARD = "put_forward";
const HOUSE = "house";

export interface Level {
  readonly name: string;
  readonly quota: number | null;
}

export interface Nomination {
  readonly id: Hex;
  readonly programme: Hex | null;
  readonly element: string;
  readonly subject: Hex | null;
  readonly registers: Doc["registers"];
}

function most(quota: Value | undefined): number | null {
  const found = mapOf(quota)?.max ?? quota;
  return typeof found === "number" && Number.isInteger(found) ? found : null;
}

/** The chain of an award; its quota is that of the last level where that one names none. */
export function levelsOf(award: Given): Level[] {
  const steps = listOf(award.chain)
    .flatMap((each): Given[] => [mapOf(each) ?? {}])
    .filter(({ level }) => level);
  const chain: Level[] = steps.map(({ level, quota }) => ({ name: String(level), quota: most(quota) }));
  const whole = most(award.quota);
  const last = chain.pop() ?? { name: HOUSE, quota: whole };
  return [...chain, { name: last.name, quota: last.quota ?? whole }];
}

export function nominationOf({ id, registers }: Doc): Nomination {
  const at = (path: string): Value => registers.get(path)?.value ?? null;
  return {
    id,
    programme: idOf(at("programme")),
    element: String(at("element") ?? ""),
    subject: idOf(at("subject")),
    registers,
  };
}

/** The latest ruling at a level; empty for none. */
export function rulingAt({ registers }: Nomination, level: string): string {
  const steps = [...registers].filter(([path, { value }]) => path.startsWith(`steps/${level}/`) && mapOf(value));
  const latest = steps.sort(([, one], [, other]) => (one.stamp < other.stamp ? 1 : -1))[0];
  return String(mapOf(latest?.[1].value)?.ruling ?? "");
}
