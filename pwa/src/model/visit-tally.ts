/** 检查计分: what the server has counted of a visit so far, and whether this phone comes to the same. Pure. */
import type { VisitScore } from "./inspection";
import type { Registers } from "./visit";

export interface VisitTally {
  readonly full: string;
  readonly score: string;
  readonly lost: string;
  /** False while records of this phone or of another one are still on their way. */
  readonly same: boolean;
}

export function visitTally(registers: Registers, here: VisitScore): VisitTally {
  const at = (path: string): unknown => registers.get(path)?.value;
  const words = (path: string): string => String(at(path) ?? "0");
  const told = { full: words("full"), score: words("score"), lost: words("lost") };
  const same =
    told.full === here.full &&
    told.score === here.score &&
    told.lost === here.lost &&
    at("failed") === here.failed &&
    at("judged") === here.passed + here.failed + here.na;
  return { ...told, same };
}
