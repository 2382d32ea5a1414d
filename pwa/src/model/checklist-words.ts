/** The words by which an item of a checklist is judged: each list whole, in the order in which a person chooses. */
import type { Evidence, Polarity, Scale } from "./generated";

const every = <T extends string>(words: Readonly<Record<T, true>>): readonly T[] => Object.keys(words) as T[];
export const POLARITIES = every<Polarity>({ required: true, prohibited: true, encouraged: true, mixed: true });
export const EVIDENCES = every<Evidence>({
  none: true,
  photo: true,
  photo_if_fail: true,
  document: true,
  signature: true,
});
export const SCALES = every<Scale>({
  pass_fail: true,
  yes_no: true,
  score: true,
  rating: true,
  number: true,
  percent: true,
  choice: true,
  multiple: true,
  text: true,
  date: true,
  photo: true,
  signature: true,
  note: true,
  calculate: true,
});
/** Scales that have bounds of their own, and those that have options. */
export const BOUNDED: readonly Scale[] = ["score", "number", "rating"];
export const CHOOSING: readonly Scale[] = ["choice", "multiple"];
