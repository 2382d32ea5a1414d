/** 待办整改: what of the orders that I hold waits for me. Live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { OPEN, type OrderStanding, orderStanding } from "../../model/order";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { all, person } from "../here";
import { answers, hasLeft, independent, issues, looksAgain } from "./rights";

export type Wish = "sign" | "report" | "grant" | "hand_over" | "pass_on" | "recheck" | "close" | "issue";

/** 待办 */
export interface Errand {
  readonly doc: Doc;
  readonly wish: Wish;
  readonly due: string;
}

/** What I am asked to do with an order now; null where it waits for somebody else. */
export function wishOf(doc: Doc, { state, asked }: OrderStanding): Wish | null {
  if (state === "draft") return idOf(valueAt(doc, "issuer")) === person.value?.id ? "issue" : null;
  if (state === "withdrawn" || state === "closed") return null;
  if (OPEN.includes(state) && answers(doc)) return state === "issued" ? "sign" : "report";
  if (begunByMe(doc) && !answers(doc)) return "pass_on";
  if (asked > 0 && issues(doc) && independent(doc)) return "grant";
  if (OPEN.includes(state) && hasLeft(doc) && issues(doc) && independent(doc)) return "hand_over";
  if (state === "reported") return looksAgain(doc) ? "recheck" : null;
  return state === "passed" && issues(doc) && independent(doc) ? "close" : null;
}

/** Whether words of mine for it are still in my draft: once it is another's they are to be handed on. */
function begunByMe({ id }: Doc): boolean {
  return all("order_draft").some(
    (draft) => idOf(valueAt(draft, "order")) === id && String(valueAt(draft, "text") ?? "").trim() !== "",
  );
}

export function wishWords(wish: Wish): string {
  const words: Record<Wish, string> = {
    sign: t("wish.sign"),
    report: t("wish.report"),
    grant: t("wish.grant"),
    hand_over: t("handover"),
    pass_on: t("wish.pass_on"),
    recheck: t("wish.recheck"),
    close: t("wish.close"),
    issue: t("wish.issue"),
  };
  return words[wish];
}

/** The most urgent first. */
export const orderErrands: ReadonlySignal<readonly Errand[]> = computed(() => {
  const found = all("order").flatMap((doc): Errand[] => {
    const standing = orderStanding(doc.registers);
    const wish = wishOf(doc, standing);
    return wish ? [{ doc, wish, due: standing.due_on || "9" }] : [];
  });
  return found.sort((one, other) =>
    one.due === other.due ? (one.doc.id < other.doc.id ? 1 : -1) : one.due < other.due ? -1 : 1,
  );
});
