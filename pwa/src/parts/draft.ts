/**
 * One document being filled in: every answer saved at once, what was written once carried along.
 * Promises: a draft survives killing the browser; the first write of a document names its written-once registers.
 */

import type { Day } from "../model/day";
import { withoutVersion } from "../model/evaluation";
import { bytesOf, dashed } from "../model/ids";
import type { Hex, Value } from "../sync/interface";
import { docAt, mine } from "./here";

export type Writes = readonly (readonly [string, Value])[];

/** 草稿: where writes go, and what the first of them must carry. */
export interface Draft {
  readonly doc: Hex;
  readonly kind:
    | "self_evaluation"
    | "peer_review"
    | "assessment"
    | "branch_commentary"
    | "commentary_note"
    | "quarterly_remark"
    | "survey_answer";
  readonly once: Writes;
  /** Where the writes go instead of a document: an anonymous review is kept on this device alone. */
  readonly keep?: (writes: Writes) => Promise<void>;
}

export async function selfEvaluationDraft(day: Day, form: string): Promise<Draft> {
  const { person } = mine();
  return {
    doc: await mine().naturalId("self_evaluation", dashed(person), withoutVersion(form), day),
    kind: "self_evaluation",
    once: [
      ["person", bytesOf(person)],
      ["form", form],
      ["day", day],
    ],
  };
}

export async function peerReviewDraft(round: Hex, subject: Hex): Promise<Draft> {
  const { person } = mine();
  return {
    doc: await mine().naturalId("peer_review", dashed(round), dashed(person), dashed(subject)),
    kind: "peer_review",
    once: [
      ["round", bytesOf(round)],
      ["reviewer", bytesOf(person)],
      ["subject", bytesOf(subject)],
    ],
  };
}

export function writeDraft(draft: Draft, writes: Writes): Promise<void> {
  const known = docAt(draft.doc)?.registers;
  return mine().write(draft.doc, draft.kind, [...draft.once.filter(([path]) => !known?.has(path)), ...writes]);
}
