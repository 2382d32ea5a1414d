/** 树: units or branches as rows from above, each with how deep it stands. Pure; a loop or an unknown parent makes a root. */
import type { Hex } from "../sync/interface";
import type { Place } from "./people";

export interface TreeRow<T extends Place> {
  readonly place: T;
  readonly depth: number;
}

export function treeOf<T extends Place>(places: readonly T[]): TreeRow<T>[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const below = new Map<Hex | null, T[]>();
  for (const place of places) {
    const parent = place.parent && byId.has(place.parent) && !loops(place, byId) ? place.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), place]);
  }
  const rows: TreeRow<T>[] = [];
  const add = (parent: Hex | null, depth: number) => {
    const children = below.get(parent) ?? [];
    children.sort((one, other) => one.order - other.order || one.name.localeCompare(other.name, "zh-CN"));
    for (const place of children) {
      rows.push({ place, depth });
      add(place.id, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

function loops(start: Place, byId: ReadonlyMap<Hex, Place>): boolean {
  let here = start.parent ? byId.get(start.parent) : undefined;
  for (let steps = 0; here && steps < byId.size; steps++) {
    if (here.id === start.id) return true;
    here = here.parent ? byId.get(here.parent) : undefined;
  }
  return here !== undefined;
}
