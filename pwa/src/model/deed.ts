/**
 * 承诺、台账、活动、任务: how each stands, read from its facts.
 * Promises: pure, and the same as the Python rules for every case of deeds.json; any order of arrival gives the same; a
 * fact that came when it could no longer count is named (`odd`), not hidden.
 */
import type { Hex } from "../sync/interface";
import { fieldOf, isMap, type Registers, roundOf, stampOf, under, type Verdict, valueAt, verdict } from "./facts";
import { dashed } from "./ids";

export { fieldOf, isMap, type Registers, under, type Verdict, valueAt, verdict };

const GRADES = ["kept", "mostly", "not"] as const;
export type Grade = (typeof GRADES)[number];

export type PledgeState =
  | "draft"
  | "waiting"
  | "returned"
  | "accepted"
  | "published"
  | "reported"
  | "graded"
  | "withdrawn";
export type RecordState = "waiting" | "returned" | "confirmed" | "withdrawn";
export type TaskState = "draft" | "assigned" | "declined" | "taken" | "reported" | "returned" | "done" | "cancelled";
export type Presence = "present" | "absent" | "excused" | "signed_in" | "asked" | "none";

/** 承诺状态: how a pledge stands. */
export interface PledgeStanding {
  readonly state: PledgeState;
  readonly round: number;
  readonly grade: Grade | null;
  readonly disputed: boolean;
  readonly excused: boolean;
  readonly odd: readonly string[];
}

/** 任务状态: how a contracted task stands. */
export interface TaskStanding {
  readonly state: TaskState;
  readonly round: number;
  readonly percent: number;
  readonly odd: readonly string[];
}

const stamps = (registers: Registers, paths: readonly string[]) =>
  paths.map((path) => registers.get(path)?.stamp ?? "").sort();

export function pledgeStanding(registers: Registers): PledgeStanding {
  const reviewed = verdict(registers);
  const displays = under(registers, "published/");
  const shown = stamps(registers, displays)[0];
  const withdrawn = stampOf(registers, "withdrawn");
  if (shown !== undefined && reviewed.acceptedRound > 0 && (withdrawn === null || withdrawn > shown)) {
    return onDisplay(registers, shown, reviewed);
  }
  const odd = new Set([...reviewed.odd, ...displays, ...afterDisplay(registers)]);
  return {
    state: withdrawn === null ? reviewed.state : "withdrawn",
    round: reviewed.round,
    grade: null,
    disputed: false,
    excused: false,
    odd: [...odd].sort(),
  };
}

/** What only a pledge on display can have. */
function afterDisplay(registers: Registers): string[] {
  const alone = ["reported", "excuse"].filter((path) => stampOf(registers, path) !== null);
  return [...under(registers, "fulfilments/"), ...under(registers, "grades/"), ...alone];
}

function onDisplay(registers: Registers, shown: string, reviewed: Verdict): PledgeStanding {
  const round = reviewed.acceptedRound;
  const odd = new Set(reviewed.odd);
  if (stampOf(registers, "withdrawn") !== null) odd.add("withdrawn");
  for (const path of under(registers, "handed_in/")) if (roundOf(path.slice(10)) > round) odd.add(path);
  const ruled = (path: string, name: string) => fieldOf(registers.get(path)?.value, name);
  const against = under(registers, `reviews/${round}/`).filter((path) => ruled(path, "ruling") === "returned");
  for (const path of against) odd.add(path);
  const grades = under(registers, "grades/").filter((path) => (stampOf(registers, path) ?? "") > shown);
  const last = stamps(registers, grades).at(-1);
  for (const path of afterDisplay(registers)) {
    const stamp = stampOf(registers, path) ?? "";
    if (stamp < shown || (last !== undefined && stamp > last)) odd.add(path);
  }
  const ranks = grades.map((path) => GRADES.indexOf(ruled(path, "grade") as Grade));
  const worst = Math.max(-1, ...ranks);
  const stated = (path: string) => !odd.has(path) && stampOf(registers, path) !== null;
  const strictest = grades.filter((_, at) => ranks[at] === worst);
  return {
    state: grades.length > 0 ? "graded" : stated("reported") ? "reported" : "published",
    round,
    grade: GRADES[worst] ?? null,
    disputed: against.length > 0 || new Set(ranks).size > 1,
    excused: grades.length > 0 && stated("excuse") && strictest.every((path) => ruled(path, "excuse") === "accepted"),
    odd: [...odd].sort(),
  };
}

