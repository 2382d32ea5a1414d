/**
 * 表决: polls, how far they are, and one's own ballot, as the documents say.
 * Promises: pure; who judges whom, when it closes and by which rules is read from the poll alone.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { PollOutcome, PollRules } from "./generated";
import { mapOf } from "./given";
import { idOf, momentOf } from "./ids";
import { has, type Person } from "./person";
import { type Ballot, type Question, rangeOf } from "./poll-count";

export type PollStage = "removed" | "preparing" | "open" | "closed" | "void" | "revealed";
const TYPES = ["appraisal", "approval", "choice", "score"] as const;
const MODES = ["anonymous", "confidential", "open"] as const;
/** Nobody may set a lower threshold. */
export const THRESHOLD_MIN = 3;
/** The line of a question that is about nobody. */
export const NOBODY = "-";
/** What grades and answers are called where the poll names none. */
export const OWN_OPTIONS: { readonly [type: string]: readonly string[] } = {
  appraisal: ["优秀", "合格", "基本合格", "不合格"],
  approval: ["同意", "不同意", "弃权"],
};

export interface Poll extends Question {
  readonly id: Hex;
  readonly title: string;
  readonly note: string;
  readonly institution: Hex | null;
  readonly branch: Hex | null;
  readonly subjects: readonly Hex[];
  /** Named and not graded. */
  readonly ungraded: readonly Hex[];
  readonly electors: ReadonlySet<Hex>;
  readonly onPaper: ReadonlySet<Hex>;
  /** Whether members on probation are graded as well. */
  readonly gradesProbation: boolean;
  readonly chair: readonly Hex[];
  readonly tellers: readonly Hex[];
  readonly opensAt: number;
  readonly closesAt: number;
  readonly stage: PollStage;
  readonly voided: string;
  /** Who signed, and when. */
  readonly signed: ReadonlyMap<Hex, number>;
  readonly outcome: ReadonlyMap<string, PollOutcome>;
}

/** Fewer ballots than these tell nothing, where the poll doesn't say how many. */
export function leastOf(mode: Poll["mode"]): number {
  return mode === "anonymous" ? 5 : THRESHOLD_MIN;
}

function at(doc: Doc, path: string): Value | undefined {
  return doc.registers.get(path)?.value;
}

function number(doc: Doc, path: string): number {
  const found = at(doc, path);
  return typeof found === "number" ? found : 0;
}

/** What stands under a prefix, by the rest of its path. */
export function under(doc: Doc, prefix: string): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const [path, { value }] of doc.registers)
    if (path.startsWith(prefix) && value !== null && value !== false) found.set(path.slice(prefix.length), value);
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function ids(doc: Doc, prefix: string): Hex[] {
  return [...under(doc, prefix).keys()].flatMap((each) => idOf(each) ?? []);
}

function optionsOf(doc: Doc, type: string): Map<number, string> {
  const given = [...under(doc, "options/")].map(([name, label]) => [Number(name), String(label)] as const);
  const usual = (OWN_OPTIONS[type] ?? []).map((label, place) => [place + 1, label] as const);
  return new Map((given.length ? given : usual).sort(([one], [other]) => one - other));
}

function stageOf(doc: Doc): PollStage {
  // Before it was opened; afterwards nobody takes it away, and it stands in no list, agenda or projection any more.
  if (at(doc, "removed") === true) return "removed";
  if (at(doc, "voided")) return "void";
  if (at(doc, "revealed") === true) return "revealed";
  if (at(doc, "closed") === true) return "closed";
  return at(doc, "opened") === true ? "open" : "preparing";
}

export function pollOf(doc: Doc): Poll {
  const type = TYPES.find((each) => each === at(doc, "type")) ?? "approval";
  const mode = MODES.find((each) => each === at(doc, "mode")) ?? "confidential";
  const judged = under(doc, "judged/");
  const graded = [...judged].filter(([, how]) => how === "graded").map(([who]) => who);
  const subjects = [...under(doc, "subjects/").keys()];
  const lines = judged.size ? graded : subjects;
  const signed = [...doc.registers].filter(([path, { value }]) => path.startsWith("signed/") && value === true);
  return {
    id: doc.id,
    title: String(at(doc, "title") ?? ""),
    note: String(at(doc, "note") ?? ""),
    type,
    mode,
    institution: idOf(at(doc, "institution")),
    branch: idOf(at(doc, "branch")),
    lines: lines.length ? lines : [NOBODY],
    options: optionsOf(doc, type),
    most: number(doc, "most") || 1,
    range: rangeOf(at(doc, "range")),
    rules: (mapOf(at(doc, "rules")) ?? {}) as PollRules,
    due: under(doc, "due/").size,
    threshold: number(doc, "threshold") || leastOf(mode),
    subjects: ids(doc, "subjects/"),
    ungraded: [...judged].filter(([, how]) => how !== "graded").flatMap(([who]) => idOf(who) ?? []),
    electors: new Set(ids(doc, "due/")),
    onPaper: new Set(ids(doc, "on_paper/")),
    gradesProbation: at(doc, "probationary") === false,
    chair: ids(doc, "chair/"),
    tellers: ids(doc, "tellers/"),
    opensAt: number(doc, "opens_at"),
    closesAt: number(doc, "closes_at"),
    stage: stageOf(doc),
    voided: String(at(doc, "voided") ?? ""),
    signed: new Map(
      signed.flatMap(([path, { stamp }]) => {
        const who = idOf(path.slice("signed/".length));
        return who ? [[who, momentOf(stamp)] as const] : [];
      }),
    ),
    outcome: under(doc, "outcome/") as ReadonlyMap<string, unknown> as ReadonlyMap<string, PollOutcome>,
  };
}

/** Who may open, close and reveal: those who organise rounds there, and the chair that the poll names. */
export function runs(person: Person | null, poll: Poll): boolean {
  if (!person) return false;
  if (poll.chair.includes(person.id) || has(person, "supervisor", "admin")) return true;
  return (
    poll.branch !== null && person.roles.some(({ role, at: place }) => role === "secretary" && place === poll.branch)
  );
}

/** Who may change what was stated, or take it away: who runs it, and nobody once it was opened. */
export function mayChange(person: Person | null, poll: Poll): boolean {
  return poll.stage === "preparing" && runs(person, poll);
}

/** Whether ballots are taken now. */
export function isOpen(poll: Poll, nowMs: number): boolean {
  return poll.stage === "open" && nowMs >= poll.opensAt && nowMs <= poll.closesAt;
}

/** What a ballot answers, by line. */
export function ballotOf(doc: Doc | undefined): Ballot {
  return doc ? Object.fromEntries(under(doc, "answers/")) : {};
}

/** What was marked and isn't cast yet: a draft between one's own devices. Null where there is none. */
export function marksOf(doc: Doc | undefined): Ballot | null {
  const marks = doc ? [...under(doc, "marks/")] : [];
  return marks.length ? Object.fromEntries(marks) : null;
}

export function isCast(doc: Doc | undefined): boolean {
  return doc !== undefined && at(doc, "cast") === true;
}

/** Whose document it is of: its poll. */
export function pollIdOf(doc: Doc): Hex | null {
  return idOf(at(doc, "poll"));
}

export interface Turnout {
  readonly due: number;
  readonly cast: number;
  /** Of them by phone; of an anonymous poll those that are written, in steps. */
  readonly phone: number;
}

export function turnoutOf(doc: Doc | undefined): Turnout | null {
  return doc ? { due: number(doc, "due"), cast: number(doc, "cast"), phone: number(doc, "phone") } : null;
}
