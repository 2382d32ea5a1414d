/** The programme that asks for something of a kind, so that what is written because of it stays pinned to its version. */
import { bytesOf } from "../model/ids";
import { programmeFormName } from "../model/programme-form";
import type { Params } from "../router";
import type { Doc, Value } from "../sync/interface";
import { all, docAt } from "./here";

/** The programme and the element that an address names, else the newest that asks for something of this kind. */
export function sourceOf({ programme, element }: Params, kind: string): [string, Value][] {
  if (!programme || !element || docAt(programme)?.kind !== "programme") return ofProgramme(kind);
  return [
    ["programme", bytesOf(programme)],
    ["element", element],
  ];
}

/** The name under which a form of a programme was published; a full name stays. */
export function fullForm(form: string, programme: Doc): string {
  const version = programme.registers.get("version")?.value;
  return programmeFormName(form, programme.id, typeof version === "number" ? version : 1);
}

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
