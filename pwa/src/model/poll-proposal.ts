/**
 * 建议: what the ballots of a poll propose; the committee decides. As `models/poll_proposal.py`.
 * Promises: pure and exact; of grades that are even the lower one; where the ballots can't tell who is in and who is out,
 * it says that they are even.
 */
import type { PollProposal } from "./generated";
import { type Line, mean, type Question, reaches, type Tally } from "./poll-count";
import { compare, type Exact, exact, exactOf, times, whole } from "./scoring-number";

const FOR = 1;
const AGAINST = 2;
const MOST_ARE_FOR = ">1/2";

export function proposals(question: Question, found: Tally): Map<string, PollProposal> {
  if (question.type === "score") return ranked(question, found);
  if (question.type === "appraisal") return graded(question, found);
  const choose = question.type === "approval" ? adopted : chosen;
  return new Map([...found.lines].map(([line, count]) => [line, choose(count, question)]));
}

/** How many may be excellent and how many have the ballots for it; null where there is no quota. */
export function quotaMet(question: Question, found: Tally): { most: number; would_be: number } | null {
  const most = places(question);
  if (most === null) return null;
  return { most, would_be: question.type === "score" ? found.lines.size : wouldBe(question, found).length };
}

/** How many the quota has room for: a number, or a share of the subjects or of those due, rounded as it says. */
export function places(question: Question): number | null {
  const quota = question.rules.quota;
  if (!quota || (question.type !== "appraisal" && question.type !== "score")) return null;
  if (typeof quota.share === "number") return quota.share;
  const share = exactOf(quota.share);
  if (!share) return 0;
  const part = times(share, whole(quota.of === "due" ? question.due : question.lines.length));
  if (quota.rounding === "round") return Number((2n * part.n + part.d) / (2n * part.d));
  return Number((part.n + (quota.rounding === "ceil" ? part.d - 1n : 0n)) / part.d);
}

/** The grade that the quota is on: the first, where the rules name none. */
export function excellentOf(question: Question): number {
  return question.rules.excellent || Math.min(...question.options.keys());
}

function graded(question: Question, found: Tally): Map<string, PollProposal> {
  const top = excellentOf(question);
  const standing = new Map(
    wouldBe(question, found).map((line) => [line, whole(countOf(found.lines.get(line), top))] as const),
  );
  const { inside, even, outside } = cut(standing, places(question));
  const made = new Map<string, PollProposal>();
  for (const [line, count] of found.lines) {
    const usual = grade(count, question, null);
    if (outside.has(line)) made.set(line, { ...grade(count, question, top), over_quota: true });
    else if (even.has(line)) made.set(line, { tied: true });
    else if (!inside.has(line) && usual.option === top) made.set(line, grade(count, question, top));
    else made.set(line, usual);
  }
  return made;
}

const countOf = (line: Line | undefined, option: number) => line?.counts.get(option) ?? 0;

/** Whose ballots come to excellent, by the majority that the rules ask for. */
function wouldBe(question: Question, found: Tally): string[] {
  const top = excellentOf(question);
  return [...found.lines]
    .filter(([, count]) => grade(count, question, null).option === top && hasMajority(count, top, question))
    .map(([line]) => line);
}

/**
 * The option with the most marks; of those that are even the last, which is the lowest. Without one, its marks are for
 * the grade that follows it.
 */
function grade(count: Line, question: Question, without: number | null): PollProposal {
  const open = [...question.options.keys()].filter((option) => option !== without);
  const after = without === null ? undefined : open.find((option) => option > without);
  const marksOf = (option: number) =>
    countOf(count, option) + (without !== null && option === after ? countOf(count, without) : 0);
  const most = Math.max(0, ...open.map(marksOf));
  if (!most) return {};
  const even = open.filter((option) => marksOf(option) === most);
  const last = even.at(-1) ?? 0;
  const made = { option: last, grade: question.options.get(last) ?? "" };
  return even.length === 1 ? made : { ...made, tied: even };
}

function hasMajority(count: Line, option: number, question: Question, usual: string | null = null): boolean {
  const needed = question.rules.majority || usual;
  const of = question.rules.majority_of === "due" ? question.due : count.valid;
  return !needed || reaches(needed, countOf(count, option), of);
}

function adopted(count: Line, question: Question): PollProposal {
  const carried = hasMajority(count, FOR, question, MOST_ARE_FOR);
  const option = carried ? FOR : AGAINST;
  return { option, grade: question.options.get(option) ?? "", adopted: carried };
}

/** As many options as may be marked, those with the most marks first. */
function chosen(count: Line, question: Question): PollProposal {
  const standing = new Map<number, Exact>();
  for (const option of question.options.keys())
    if (countOf(count, option) && hasMajority(count, option, question))
      standing.set(option, whole(countOf(count, option)));
  const { inside, even } = cut(standing, question.most);
  const options = [...inside].sort((one, other) => countOf(count, other) - countOf(count, one) || one - other);
  const made = { options, grade: options.map((option) => question.options.get(option) ?? "").join("、") };
  return even.size ? { ...made, tied: [...even].sort((one, other) => one - other) } : made;
}

function ranked(question: Question, found: Tally): Map<string, PollProposal> {
  const means = new Map<string, Exact>();
  for (const [line, count] of found.lines) {
    const average = mean(count.scores, question.rules.trim === true);
    if (average) means.set(line, average);
  }
  const most = places(question);
  const { inside, even } = cut(means, most);
  const all = [...means.values()];
  const made = new Map<string, PollProposal>();
  for (const [line, average] of means)
    made.set(line, {
      rank: 1 + all.filter((other) => compare(other, average) > 0).length,
      ...(all.filter((other) => compare(other, average) === 0).length > 1 ? { tied: true } : {}),
      ...(most === null || even.has(line) ? {} : { adopted: inside.has(line) }),
    });
  return made;
}

interface Cut<K> {
  readonly inside: ReadonlySet<K>;
  readonly even: ReadonlySet<K>;
  readonly outside: ReadonlySet<K>;
}

/** Who is inside a quota, who is even at its edge, and who is outside. */
function cut<K>(standing: ReadonlyMap<K, Exact>, most: number | null): Cut<K> {
  const none: ReadonlySet<K> = new Set();
  if (most === null || standing.size <= most) return { inside: new Set(standing.keys()), even: none, outside: none };
  const ordered = [...standing.values()].sort((one, other) => compare(other, one));
  const [edge, next] = [ordered[most - 1], ordered[most] ?? exact(0n)];
  if (!edge) return { inside: none, even: none, outside: new Set(standing.keys()) };
  const tied = compare(edge, next) === 0;
  const of = (fits: (by: number) => boolean) =>
    new Set([...standing].filter(([, value]) => fits(compare(value, edge))).map(([name]) => name));
  return {
    inside: of((by) => (tied ? by > 0 : by >= 0)),
    even: tied ? of((by) => by === 0) : none,
    outside: of((by) => by < 0),
  };
}
