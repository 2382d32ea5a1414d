/**
 * 公布方案: how a proposal to publish stands. Mirror of models/publication.py, by the cases of publication.json.
 * Promises: pure; the last proposal decides; nobody confirms what is his own.
 */
import type { Hex } from "../sync/interface";
import { type Registers, under } from "./deed";

export type PublicationState = "open" | "proposed" | "returned" | "confirmed";

export interface Publication {
  readonly state: PublicationState;
  readonly round: number;
  readonly proposers: ReadonlySet<Hex>;
}

const STEPS = ["returned", "confirmed"] as const;

export function publicationStanding(registers: Registers): Publication {
  const rounds = under(registers, "proposed/").map((path) => numberOf(path));
  const round = Math.max(0, ...rounds);
  if (round === 0) return { state: "open", round, proposers: new Set() };
  const here = (step: string) => under(registers, `${step}/`).filter((path) => numberOf(path) === round);
  const proposers = new Set(here("proposed").map((path) => registers.get(path)?.author ?? ""));
  let state: PublicationState = "proposed";
  for (const step of STEPS) if (here(step).length > 0) state = step;
  return { state, round, proposers };
}

function numberOf(path: string): number {
  const text = path.split("/")[1] ?? "";
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
}
