/** What the server told a meeting of the month: there for who prepares it and who serves it, and for nobody else. */
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { all } from "../here";

export function monthAt(activity: Hex | null): Doc | undefined {
  return all("meeting_month").find((doc) => activity !== null && idOf(valueAt(doc, "activity")) === activity);
}
