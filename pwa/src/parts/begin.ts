/**
 * What a form begins with (`initial`): shown at once, kept with the first write of the document.
 * Promises: what is shown is what is kept; an answer that was taken back stays taken back.
 */
import { type Answers, answersOf } from "../model/answers";
import type { Form } from "../model/form";
import type { Doc, Value } from "../sync/interface";
import { type Draft, type Writes, writeDraft } from "./draft";
import { docAt } from "./here";

/** The answers that stand there before anybody has given one. */
export function initialAnswers({ items }: Pick<Form, "items">): Map<string, Value> {
  return new Map(items.flatMap(({ id, initial }) => (initial == null ? [] : [[id, initial]])));
}

/** The answers as they are shown while a form is filled in: the document's, before its first write the form's own. */
export function openAnswers(doc: Doc | undefined, form: Form): Answers {
  return doc ? answersOf(doc) : initialAnswers(form);
}

/** Writes into a draft; the first write brings along what the form begins with. */
export function writeOpen(draft: Draft, writes: Writes, form: Form): Promise<void> {
  if (draft.keep) return draft.keep(writes);
  const first: Writes = docAt(draft.doc)
    ? []
    : [...initialAnswers(form)].map(([id, value]) => [`answers/${id}`, value] as const);
  return writeDraft(draft, [...first.filter(([path]) => writes.every(([own]) => own !== path)), ...writes]);
}
