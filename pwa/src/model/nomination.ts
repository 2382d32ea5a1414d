/** 推荐: the levels of an award and what each has ruled on a nominee. Mirrors models/nomination.py. Pure. */
import type { Doc, Hex, Value } from "../sync/interface";
import { type Given, listOf, mapOf, text } from "./given";
import { idOf } from "./ids";
import type { Rounding } from "./scoring-number";

export const PUT_FORWARD = "put_forward";
const HOUSE = "house";

export interface Level {
  readonly name: string;
  readonly quota: number | null;
  /** A quota that is a share: `1/10` or `10%`; empty for none. */
  readonly share: string;
  readonly rounding: Rounding;
}

export interface Nomination {
  readonly id: Hex;
  readonly programme: Hex | null;
  readonly element: string;
  readonly subject: Hex | null;
  /** The period that it names; empty for one from before nominations had any (`award-period.ts`). */
  readonly period: string;
  readonly registers: Doc["registers"];
}

const ROUNDINGS: { readonly [said: string]: Rounding } = { down: "floor", up: "ceil" };

function level(name: string, quota: Value | undefined): Level {
  const said = mapOf(quota);
  const most = said?.max ?? quota;
  const rounding = text(said?.rounding);
  return {
    name,
    quota: typeof most === "number" && Number.isInteger(most) ? most : null,
    share: text(said?.ratio),
    rounding: ROUNDINGS[rounding] ?? ((rounding || "floor") as Rounding),
  };
}

/** The chain of an award; its quota is that of the last level where that one names none. */
export function levelsOf(award: Given): Level[] {
  const steps = listOf(award.chain)
    .flatMap((each): Given[] => [mapOf(each) ?? {}])
    .filter((step) => step.level);
  const chain = steps.map((step) => level(String(step.level), step.quota));
  const last = chain.pop() ?? level(HOUSE, null);
  return [...chain, last.quota === null && !last.share ? level(last.name, award.quota) : last];
}

export function nominationOf({ id, registers }: Doc): Nomination {
  const at = (path: string): Value => registers.get(path)?.value ?? null;
  return {
    id,
    programme: idOf(at("programme")),
    element: String(at("element") ?? ""),
    subject: idOf(at("subject")),
    period: textOf(registers, "period"),
    registers,
  };
}

/** A register's text; empty for none. */
export function textOf(registers: Doc["registers"], path: string): string {
  return text(registers.get(path)?.value);
}

/** The latest ruling at a level; empty for none. */
export function rulingAt({ registers }: Nomination, level: string): string {
  const steps = [...registers].filter(([path, { value }]) => path.startsWith(`steps/${level}/`) && mapOf(value));
  const latest = steps.sort(([, one], [, other]) => (one.stamp < other.stamp ? 1 : -1))[0];
  return String(mapOf(latest?.[1].value)?.ruling ?? "");
}
