/** The findings that a meeting's screen shows: those it was told of, else those that this account reads; what is not put right yet comes first. */
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { findingsIn, type MonthFinding } from "../../model/meeting-month";
import type { Doc } from "../../sync/interface";
import { textAt } from "../deeds/bits";
import { all } from "../here";
import { monthOfMeeting } from "./reach";

export const FINDINGS_AT_ONCE = 1;

export function findingsOf(meeting: Doc): MonthFinding[] {
  const month = monthOfMeeting(meeting);
  const found = month ? findingsIn(month) : all("finding").map(ownFinding);
  return found.sort((one, other) => Number(settled(one)) - Number(settled(other)) || newer(one, other));
}

function ownFinding(doc: Doc): MonthFinding {
  const [first] = under(doc.registers, "photos/");
  const number = (path: string) => Number(valueAt(doc, path) ?? 0);
  return {
    key: doc.id,
    doc: doc.id,
    unit: idOf(valueAt(doc, "unit")),
    text: textAt(doc, "text"),
    suggestion: textAt(doc, "suggestion"),
    where: ["building", "floor", "object"].map((path) => textAt(doc, path)).filter(Boolean),
    day: textAt(doc, "day"),
    order: number("order"),
    praise: valueAt(doc, "praise") === true,
    fixed: valueAt(doc, "fixed") === true,
    picture: (first && valueAt(doc, first)) || null,
    publishedMs: number("published_at"),
  };
}

const settled = ({ praise, fixed }: MonthFinding) => praise || fixed;
const newer = (one: MonthFinding, other: MonthFinding) =>
  other.publishedMs - one.publishedMs || one.order - other.order;
