/** The programme that asks for something of a kind, so that what is written because of it stays pinned to its version. */
import { bytesOf } from "../model/ids";
import type { Value } from "../sync/interface";
import { all } from "./here";

/** `programme` and `element` of the newest programme in force that has an evaluation of this kind; none without one. */
export function ofProgramme(kind: string): [string, Value][] {
  const running = all("programme")
    .filter(({ registers }) => registers.get("published")?.value === true && !registers.get("ended_on")?.value)
    .sort((one, other) => other.id.localeCompare(one.id));
  for (const { id, registers } of running) {
    for (const [path, { value }] of registers) {
      if (!path.startsWith("evaluations/") || value === null || typeof value !== "object") continue;
      const kinds = Array.isArray(value) || value instanceof Uint8Array ? [] : [value.kind].flat();
      if (!kinds.includes(kind)) continue;
      return [
        ["programme", bytesOf(id)],
        ["element", path.slice("evaluations/".length)],
      ];
    }
  }
  return [];
}
