/** Whom a task is about: somebody of the roster, a place, or, for who reads no roster, the name that came with the task. */
import { dashed } from "../model/ids";
import type { Person } from "../model/person";
import type { Hex } from "../sync/interface";
import { docAt, personAt, placeName } from "./here";
import { myTasks } from "./tasks";

export function subjectAt(round: Hex, id: Hex): Person | null {
  const known = docAt(id)?.kind === "person" ? personAt(id) : null;
  if (known) return known;
  const task = myTasks.value.find((each) => each.round.id === round);
  const told = task?.assignment.registers.get(`names/${dashed(id)}`)?.value;
  const name = typeof told === "string" ? told : placeName(id);
  return name ? { id, name, pinyin: "", staffNo: "", institution: null, units: [], branches: [], roles: [] } : null;
}
