/**
 * 上次检查: what the server found of a programme's draft when it was last asked, kept on this device.
 * Promises: only how many and when, and of which state; what was found in words stays while the app is open.
 */
import { signal } from "@preact/signals";
import type { Doc, Hex } from "../../sync/interface";
import { mine } from "../here";
import type { Preview } from "./files";

export interface LastCheck {
  readonly atMs: number;
  readonly errors: number;
  readonly remarks: number;
  /** The stamp of the latest write that was checked. */
  readonly stamp: string;
}

const found = signal<ReadonlyMap<Hex, Preview>>(new Map());
const heard = signal(0);

const key = (id: Hex) => `mingcha.check.${id}`;

/** The latest stamp of a document: whether it is still what was checked. */
function stampOf({ registers }: Doc): string {
  let latest = "";
  for (const { stamp } of registers.values()) if (stamp > latest) latest = stamp;
  return latest;
}

export function keepCheck(doc: Doc, preview: Preview): void {
  const errors = preview.problems.filter(({ severity }) => severity === "error").length;
  const last: LastCheck = {
    atMs: mine().now(),
    errors,
    remarks: preview.problems.length - errors,
    stamp: stampOf(doc),
  };
  found.value = new Map(found.peek()).set(doc.id, preview);
  try {
    localStorage.setItem(key(doc.id), JSON.stringify(last));
  } catch {
    // A browser that keeps nothing shows what it has while it is open.
  }
  heard.value++;
}

/** What was found, in words, if the app has been open since. */
export function foundLast(id: Hex): Preview | null {
  return found.value.get(id) ?? null;
}

export function lastCheck(doc: Doc): (LastCheck & { readonly changed: boolean }) | null {
  heard.value;
  try {
    const kept = JSON.parse(localStorage.getItem(key(doc.id)) ?? "null") as LastCheck | null;
    return kept && { ...kept, changed: kept.stamp !== stampOf(doc) };
  } catch {
    return null;
  }
}
