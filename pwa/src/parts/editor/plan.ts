/** A programme that is edited: found by its id, written to, and what stands in the way of writing. */

import { inChanges, type Write } from "../../model/editing";
import type { Registers } from "../../model/given";
import { bytesOf, idOf } from "../../model/ids";
import { has } from "../../model/person";
import type { Doc, Hex } from "../../sync/interface";
import { docAt, mine, person } from "../here";
import { registersOf } from "../plan-titles";

/** Those who run the institution make its programmes. */
export function mayEdit(): boolean {
  return has(person.value, "admin", "supervisor");
}

export interface Edited {
  readonly id: Hex;
  readonly doc: Doc;
  readonly registers: Registers;
  readonly published: boolean;
  readonly ended: boolean;
  readonly version: number;
}

export function editedOf(doc: Doc): Edited {
  const registers = registersOf(doc);
  const version = registers.get("version");
  return {
    id: doc.id,
    doc,
    registers,
    published: registers.get("published") === true,
    ended: typeof registers.get("ended_on") === "string",
    version: typeof version === "number" ? version : 1,
  };
}

export function editedAt(id: string | undefined): Edited | null {
  const doc = docAt(id);
  const here = person.value?.institution;
  return doc?.kind === "programme" && idOf(doc.registers.get("institution")?.value) === here ? editedOf(doc) : null;
}

export async function put(id: Hex, writes: readonly Write[]): Promise<void> {
  for (const part of inChanges(writes)) if (part.length > 0) await mine().write(id, "programme", part);
}

/** A new draft of these writes; its id. */
export async function draft(writes: readonly Write[]): Promise<Hex> {
  const id = mine().newId();
  const here = person.peek()?.institution;
  const rest = writes.filter(([path]) => path !== "institution");
  await put(id, [["institution", here ? bytesOf(here) : null], ...rest]);
  return id;
}
