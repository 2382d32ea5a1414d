/** All visits of this phone, in the order of the lists. */
import { visitStanding } from "../../model/visit";
import type { Doc } from "../../sync/interface";
import { all } from "../here";

/** The visits that this phone knows, those that go on first. */
export function visits(): Doc[] {
  const rank: Readonly<Record<string, number>> = { begun: 0, planned: 1, finished: 2, published: 3, cancelled: 4 };
  const place = (doc: Doc): number => rank[visitStanding(doc.registers).state] ?? 9;
  return [...all("visit")].sort((one, other) => place(one) - place(other) || (one.id < other.id ? 1 : -1));
}