export function recordState(registers: Registers): RecordState {
  if (stampOf(registers, "withdrawn") !== null) return "withdrawn";
  const { state } = verdict(registers);
  return state === "accepted" ? "confirmed" : state === "returned" ? "returned" : "waiting";
}

export function taskStanding(registers: Registers): TaskStanding {
  const checked = verdict(registers, "reports/", "checks/");
  const checks = under(registers, `checks/${checked.round}/`);
  const doneAt = checked.state === "accepted" ? (stamps(registers, checks).at(-1) ?? null) : null;
  const odd = new Set(checked.odd);
  let cancelled = stampOf(registers, "cancelled");
  if (cancelled !== null && doneAt !== null) {
    if (cancelled > doneAt) {
      odd.add("cancelled");
      cancelled = null;
    } else for (const path of checks) odd.add(path);
  }
  const state = cancelled === null ? running(registers, checked.state) : "cancelled";
  const end = cancelled ?? doneAt;
  const notes = under(registers, "progress/");
  if (end !== null) for (const path of notes) if ((stampOf(registers, path) ?? "") > end) odd.add(path);
  return {
    state,
    round: checked.round,
    percent: state === "done" ? 100 : percent(registers, notes),
    odd: [...odd].sort(),
  };
}

/** Where a task is that nobody has cancelled; `checked` is the verdict on its last report. */
function running(registers: Registers, checked: Verdict["state"]): TaskState {
  if (stampOf(registers, "assigned") === null) return "draft";
  if (checked !== "draft") return checked === "accepted" ? "done" : checked === "returned" ? "returned" : "reported";
  const answers = under(registers, "answers/").map((path) => fieldOf(registers.get(path)?.value, "ruling"));
  if (answers.length === 0) return "assigned";
  return answers.includes("accepted") ? "taken" : "declined";
}

function percent(registers: Registers, notes: readonly string[]): number {
  let latest = "";
  let told = 0;
  for (const path of notes) {
    const register = registers.get(path);
    const said = fieldOf(register?.value, "percent");
    if (register && typeof said === "number" && register.stamp > latest) {
      latest = register.stamp;
      told = said;
    }
  }
  return told;
}

/** By a mark: the organiser's own, else the latest; else what the person says. */
export function presence(registers: Registers, organiser: Hex): Presence {
  const own = registers.get(`marks/${dashed(organiser)}`);
  let chosen = own && own.value !== null ? own : undefined;
  if (!chosen) {
    for (const path of under(registers, "marks/")) {
      const mark = registers.get(path);
      if (mark && (!chosen || mark.stamp > chosen.stamp)) chosen = mark;
    }
  }
  if (chosen) return fieldOf(chosen.value, "mark") as Presence;
  if (stampOf(registers, "signed_in") !== null) return "signed_in";
  return stampOf(registers, "excuse") !== null ? "asked" : "none";
}

export const CODE_MS = 30_000;

/** The code that the organiser's screen shows at a moment. */
export async function codeAt(key: Uint8Array, ms: number): Promise<string> {
  const step = new DataView(new ArrayBuffer(8));
  step.setBigUint64(0, BigInt(Math.floor(ms / CODE_MS)));
  const given = new Uint8Array([...key, ...new Uint8Array(step.buffer)]);
  const lot = new DataView(await crypto.subtle.digest("SHA-256", given)).getUint32(0);
  return String(lot % 1_000_000).padStart(6, "0");
}

/** True for the code of that moment or of the one before it. */
export async function codeFits(key: Uint8Array, code: string, ms: number): Promise<boolean> {
  return code === (await codeAt(key, ms)) || code === (await codeAt(key, Math.max(0, ms - CODE_MS)));
}
