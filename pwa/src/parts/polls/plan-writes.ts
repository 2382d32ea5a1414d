/** The registers that a planned poll becomes: prepared, and put to nobody yet. */
import { addDays } from "../../model/day";
import { bytesOf, dashed } from "../../model/ids";
import { startOf } from "../../model/months";
import { personOf } from "../../model/person";
import { OWN_OPTIONS } from "../../model/poll";
import type { Hex, Value } from "../../sync/interface";
import { all, docAt, mine, person, today } from "../here";
import type { Plan } from "./plan";

export function optionsOf(plan: Plan): string[] {
  return plan.options
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Who is judged: those who were picked, or all members there. */
export function subjectsOf(plan: Plan): readonly Hex[] {
  if (plan.type !== "appraisal" && plan.type !== "score") return [];
  if (plan.subjects.length) return plan.subjects;
  return all("person")
    .map((doc) => personOf(doc, today.value))
    .filter((each) => (plan.place ? each.branches.includes(plan.place) : each.branches.length > 0))
    .map(({ id }) => id);
}

const MINUTE_MS = 60_000;

/** The last moment at which a ballot is taken. */
export function closesAt(plan: Plan): number {
  return startOf(addDays(plan.day, 1)) - 1;
}

/** Before which no ballot is taken; null where they are taken as soon as the poll is opened. */
export function opensAt(plan: Plan): number | null {
  if (plan.opens === "at_once") return null;
  const [hours = 0, minutes = 0] = plan.at.split(":").map(Number);
  return startOf(plan.from) + (hours * 60 + minutes) * MINUTE_MS;
}

/** The scores as they are written. */
export const figures = ({ min, max, step }: Plan) => ({ min: min.trim(), max: max.trim(), step: step.trim() });

/** Whom it is put to: null for everybody there. */
export function votersOf(plan: Plan): Value {
  if (plan.voters === "everyone") return null;
  return plan.voters === "same" ? plan.asked : plan.voters === "members" ? "party_member" : { role: "head" };
}

const ONCE = ["institution", "branch", "meeting", "redo_of"];
const NAMED = /^(subjects|options|tellers|chair)\//;
const SAID = ["note", "threshold", "probationary", "opens_at", "voters", "most", "range"];

/** What a prepared poll said and does not say any more. */
function takenBack(id: Hex, writes: readonly (readonly [string, Value])[]): (readonly [string, Value])[] {
  const said = new Set(writes.map(([path]) => path));
  return [...(docAt(id)?.registers ?? [])]
    .filter(([path, { value }]) => value !== null && !said.has(path) && (NAMED.test(path) || SAID.includes(path)))
    .map(([path]) => [path, null] as const);
}

export async function preparePoll(plan: Plan): Promise<Hex> {
  const writes = writesFor(plan);
  if (plan.edits && plan.refused) {
    await mine().correct(plan.refused, writes);
    return plan.edits;
  }
  const id = plan.edits ?? mine().newId();
  await mine().write(id, "poll", writes);
  if (plan.refused) await mine().discard(plan.refused);
  return id;
}

/** All that it says; of one that is there already not what it has said once and for all. */
function writesFor(plan: Plan): (readonly [string, Value])[] {
  const writes = preparing(plan);
  if (!plan.edits || !docAt(plan.edits)) return writes;
  const again = writes.filter(([path]) => !ONCE.includes(path));
  return [...again, ...takenBack(plan.edits, again)];
}

function preparing(plan: Plan): (readonly [string, Value])[] {
  return [
    ...writesOf(plan),
    ...subjectsOf(plan).map((who) => [`subjects/${dashed(who)}`, true] as const),
    ...plan.tellers.map((who) => [`tellers/${dashed(who)}`, true] as const),
    ...plan.chair.map((who) => [`chair/${dashed(who)}`, true] as const),
    ["closes_at", closesAt(plan)],
    ...(plan.meeting ? ([["meeting", bytesOf(plan.meeting)]] as const) : []),
    ...(plan.again ? ([["redo_of", bytesOf(plan.again)]] as const) : []),
  ];
}

/** The registers of the plan, without people and times. */
function writesOf(plan: Plan): (readonly [string, Value])[] {
  const institution = person.peek()?.institution;
  const labels = plan.type === "choice" ? optionsOf(plan) : (OWN_OPTIONS[plan.type] ?? []);
  const voters = votersOf(plan);
  return [
    ...(institution ? ([["institution", bytesOf(institution)]] as const) : []),
    ...(plan.place ? ([["branch", bytesOf(plan.place)]] as const) : []),
    ["title", plan.title.trim()],
    ["type", plan.type],
    ["mode", plan.mode],
    ...(voters === null ? [] : ([["voters", voters]] as const)),
    ...labels.map((label, place) => [`options/${place + 1}`, label] as const),
    ...(plan.type === "choice" ? ([["most", Number(plan.most)]] as const) : []),
    ...(plan.type === "score" ? ([["range", figures(plan)]] as const) : []),
    ["rules", rulesOf(plan)],
    ...saidOf(plan),
  ];
}

/** What is written only where it isn't as usual. */
function saidOf(plan: Plan): (readonly [string, Value])[] {
  const opens = opensAt(plan);
  const threshold = plan.threshold.trim();
  const graded = plan.probation === "graded" && (plan.type === "appraisal" || plan.type === "score");
  return [
    ...(plan.note.trim() ? ([["note", plan.note.trim()]] as const) : []),
    ...(threshold && plan.mode !== "open" ? ([["threshold", Number(threshold)]] as const) : []),
    ...(graded ? ([["probationary", false]] as const) : []),
    ...(opens === null ? [] : ([["opens_at", opens]] as const)),
  ];
}

/** Without what says nothing for this question; an anonymous ballot without one's own line would say whose it is. */
function rulesOf({ rules, type, mode }: Plan): { [name: string]: Value } {
  const own = mode === "anonymous" && (type === "appraisal" || type === "score");
  const kept = Object.entries(own ? { ...rules, own } : rules).filter(
    ([name, value]) =>
      value !== null && value !== undefined && value !== false && (name !== "quota" || type === "appraisal"),
  );
  return Object.fromEntries(kept) as { [name: string]: Value };
}
