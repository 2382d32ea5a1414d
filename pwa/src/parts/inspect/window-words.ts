/** The window of days of a plan or visit in words. */
import { textAt } from "../../model/person";
import type { Doc } from "../../sync/interface";
import { dayWords } from "../when";

/** 11月21日–11月30日 */
export function windowWords(doc: Doc): string {
  const [from, to] = [textAt(doc, "from"), textAt(doc, "to")];
  return from && to ? `${dayWords(from)}–${dayWords(to)}` : "";
}
