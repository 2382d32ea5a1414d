/** 考核: what somebody judged of a place or a person on a form, each by itself. Mirrors models/assessment.py. Pure. */
import type { Doc, Hex, Value } from "../sync/interface";
import { idOf, momentOf } from "./ids";

export interface Assessment {
  readonly id: Hex;
  readonly programme: Hex | null;
  readonly element: string;
  readonly period: string;
  readonly by: Hex | null;
  readonly subject: Hex | null;
  readonly submitted: boolean;
  /** Who reads it beside its author and the office; empty for nobody. */
  readonly told: string;
  readonly waiting: boolean;
  readonly atMs: number;
}

export function assessmentOf({ id, registers, waiting }: Doc): Assessment {
  const at = (path: string): Value => registers.get(path)?.value ?? null;
  const text = (path: string) => String(at(path) ?? "");
  const given = registers.get("submitted") ?? registers.get("subject");
  return {
    id,
    programme: idOf(at("programme")),
    element: text("element"),
    period: text("period"),
    by: idOf(at("by")),
    subject: idOf(at("subject")),
    submitted: at("submitted") === true,
    told: text("told"),
    waiting,
    atMs: given ? momentOf(given.stamp) : 0,
  };
}
