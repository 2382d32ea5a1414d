/** 台账的来处: the programme and element because of which a record is entered, as its registers. */
import type { Value } from "../../sync/interface";
import { recordSource, sourceWrites } from "./programmes";

export function writesOfSource(type: string): [string, Value][] {
  return sourceWrites(recordSource(type));
}
