/** What the month has for a meeting of the branch: what the server told it, and the documents that this phone holds. */
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Month } from "../../model/meeting-draft";
import { countsIn, type MonthCounts } from "../../model/meeting-month";
import type { Doc, Hex } from "../../sync/interface";
import { textAt } from "../deeds/bits";
import { all, mine, today } from "../here";
import { pollsOf } from "./acts";
import { monthAt } from "./month-told";

const MONTH = /^\d{4}-\d{2}$/;
const FINDINGS_DAYS = 45;
const DAY_MS = 86_400_000;

/** What reads the larger documents: fetched apart, for each brings its own rules along. */
export interface Readers {
  readonly openOrders: () => Pick<Month, "orders" | "ordersOver">;
  readonly pledgesOf: (branch: Hex) => number;
  readonly leftOf: (branch: Hex) => readonly Hex[];
}

export async function readers(): Promise<Readers> {
  const [{ openOrders }, { pledgesOf }, { leftOf }] = await Promise.all([
    import("./month-orders"),
    import("./month-pledges"),
    import("./coverage"),
  ]);
  return { openOrders, pledgesOf, leftOf };
}

export function monthOf(activity: Doc, meeting: Doc | undefined, read: Readers): Month {
  const branch = idOf(valueAt(activity, "place")) ?? "";
  const told = monthAt(activity.id);
  const polls = [...pollsOf(meeting?.id), ...openPolls(branch)].filter(
    (doc) => typeof valueAt(doc, "voided") !== "string",
  );
  return {
    evaluations: all("peer_round").filter(isOpen).length,
    results: lastMonth(),
    ...(told ? countsIn(told, today.value) : ownCounts(read)),
    pledges: read.pledgesOf(branch),
    commentary: read.leftOf(branch).length,
    polls: polls.map((doc) => ({ id: doc.id, title: textAt(doc, "title") })),
  };
}

/** Where the server told nothing: what this account reads of it. */
function ownCounts(read: Readers): MonthCounts {
  const open = all("complaint").filter((doc) => under(doc.registers, "replies/").length === 0);
  return {
    findings: recent(all("finding")).filter((doc) => valueAt(doc, "praise") !== true).length,
    ...read.openOrders(),
    complaints: open.length,
    complaintsOver: open.filter((doc) => textAt(doc, "due_on") && textAt(doc, "due_on") < today.value).length,
  };
}

/** Polls of the branch that are open and belong to no meeting. */
function openPolls(branch: Hex): Doc[] {
  return all("poll").filter(
    (doc) =>
      idOf(valueAt(doc, "branch")) === branch &&
      !valueAt(doc, "meeting") &&
      valueAt(doc, "opened") === true &&
      valueAt(doc, "closed") !== true,
  );
}

const isOpen = (doc: Doc) => valueAt(doc, "opened") === true && valueAt(doc, "published") !== true;

/** What was made within the last weeks: ids carry the moment of their making, those of the server its writing. */
function recent(docs: readonly Doc[]): Doc[] {
  const since = mine().now() - FINDINGS_DAYS * DAY_MS;
  return docs.filter((doc) => [...doc.registers.values()].some(({ receivedMs }) => (receivedMs ?? since) >= since));
}

/** The last month of which there are results. */
function lastMonth(): string {
  const months = all("period_result").map((doc) => textAt(doc, "period"));
  return (
    months
      .filter((each) => MONTH.test(each))
      .sort()
      .at(-1) ?? ""
  );
}
