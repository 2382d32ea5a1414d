/**
 * What a planned poll still lacks, said before it is saved.
 * Promises: what this lets pass the server takes, as far as the phone knows the roster; the first fault is that of the
 * field that stands first.
 */
import { isDay } from "../../model/day";
import { leastOf, THRESHOLD_MIN } from "../../model/poll";
import { rangeOf } from "../../model/poll-count";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { docAt, mine, today } from "../here";
import type { electorsOf } from "./electors";
import { type Fault, type FaultAt, NOTE_MAX, showFault } from "./fault";
import type { Plan } from "./plan";
import { closesAt, figures, opensAt, optionsOf, subjectsOf, votersOf } from "./plan-writes";
import { names } from "./words";

export { showFault };

/** What the server takes: of the name of a poll or an option, of options, and of those who are judged at once. */
const NAME_MAX = 100;
const OPTIONS_MAX = 50;
const SUBJECTS_MAX = 400;

type Electors = typeof electorsOf;

/** How many characters a field holds, and how many it may; null where it holds no more. */
function excess(text: string, of: number): { readonly n: number; readonly of: number } | null {
  const n = Array.from(text).length;
  return n > of ? { n, of } : null;
}

/** The same, by the roster that this phone holds. */
export async function faultsHere(): Promise<(plan: Plan, picks: boolean) => Fault | null> {
  const { electorsOf } = await import("./electors");
  return (plan, picks) => faultOf(plan, picks, electorsOf);
}

function thresholdWrong({ mode, threshold }: Plan): boolean {
  const given = threshold.trim();
  return mode !== "open" && given !== "" && !(/^\d{1,6}$/.test(given) && Number(given) >= THRESHOLD_MIN);
}

/** A number as the server reads one. */
const isFigure = (text: string) => /^-?\d+(\.\d+)?$/.test(text) && text.length <= 17;

/** What is wrong with the scores: no range at all, or steps that don't lead from its one end to the other. */
function rangeFault(plan: Plan): string {
  const said = figures(plan);
  const ranged = Object.values(said).every(isFigure) ? rangeOf(said) : null;
  if (!ranged) return t("poll.missing.range");
  const [low, high, step] = ranged;
  const span = high.n * low.d - low.n * high.d;
  if (span <= 0n) return t("poll.missing.range");
  const leads = step.n > 0n && (span * step.d) % (high.d * low.d * step.n) === 0n;
  return leads ? "" : t("poll.missing.step");
}

/** What is wrong with the options: too few or too many, one that is too long, or one that was said before. */
function optionsFault(options: readonly string[]): string {
  if (options.length < 2) return t("poll.missing.options");
  if (options.length > OPTIONS_MAX) return t("poll.missing.options_many", { n: options.length, of: OPTIONS_MAX });
  const long = options.findIndex((label) => excess(label, NAME_MAX) !== null);
  if (long >= 0)
    return t("poll.missing.option_long", { at: long + 1, ...(excess(options[long] ?? "", NAME_MAX) ?? {}) });
  const same = options.findIndex((label, at) => options.indexOf(label) < at);
  return same >= 0 ? t("poll.missing.option_same", { at: same + 1, label: options[same] ?? "" }) : "";
}

function closesFault(plan: Plan): string {
  return isDay(plan.day) && closesAt(plan) > mine().now() ? "" : t("poll.missing.closes");
}

/** A time from which ballots are taken lies before the closing, and not on a day that is over. */
function opensFault(plan: Plan): string {
  if (plan.opens === "at_once") return "";
  if (!isDay(plan.from) || plan.from < today.value) return t("poll.missing.opens_past");
  const closes = isDay(plan.day) ? closesAt(plan) : Number.POSITIVE_INFINITY;
  return (opensAt(plan) ?? 0) < closes ? "" : t("poll.missing.opens");
}

/** What is wrong with those who are asked: nobody, or so few that no ballot among them is anonymous. */
function electorsFault(plan: Plan, electorsOf: Electors): Fault | null {
  const n = electorsOf(plan.place, votersOf(plan)).length;
  if (n === 0) return { at: "voters", words: t("poll.missing.voters") };
  const of = Number(plan.threshold.trim()) || leastOf(plan.mode);
  return plan.mode === "anonymous" && n < of ? { at: "mode", words: t("poll.missing.few", { n, of }) } : null;
}

/** Whether all who are judged are on probation, and get no grade. */
function nobodyGraded(plan: Plan, subjects: readonly Hex[]): boolean {
  const probationary = (who: Hex) => docAt(who)?.registers.get("party")?.value === "probationary";
  return plan.probation === "taking_part" && subjects.length > 0 && subjects.every(probationary);
}

/** What is lacking first, in the order of the fields; null where nothing is. */
export function faultOf(plan: Plan, picks: boolean, electorsOf: Electors): Fault | null {
  const subjects = picks && plan.subjects.length === 0 ? [] : subjectsOf(plan);
  const both = plan.tellers.filter((who) => subjects.includes(who));
  const options = optionsOf(plan);
  const most = Number(plan.most);
  const long = excess(plan.title.trim(), NAME_MAX);
  const wordy = excess(plan.note.trim(), NOTE_MAX);
  const ofPeople = plan.type === "appraisal" || plan.type === "score";
  const choice = plan.type === "choice";
  const listed = choice ? optionsFault(options) : "";
  const scored = plan.type === "score" ? rangeFault(plan) : "";
  const late = closesFault(plan);
  const opens = opensFault(plan);
  const asked = electorsFault(plan, electorsOf);
  const faults: [boolean, FaultAt, () => string][] = [
    [!plan.title.trim(), "title", () => t("poll.missing.title")],
    [long !== null, "title", () => t("text.too_long", long ?? { n: 0, of: 0 })],
    [ofPeople && !subjects.length, "subjects", () => t("poll.missing.subjects")],
    [
      subjects.length > SUBJECTS_MAX,
      "subjects",
      () => t("poll.missing.subjects_many", { n: subjects.length, of: SUBJECTS_MAX }),
    ],
    [nobodyGraded(plan, subjects), "subjects", () => t("poll.missing.graded")],
    [scored !== "", "range", () => scored],
    [listed !== "", "options", () => listed],
    [
      choice && !(Number.isInteger(most) && most >= 1 && most <= options.length),
      "most",
      () => t("poll.missing.most", { n: options.length }),
    ],
    [asked?.at === "voters", "voters", () => asked?.words ?? ""],
    [late !== "", "closes", () => late],
    [asked?.at === "mode", "mode", () => asked?.words ?? ""],
    [thresholdWrong(plan), "threshold", () => t("poll.missing.threshold", { n: THRESHOLD_MIN })],
    [wordy !== null, "note", () => t("text.too_long", wordy ?? { n: 0, of: 0 })],
    [opens !== "", "opens", () => opens],
    [both.length > 0, "tellers", () => t("poll.tellers.subject", { names: names(both) })],
  ];
  const first = faults.find(([lacks]) => lacks);
  return first ? { at: first[1], words: first[2]() } : null;
}
