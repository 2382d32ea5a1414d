/**
 * What somebody wrote, out of a change: words and nothing else, whatever the kind.
 * Promises: no words are passed over because nobody thought of their path; codes, days and numbers are none.
 */
import type { Value } from "../sync/interface";

/** Where even "OK" or a telephone number is somebody's own word. */
export const WORD_PATHS = [
  "advice",
  "agenda",
  "cancelled",
  "closed",
  "closings",
  "comparison",
  "contact",
  "corrections",
  "direction",
  "excuse",
  "fulfilments",
  "goal",
  "heading",
  "held",
  "host_note",
  "matter",
  "measure",
  "minutes",
  "name",
  "note",
  "notes",
  "objection_how",
  "opening",
  "outcome_note",
  "passed_on",
  "problems",
  "progress",
  "reason",
  "rectified",
  "reopened",
  "reopenings",
  "replies",
  "reports",
  "requirements",
  "returned",
  "said",
  "stopped",
  "strengths",
  "stripped",
  "suggestion",
  "text",
  "title",
  "visits",
  "voided",
  "withdrawn",
];

/** More than printable letters and signs of ASCII: a space, a Chinese character. */
const SPOKEN = /[^\x21-\x7e]/;

export function written(path: string, value: Value): readonly string[] {
  const name = path.split("/")[0] ?? "";
  if (typeof value === "string") {
    const words = value.trim();
    return words && (WORD_PATHS.includes(name) || SPOKEN.test(words)) ? [words] : [];
  }
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap((each) => written(name, each));
  return Object.entries(value).flatMap(([key, each]) => written(key, each));
}
