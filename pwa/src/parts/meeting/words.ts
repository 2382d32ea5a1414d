/** Words of a meeting: its state, what an item is about, what a decision becomes, how its polls stand. */
import { valueAt } from "../../model/facts";
import type { MeetingItemKind } from "../../model/generated";
import type { Becomes, MeetingState } from "../../model/meeting";
import type { Suggested } from "../../model/meeting-draft";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import type { Tone } from "../deeds/words";
import { monthWords } from "../when";

export function stateWords(state: MeetingState): [string, Tone] {
  const words: Record<MeetingState, [string, Tone]> = {
    planned: [t("meeting.planned"), ""],
    begun: [t("meeting.begun"), "info"],
    ended: [t("meeting.ended"), "warn"],
    signed: [t("meeting.signed"), "pass"],
  };
  return words[state];
}

export function kindWords(kind: MeetingItemKind): string {
  const words: Record<MeetingItemKind, string> = {
    evaluations: t("meeting.item.evaluations"),
    results: t("meeting.item.results"),
    commentary: t("meeting.item.commentary"),
    findings: t("meeting.item.findings"),
    orders: t("meeting.item.orders"),
    pledges: t("meeting.item.pledges"),
    complaints: t("meeting.item.complaints"),
    poll: t("meeting.item.poll"),
    other: t("meeting.item.other"),
  };
  return words[kind];
}

/** What a suggested item is called once it stands on the agenda. */
export function titleOf({ kind, n, late, title }: Suggested): string {
  if (kind === "poll") return title || kindWords(kind);
  if (kind === "results") return t("meeting.draft.results", { month: monthWords(title) });
  if (kind === "orders" && late > 0) return t("meeting.draft.orders.late", { n, late });
  if (late > 0) return t("meeting.draft.counted.late", { what: kindWords(kind), n, late });
  return t("meeting.draft.counted", { what: kindWords(kind), n });
}

export function becomesWords(becomes: Becomes): string {
  const words: Record<Becomes, string> = {
    note: t("meeting.becomes.note"),
    task: t("meeting.becomes.task"),
    order: t("meeting.becomes.order"),
  };
  return words[becomes];
}

export function pollWords(poll: Doc): [string, Tone] {
  if (typeof valueAt(poll, "voided") === "string") return [t("meeting.poll.voided"), ""];
  if (valueAt(poll, "revealed") === true) return [t("meeting.poll.revealed"), "pass"];
  if (valueAt(poll, "closed") === true) return [t("meeting.poll.closed"), "warn"];
  return valueAt(poll, "opened") === true ? [t("meeting.poll.open"), "info"] : [t("meeting.poll.draft"), ""];
}
