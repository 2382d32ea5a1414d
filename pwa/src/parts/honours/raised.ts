/** 公示异议: those that were raised against an honour, and how many the office has still to answer. */
import { mapOf } from "../../model/given";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { all } from "../here";

export function objectionsTo(honour: Hex): Doc[] {
  return all("honour_objection").filter(
    ({ registers }) => idOf(registers.get("honour")?.value) === honour && registers.get("raised")?.value === true,
  );
}

/** The honours of this house to which an objection is unanswered. */
export function objectedTo(house: Hex): Doc[] {
  return all("honour").filter(
    (doc) => idOf(doc.registers.get("institution")?.value) === house && openObjections(doc.id) > 0,
  );
}

export function openObjections(honour: Hex): number {
  return objectionsTo(honour).filter(({ registers }) => !mapOf(registers.get("answer")?.value)).length;
}
