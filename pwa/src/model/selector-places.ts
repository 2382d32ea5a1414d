/** 场所选择: which units and branches a plan means as such. Mirror of `places_of` in models/selector.py. Pure. */
import type { Hex, Value } from "../sync/interface";
import { listOf, mapOf } from "./given";
import { BRANCHES, DEPTH_MAX, isNamed, type Scene, type Site, UNITS } from "./selector";

/** The units and branches that are meant as such, in the order of their ids. */
export function placesOf(selectors: Value | undefined, scene: Scene): Hex[] {
  const found = [...scene.sites.values()].filter(
    (site) => site.institution === scene.institution && isAmong(site, selectors, scene, 0),
  );
  return found.map(({ id }) => id).sort();
}

/** Whether the place is meant; a role of the plan stands for what fills it. */
function isAmong(site: Site, selectors: Value | undefined, scene: Scene, depth: number): boolean {
  return listOf(selectors).some((each) =>
    typeof each === "string" && scene.roles.has(each)
      ? depth < DEPTH_MAX && isAmong(site, scene.roles.get(each), scene, depth + 1)
      : isMeant(site, each),
  );
}

function isMeant(site: Site, selector: Value): boolean {
  if (typeof selector === "string") {
    if (site.type === null) return BRANCHES.includes(selector);
    return UNITS.has(selector) && (UNITS.get(selector)?.includes(site.type) ?? true);
  }
  const given = mapOf(selector);
  const [key, ...more] = Object.keys(given ?? {});
  if (!given || more.length > 0) return false;
  if (site.type === null) return key === "branch" && isNamed(site, given.branch);
  return key === "unit_type" ? given.unit_type === site.type : key === "unit" && isNamed(site, given.unit);
}
