/**
 * Who stands where to an order: the office that issues it, the unit that answers, who looks again. Mirror of
 * `models/order_rights.py`: what the screens offer; the server judges by the same rules.
 */
import { under, valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { Person } from "../../model/person";
import type { Doc, Hex } from "../../sync/interface";
import { ancestors, inOffice, leads } from "../deeds/leading";
import { person, personAt } from "../here";

const unitOf = (order: Doc) => idOf(valueAt(order, "unit"));
const institutionOf = (order: Doc) => idOf(valueAt(order, "institution"));

export function issues(order?: Doc): boolean {
  return order ? inOffice(institutionOf(order)) : inOffice();
}

/** Who answers for the unit, and so may take others along. */
export function runs(order: Doc, of: Person | null = person.value): boolean {
  const unit = unitOf(order);
  return !!of && (idOf(valueAt(order, "responsible")) === of.id || (unit !== null && leads(unit, false, of)));
}

export function answers(order: Doc, of: Person | null = person.value): boolean {
  return !!of && (runs(order, of) || valueAt(order, `helpers/${dashed(of.id)}`) === true);
}

/** Whether somebody belongs to the unit or to one below it, or heads it. */
export function ofUnit(unit: Hex | null, of: Person | null = person.value): boolean {
  if (!unit || !of) return false;
  return leads(unit, false, of) || of.units.some((each) => ancestors(each).includes(unit));
}

/** Who has no part in the work: not of the unit, no reporter, and never taken along by it. */
export function independent(order: Doc, of: Person | null = person.value): boolean {
  if (!of) return false;
  const reporters = under(order.registers, "reports/").map((path) => order.registers.get(path)?.author);
  if (reporters.includes(of.id) || order.registers.has(`helpers/${dashed(of.id)}`)) return false;
  return !answers(order, of) && !ofUnit(unitOf(order), of);
}

/** 责任人离岗: who is responsible isn't of the unit any more. */
export function hasLeft(order: Doc): boolean {
  const id = idOf(valueAt(order, "responsible"));
  const found = id ? personAt(id) : null;
  return found !== null && !ofUnit(unitOf(order), found);
}

export function looksAgain(order: Doc): boolean {
  const own = person.value;
  const charged = own !== null && valueAt(order, `checkers/${dashed(own.id)}`) === true;
  return (charged || issues(order)) && independent(order);
}
