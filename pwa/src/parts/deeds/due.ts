/** Who an announcement is meant for, as this phone knows the roster; the server settles it by the same rule. */
import { has, type Person, personOf } from "../../model/person";
import type { Hex } from "../../sync/interface";
import { all, docAt, today } from "../here";
import { ancestors } from "./leading";

export function dueOf(place: Hex, by: string, named: ReadonlySet<Hex>): readonly Person[] {
  const belongs = ({ institution, units, branches }: Person) =>
    institution === place || units.some((unit) => ancestors(unit).includes(place)) || branches.includes(place);
  const fits = (one: Person) => {
    if (by === "everyone") return true;
    if (by === "heads") return has(one, "head");
    return by === "party" && (docAt(one.id)?.registers.get("party")?.value ?? "none") !== "none";
  };
  const people = all("person").map((doc) => personOf(doc, today.value));
  return people.filter((one) => named.has(one.id) || (by !== "list" && belongs(one) && fits(one)));
}
