/**
 * 满意度调查: surveys, what an interviewer has entered, and what the server made of it.
 * Promises: pure; no respondent has a name here.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import { dayOf } from "./day";
import type { Measure, Tally } from "./generated";
import { idOf, momentOf } from "./ids";

export const CHANNELS = ["phone", "visit", "street", "box"] as const;
export type Channel = (typeof CHANNELS)[number];
export const ENCOUNTERS = ["outpatient", "inpatient", "emergency", "discharged", "other"] as const;
export type Encounter = (typeof ENCOUNTERS)[number];
export type SurveyStage = "planned" | "open" | "closed" | "published";

export interface Survey {
  readonly id: Hex;
  readonly title: string;
  readonly form: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly measure: Measure;
  /** The least rate that is aimed at, in percent; null for none. */
  readonly target: number | null;
  readonly interviewers: readonly Hex[];
  readonly opened: boolean;
  readonly published: boolean;
}

function map(value: Value | undefined): { [key: string]: Value } {
  const fine = value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array);
  return fine ? (value as { [key: string]: Value }) : {};
}

function number(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}

export function surveyOf(doc: Doc): Survey {
  const at = (path: string) => doc.registers.get(path)?.value;
  const measure = map(at("measure"));
  const options = (value: Value | undefined) => (Array.isArray(value) ? value.map(String) : []);
  const target = at("target");
  const interviewers: Hex[] = [];
  for (const [path, { value }] of doc.registers) {
    const id = path.startsWith("interviewers/") && value === true ? idOf(path.slice(13)) : null;
    if (id) interviewers.push(id);
  }
  return {
    id: doc.id,
    title: String(at("title") ?? ""),
    form: String(at("form") ?? ""),
    opensAt: number(at("opens_at")),
    closesAt: number(at("closes_at")),
    measure: {
      item: String(measure.item ?? ""),
      satisfied: options(measure.satisfied),
      excluded: options(measure.excluded),
    },
    target: target === null || target === undefined ? null : Number(target),
    interviewers,
    opened: at("opened") === true,
    published: at("published") === true,
  };
}

export function surveyStage(survey: Survey, nowMs: number): SurveyStage {
  if (survey.published) return "published";
  if (!survey.opened || nowMs < survey.opensAt) return "planned";
  return nowMs < survey.closesAt ? "open" : "closed";
}

export interface SurveyResult {
  readonly count: number;
  readonly valid: number | null;
  readonly below: boolean;
  readonly rate: string | null;
  readonly satisfied: number;
  readonly counted: number;
  readonly excluded: number;
  readonly units: ReadonlyMap<Hex, Tally>;
  readonly channels: ReadonlyMap<string, number>;
  readonly invalidBatches: ReadonlyMap<Hex, string>;
}

export function surveyResultOf(doc: Doc): SurveyResult {
  const at = (path: string) => doc.registers.get(path)?.value;
  const units = new Map<Hex, Tally>();
  const channels = new Map<string, number>();
  const invalidBatches = new Map<Hex, string>();
  for (const [path, { value }] of doc.registers) {
    const [family = "", name = ""] = path.split("/");
    const id = idOf(name);
    if (family === "units" && id) units.set(id, map(value) as unknown as Tally);
    if (family === "channels") channels.set(name, number(value));
    if (family === "invalid_batches" && id) invalidBatches.set(id, String(value));
  }
  const valid = at("valid");
  const rate = at("rate");
  return {
    count: number(at("count")),
    valid: typeof valid === "number" ? valid : null,
    below: at("below") === true,
    rate: typeof rate === "string" ? rate : null,
    satisfied: number(at("satisfied")),
    counted: number(at("counted")),
    excluded: number(at("excluded")),
    units,
    channels,
    invalidBatches,
  };
}

/** What this interviewer has entered for a survey: how many in all, and how many on a day. */
export function entered(survey: Hex, answers: readonly Doc[], day: string): { all: number; today: number } {
  let count = 0;
  let today = 0;
  for (const { id, registers } of answers) {
    if (idOf(registers.get("survey")?.value) !== survey || registers.get("submitted")?.value !== true) continue;
    count++;
    if (dayOf(momentOf(id)) === day) today++;
  }
  return { all: count, today };
}
