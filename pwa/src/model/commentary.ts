/**
 * 支部讲评、领导点评: what a branch says of a member, and leaders of people and places.
 * Promises: pure; four parts or nothing.
 */
import type { Doc, Hex, Register, Value } from "../sync/interface";
import { bytesOf, idOf, momentOf } from "./ids";

export const PARTS = ["strengths", "problems", "advice", "direction"] as const;
export type Part = (typeof PARTS)[number];
export type Outcome = "done" | "partly" | "not_done";

export interface Commentary {
  readonly id: Hex;
  readonly kind: string;
  readonly period: string;
  readonly branch: Hex | null;
  readonly subject: Hex | null;
  /** Who writes: a leader's remark says so, a branch's commentary is the secretary's. */
  readonly by: Hex | null;
  readonly parts: Readonly<Record<Part, string>>;
  /** The words of a short remark. */
  readonly text: string;
  readonly submitted: boolean;
  readonly followUp: boolean;
  readonly public: boolean;
  readonly outcome: Outcome | null;
  readonly outcomeNote: string;
  readonly waiting: boolean;
  /** When it was given, milliseconds; for a draft when it was begun. */
  readonly atMs: number;
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

export function commentaryOf(doc: Doc): Commentary {
  const at = (path: string) => doc.registers.get(path)?.value;
  const outcome = text(at("outcome"));
  const given = doc.registers.get("submitted") ?? doc.registers.get("text") ?? doc.registers.get("subject");
  return {
    id: doc.id,
    kind: doc.kind,
    period: text(at("period")),
    branch: idOf(at("branch")),
    subject: idOf(at("subject")),
    by: idOf(at("by")),
    parts: {
      strengths: text(at("strengths")),
      problems: text(at("problems")),
      advice: text(at("advice")),
      direction: text(at("direction")),
    },
    text: text(at("text")),
    submitted: at("submitted") === true || (doc.kind === "leader_remark" && text(at("text")) !== ""),
    followUp: at("follow_up") === true,
    public: at("public") === true,
    outcome: outcome === "done" || outcome === "partly" || outcome === "not_done" ? outcome : null,
    outcomeNote: text(at("outcome_note")),
    waiting: doc.waiting,
    atMs: given ? momentOf(given.stamp) : 0,
  };
}

/**
 * On which words of another device a box rests, as their stamp: those that it shows, else those that it rested on before.
 * `tail`: the end of this device's own stamps.
 */
export function restsOn(before: Hex | null, box: string, part: Register | undefined, tail: string): Hex | null {
  return part && part.value === box && !part.stamp.endsWith(tail) ? part.stamp : before;
}

/** A part as it is typed; what was written over without being seen is kept by the server (models/commentary_kept.py). */
export function partWrites(part: Part, words: string, base: Hex | null): [string, Value][] {
  return base
    ? [
        [part, words],
        [`from/${part}`, bytesOf(base)],
      ]
    : [[part, words]];
}

/** The parts that are still empty. */
export function partsLeft({ parts }: Pick<Commentary, "parts">): Part[] {
  return PARTS.filter((part) => !parts[part].trim());
}

export interface Coverage {
  readonly with: readonly Hex[];
  readonly drafted: readonly Hex[];
  readonly without: readonly Hex[];
}

/** How far a branch has got with its members in a period: nobody is to be missed. */
export function coverageOf(members: readonly Hex[], period: string, docs: readonly Doc[], done?: Doc): Coverage {
  const states = new Map<Hex, "with" | "drafted">();
  for (const doc of docs) {
    const one = commentaryOf(doc);
    if (one.period === period && one.subject) states.set(one.subject, one.submitted ? "with" : "drafted");
  }
  for (const [path, register] of done?.registers ?? []) {
    const subject = path.startsWith("done/") && register.value === true ? idOf(path.slice(5)) : null;
    if (subject) states.set(subject, "with");
  }
  return {
    with: members.filter((id) => states.get(id) === "with"),
    drafted: members.filter((id) => states.get(id) === "drafted"),
    without: members.filter((id) => !states.has(id)),
  };
}
