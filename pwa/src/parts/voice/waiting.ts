/** What patients and callers said that waits for this person's answer: how many, and the first day on which one is due. */
import type { Day } from "../../model/day";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { asksAgain, dueOf, isOpen, nextOf } from "../../model/public";
import type { Doc, Hex } from "../../sync/interface";
import { inOffice, leads } from "../deeds/leading";
import { all, replica, today } from "../here";

export interface Waiting {
  /** The first to be due first; those without a day last. */
  readonly docs: readonly Doc[];
  readonly nearest: Day | "";
  readonly late: number;
}

function waiting(docs: readonly Doc[]): Waiting {
  const when = (doc: Doc) => dueOf(doc) || "9999";
  const sorted = [...docs].sort((one, other) => (when(one) < when(other) ? -1 : 1));
  const late = sorted.filter((doc) => when(doc) < today.value).length;
  return { docs: sorted, nearest: sorted[0] ? dueOf(sorted[0]) : "", late };
}

const personOf = (doc: Doc, path: string): Hex | null => idOf(valueAt(doc, path));

/** Unanswered ones of which I am the handler, or was asked first while nobody else is; by a QR code, the office is. */
export function complaintsWaiting(): Waiting {
  const me = replica.value?.person;
  const isMine = (doc: Doc) => {
    const whose = personOf(doc, "handler") ?? personOf(doc, "by");
    return whose ? whose === me : inOffice(personOf(doc, "institution"));
  };
  const unanswered = (doc: Doc) => isOpen(doc) && (nextOf(doc, "replies/") === 1 || asksAgain(doc));
  return waiting(all("complaint").filter((doc) => unanswered(doc) && isMine(doc)));
}

/** Low ratings that aren't set right, or to which something was written since, of which I am the handler, or whose unit I lead while nobody is. */
export function casesWaiting(): Waiting {
  const me = replica.value?.person;
  const isMine = (doc: Doc) => {
    const handler = personOf(doc, "handler");
    const unit = personOf(doc, "unit");
    return handler ? handler === me : unit !== null && leads(unit);
  };
  return waiting(
    all("rating_case").filter((doc) => isOpen(doc) && (!valueAt(doc, "rectified") || asksAgain(doc)) && isMine(doc)),
  );
}
