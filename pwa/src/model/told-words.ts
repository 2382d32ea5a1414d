/**
 * 匿名评语: what an anonymous round's sheets say in words, how organisers ruled on it, and what of it the subject is told.
 * Promises: pure; the order is that of the server, which says nothing of who wrote when; the first ruling stands.
 */
import type { Doc, Hex } from "../sync/interface";
import { fieldOf, under, valueAt } from "./facts";
import { idOf } from "./ids";

export interface Ruling {
  readonly told: boolean;
  readonly reason: string;
}

export interface Said {
  readonly n: number;
  readonly words: string;
  readonly ruling: Ruling | null;
}

/** What is said of one subject, what waits for a ruling first. */
export interface SaidOf {
  readonly doc: Hex;
  readonly round: Hex | null;
  readonly subject: Hex | null;
  readonly said: readonly Said[];
  readonly waiting: number;
}

export function saidIn(doc: Doc): SaidOf {
  const said = under(doc.registers, "words/").map((path) => {
    const n = Number(path.slice("words/".length));
    return { n, words: String(valueAt(doc, path) ?? ""), ruling: rulingOn(doc, n) };
  });
  said.sort((one, other) => Number(one.ruling !== null) - Number(other.ruling !== null) || one.n - other.n);
  const waiting = said.filter(({ ruling }) => !ruling).length;
  return { doc: doc.id, round: idOf(valueAt(doc, "round")), subject: idOf(valueAt(doc, "subject")), said, waiting };
}

function rulingOn(doc: Doc, n: number): Ruling | null {
  const stamp = (path: string) => doc.registers.get(path)?.stamp ?? "";
  const [first] = under(doc.registers, `rulings/${n}/`).sort((one, other) => (stamp(one) < stamp(other) ? -1 : 1));
  if (!first) return null;
  const value = valueAt(doc, first);
  return { told: fieldOf(value, "told") === true, reason: String(fieldOf(value, "reason") ?? "") };
}

/** What the subject's result tells of it: [mark, words], in the order of the marks. */
export function toldIn(result: Doc): [string, string][] {
  return under(result.registers, "words/").map((path) => [path, String(valueAt(result, path))]);
}
