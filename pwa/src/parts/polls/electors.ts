/** 应到的人: to whom a planned poll would be put today, as this phone knows the roster; the server settles it alike. */
import { belongs, type Scene, type Standing, siteOf, standingOf } from "../../model/selector";
import type { Hex, Value } from "../../sync/interface";
import { all, person, today } from "../here";

/** Those of the branch, or of the whole institution where it is empty, whom the selector means; null means everybody. */
export function electorsOf(branch: Hex, voters: Value): readonly Hex[] {
  const institution = person.peek()?.institution;
  if (!institution) return [];
  const scene = sceneOf(institution);
  const asked = (who: Standing) =>
    voters === null ? branch !== "" || who.units.length > 0 : belongs(voters, who, scene);
  return all("person")
    .map((doc) => standingOf(doc, today.value))
    .filter((who) => who.institution === institution && !isExternal(who) && asked(who))
    .filter(({ branches }) => branch === "" || branches.includes(branch))
    .map(({ id }) => id);
}

/** Somebody from outside: an assessor, at whatever time, without a unit or another role. */
function isExternal({ assesses, roles, units }: Standing): boolean {
  return assesses && units.length === 0 && roles.every(({ role }) => role === "assessor");
}

function sceneOf(institution: Hex): Scene {
  const sites = [...all("unit"), ...all("party_branch")].map(siteOf);
  return { institution, sites: new Map(sites.map((site) => [site.id, site])), roles: new Map(), owners: new Map() };
}
