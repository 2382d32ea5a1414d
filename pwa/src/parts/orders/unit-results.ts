/** The results of a unit that this device holds and may tell, the latest period first. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Hex } from "../../sync/interface";
import { all } from "../here";

export interface UnitResult {
  readonly period: string;
  readonly total: string;
}

export function resultsOf(unit: Hex | null): UnitResult[] {
  const found = all("period_result").flatMap((doc): UnitResult[] => {
    const [total, period] = [valueAt(doc, "total"), valueAt(doc, "period")];
    const told = idOf(valueAt(doc, "subject")) === unit && valueAt(doc, "below") !== true;
    return told && typeof total === "string" && typeof period === "string" ? [{ period, total }] : [];
  });
  return found.sort((one, other) => (one.period < other.period ? 1 : -1));
}
