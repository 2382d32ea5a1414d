/** 答案: what a document holds under `answers/`, whatever the form. */
import type { Doc, Value } from "../sync/interface";

export type Answers = ReadonlyMap<string, Value>;

/** The answers that a document holds, removed ones left out. */
export function answersOf(doc: Doc | undefined): Map<string, Value> {
  const answers = new Map<string, Value>();
  for (const [path, { value }] of doc?.registers ?? []) {
    if (path.startsWith("answers/") && value !== null) answers.set(path.slice(8), value);
  }
  return answers;
}
