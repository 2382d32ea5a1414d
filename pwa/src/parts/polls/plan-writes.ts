/** What a planned poll still lacks, and the registers that it becomes: prepared, and put to nobody yet. */
import { addDays } from "../../model/day";
import { bytesOf, dashed } from "../../model/ids";
import { startOf } from "../../model/months";
import { personOf } from "../../model/person";
import { OWN_OPTIONS, THRESHOLD_MIN } from "../../model/poll";
import { rangeOf } from "../../model/poll-count";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, mine, person, today } from "../here";
import { excess } from "../limits";
import { type Fault, type FaultAt, NOTE_MAX, showFault } from "./fault";
import type { Plan } from "./plan";
import { names } from "./words";

export { showFault };

function optionsOf(plan: Plan): string[] {
  return plan.options
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Who is judged: those who were picked, or all members there. */
function subjectsOf(plan: Plan): readonly Hex[] {
  if (plan.type !== "appraisal" && plan.type !== "score") return [];
  if (plan.subjects.length) return plan.subjects;
  return all("person")
    .map((doc) => personOf(doc, today.value))
    .filter((each) => (plan.place ? each.branches.includes(plan.place) : each.branches.length > 0))
    .map(({ id }) => id);
}

const MINUTE_MS = 60_000;
const TITLE_MAX = 100;

/** The last moment at which a ballot is taken. */
function closesAt(plan: Plan): number {
  return startOf(addDays(plan.day, 1)) - 1;
}

/** Before which no ballot is taken; null where they are taken as soon as the poll is opened. */
function opensAt(plan: Plan): number | null {
  if (plan.opens === "at_once") return null;
  const [hours = 0, minutes = 0] = plan.at.split(":").map(Number);
  return startOf(plan.from) + (hours * 60 + minutes) * MINUTE_MS;
}

function thresholdWrong({ mode, threshold }: Plan): boolean {
  const given = threshold.trim();
  return mode !== "open" && given !== "" && !(/^\d{1,6}$/.test(given) && Number(given) >= THRESHOLD_MIN);
}

/** What is lacking first, in the order of the fields; null where nothing is. */
export function faultOf(plan: Plan, picks: boolean): Fault | null {
  const subjects = picks && plan.subjects.length === 0 ? [] : subjectsOf(plan);
  const both = plan.tellers.filter((who) => subjects.includes(who));
  const options = optionsOf(plan);
  const most = Number(plan.most);
  const long = excess(plan.title.trim(), TITLE_MAX);
  const wordy = excess(plan.note.trim(), NOTE_MAX);
  const ofPeople = plan.type === "appraisal" || plan.type === "score";
  const choice = plan.type === "choice";
  const ranged = rangeOf({ min: plan.min, max: plan.max, step: plan.step });
  const scored = plan.type === "score" && !(ranged && Number(plan.min) < Number(plan.max) && Number(plan.step) > 0);
  const faults: [boolean, FaultAt, () => string][] = [
    [!plan.title.trim(), "title", () => t("poll.missing.title")],
    [long !== null, "title", () => t("text.too_long", long ?? { n: 0, of: 0 })],
    [ofPeople && !subjects.length, "subjects", () => t("poll.missing.subjects")],
    [scored, "range", () => t("poll.missing.range")],
    [choice && options.length < 2, "options", () => t("poll.missing.options")],
    [choice && !(Number.isInteger(most) && most >= 1 && most <= options.length), "most", () => t("poll.missing.most")],
    [thresholdWrong(plan), "threshold", () => t("poll.missing.threshold", { n: THRESHOLD_MIN })],
    [wordy !== null, "note", () => t("text.too_long", wordy ?? { n: 0, of: 0 })],
    [(opensAt(plan) ?? 0) >= closesAt(plan), "opens", () => t("poll.missing.opens")],
    [both.length > 0, "tellers", () => t("poll.tellers.subject", { names: names(both) })],
  ];
  const first = faults.find(([lacks]) => lacks);
  return first ? { at: first[1], words: first[2]() } : null;
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
  if (plan.edits) {
    const writes = preparing(plan).filter(([path]) => !ONCE.includes(path));
    await mine().write(plan.edits, "poll", [...writes, ...takenBack(plan.edits, writes)]);
    return plan.edits;
  }
  const id = mine().newId();
  await mine().write(id, "poll", preparing(plan));
  return id;
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
  const before = plan.voters === "same" && docAt(plan.again ?? plan.edits)?.registers.get("voters")?.value;
  const voters: Value = before || (plan.voters === "members" ? "party_member" : { role: "head" });
  return [
    ...(institution ? ([["institution", bytesOf(institution)]] as const) : []),
    ...(plan.place ? ([["branch", bytesOf(plan.place)]] as const) : []),
    ["title", plan.title.trim()],
    ["type", plan.type],
    ["mode", plan.mode],
    ...(plan.voters === "everyone" ? [] : ([["voters", voters]] as const)),
    ...labels.map((label, place) => [`options/${place + 1}`, label] as const),
    ...(plan.type === "choice" ? ([["most", Number(plan.most)]] as const) : []),
    ...(plan.type === "score" ? ([["range", { min: plan.min, max: plan.max, step: plan.step }]] as const) : []),
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
