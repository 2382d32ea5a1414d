/**
 * 计票: what ballots come to, on the phone, on paper and by hand in one count; as `models/poll_count.py`.
 * Promises: pure and exact; the order in which ballots come changes nothing; tests/vectors/poll_count.json holds both
 * halves together. A blank is an abstention and valid; a wrong mark spoils its line, and the ballot where nothing else
 * is marked.
 */
import type { Value } from "../sync/interface";
import type { PollRules } from "./generated";
import { compare, type Exact, exact, exactOf, minus, over, plus, ZERO } from "./scoring-number";

/** Answers by line: a subject's id as text, or "-". */
export type Ballot = { readonly [line: string]: Value | undefined };

export type State = "valid" | "blank" | "spoilt";
export type Fault = "unknown_option" | "too_many" | "out_of_range" | "all_equal";

/** The number of the option that means abstention in an approval. */
export const ABSTAIN = 3;
const TRIMMED_ABOVE = 5;

/** 票面: what is counted by: the lines of a ballot, its options by number, and the rules. */
export interface Question {
  readonly type: "appraisal" | "approval" | "choice" | "score";
  readonly mode: "anonymous" | "confidential" | "open";
  readonly lines: readonly string[];
  readonly options: ReadonlyMap<number, string>;
  readonly most: number;
  readonly range: readonly [Exact, Exact, Exact] | null;
  readonly rules: PollRules;
  readonly due: number;
  readonly threshold: number;
}

/** 纸质票, 举手: what tellers entered: one paper each, or how many for each option. */
export interface Batch {
  readonly channel: "paper" | "hands";
  readonly returned: number;
  readonly issued?: number | null;
  readonly papers?: readonly Ballot[];
  readonly tallied?: { readonly [line: string]: { readonly [option: string]: number } };
}

type Counts = Map<number, number>;

export interface Line {
  readonly counts: Counts;
  readonly channels: Map<string, Counts>;
  readonly scores: Exact[];
  valid: number;
  spoilt: number;
  abstained: number;
}

export interface Channel {
  returned: number;
  spoilt: number;
  abstained: number;
  issued: number | null;
}

export interface Tally {
  readonly lines: ReadonlyMap<string, Line>;
  readonly channels: Map<string, Channel>;
}

export const returnedOf = (tally: Tally) => [...tally.channels.values()].reduce((sum, each) => sum + each.returned, 0);

export function rangeOf(value: Value | undefined): [Exact, Exact, Exact] | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) return null;
  const [low, high, step] = [value.min, value.max, value.step].map(exactly);
  return low && high && step ? [low, high, step] : null;
}

/** A score is a decimal, never a share. */
function exactly(value: Value | undefined): Exact | null {
  return typeof value === "string" && /[%/]/.test(value) ? null : exactOf(value);
}

/** What one line says: options, or a score; null where it is blank, a word where it is spoilt and why. */
export function marks(answer: Value | undefined, question: Question): number[] | Exact | Fault | null {
  if (answer === undefined || answer === null || (Array.isArray(answer) && !answer.length)) return null;
  if (question.type === "score") return scored(answer, question);
  const given = [...new Set(Array.isArray(answer) ? answer : [answer])];
  if (!given.every((each): each is number => typeof each === "number" && question.options.has(each)))
    return "unknown_option";
  if (given.length > (question.type === "choice" ? question.most : 1)) return "too_many";
  return question.type === "approval" && given[0] === ABSTAIN ? null : given.sort((one, other) => one - other);
}

function scored(answer: Value, question: Question): Exact | Fault {
  const score = exactly(answer);
  if (!score || !question.range) return "out_of_range";
  const [low, high, step] = question.range;
  const fits = compare(score, low) >= 0 && compare(score, high) <= 0 && over(minus(score, low), step).d === 1n;
  return fits ? score : "out_of_range";
}

function same(one: number[] | Exact, other: number[] | Exact): boolean {
  if (Array.isArray(one)) return Array.isArray(other) && one.join() === other.join();
  return !Array.isArray(other) && compare(one, other) === 0;
}

/** Whether a ballot counts, and why not. */
export function verdict(ballot: Ballot, question: Question): [State, Fault | null] {
  const read = question.lines.map((line) => marks(ballot[line], question));
  const marked = read.filter((each): each is number[] | Exact => each !== null && typeof each === "object");
  const wrong = read.find((each): each is Fault => typeof each === "string") ?? null;
  const [first] = marked;
  if (!first) return wrong ? ["spoilt", wrong] : ["blank", null];
  const alike = marked.length > 1 && !wrong && marked.every((each) => same(each, first));
  return alike && question.rules.all_equal_void === true ? ["spoilt", "all_equal"] : ["valid", null];
}

export function tally(question: Question, phone: Iterable<Ballot>, batches: Iterable<Batch>): Tally {
  const lines = new Map(question.lines.map((line) => [line, emptyLine()]));
  const found: Tally = { lines, channels: new Map([["phone", emptyChannel()]]) };
  for (const ballot of phone) add(ballot, "phone", question, found);
  for (const batch of batches) {
    const channel = found.channels.get(batch.channel) ?? emptyChannel();
    found.channels.set(batch.channel, channel);
    if (typeof batch.issued === "number") channel.issued = (channel.issued ?? 0) + batch.issued;
    const papers = batch.papers ?? [];
    if (papers.length || !Object.keys(batch.tallied ?? {}).length) {
      for (const paper of papers) add(paper, batch.channel, question, found);
      const blank = batch.returned - papers.length;
      if (blank > 0) add({}, batch.channel, question, found, blank);
    } else addTallied(batch, channel, question, found);
  }
  return found;
}

function emptyLine(): Line {
  return { counts: new Map(), channels: new Map(), scores: [], valid: 0, spoilt: 0, abstained: 0 };
}

function emptyChannel(): Channel {
  return { returned: 0, spoilt: 0, abstained: 0, issued: null };
}

const more = (counts: Counts, option: number, by = 1) => counts.set(option, (counts.get(option) ?? 0) + by);

function countsOf(line: Line, channel: string): Counts {
  const found = line.channels.get(channel) ?? new Map<number, number>();
  line.channels.set(channel, found);
  return found;
}

/** A ballot; where it is blank, so many of them. */
function add(ballot: Ballot, name: string, question: Question, found: Tally, times = 1): void {
  const [state] = verdict(ballot, question);
  const channel = found.channels.get(name) ?? emptyChannel();
  channel.returned += times;
  if (state === "spoilt") {
    channel.spoilt++;
    return;
  }
  if (state === "blank") channel.abstained += times;
  for (const [id, line] of found.lines) {
    const read = marks(ballot[id], question);
    if (typeof read === "string") {
      line.spoilt++;
      continue;
    }
    line.valid += times;
    if (read === null) {
      line.abstained += times;
      if (question.type === "approval") more(countsOf(line, name), ABSTAIN, times);
    } else if (Array.isArray(read))
      for (const option of read) {
        more(line.counts, option);
        more(countsOf(line, name), option);
      }
    else line.scores.push(read);
  }
}

/** Counts instead of ballots: as many are wholly blank or spoilt as are so on every line. */
function addTallied(batch: Batch, channel: Channel, question: Question, found: Tally): void {
  const given = question.lines.map((line) => batch.tallied?.[line] ?? {});
  const spoilt = Math.min(...given.map((each) => each.spoilt ?? 0));
  channel.returned += batch.returned;
  channel.spoilt += spoilt;
  channel.abstained += Math.min(...given.map((each) => blankOf(each, batch, question)));
  question.lines.forEach((id, at) => {
    const [line, each] = [found.lines.get(id), given[at] ?? {}];
    if (!line) return;
    const counts = countsOf(line, batch.channel);
    for (const [name, number] of Object.entries(each)) {
      if (!/^\d+$/.test(name) || !number || (question.type === "approval" && Number(name) === ABSTAIN)) continue;
      more(line.counts, Number(name), number);
      more(counts, Number(name), number);
    }
    line.spoilt += (each.spoilt ?? 0) - spoilt;
    line.valid += batch.returned - (each.spoilt ?? 0);
    const blank = blankOf(each, batch, question);
    line.abstained += blank;
    if (question.type === "approval") more(counts, ABSTAIN, blank);
  });
}

/** Blank ones, those who said that they abstain, and what nobody marked. */
function blankOf(given: { readonly [option: string]: number }, batch: Batch, question: Question): number {
  const said = (given.blank ?? 0) + (question.type === "approval" ? (given[ABSTAIN] ?? 0) : 0);
  if (question.type === "choice") return said;
  return said + batch.returned - Object.values(given).reduce((sum, each) => sum + each, 0);
}

/** "1/2": at least half; ">1/2": more than half. */
export function reaches(needed: string, number: number, of: number): boolean {
  const [top = 0, bottom = 1] = needed.replace(">", "").split("/").map(Number);
  return needed.startsWith(">") ? number * bottom > top * of : number * bottom >= top * of;
}

/** Exact; trimmed of the highest and the lowest where there are more than five. */
export function mean(scores: readonly Exact[], trim: boolean): Exact | null {
  const ordered = [...scores].sort(compare);
  const kept = trim && ordered.length > TRIMMED_ABOVE ? ordered.slice(1, -1) : ordered;
  return kept.length ? over(kept.reduce(plus, ZERO), exact(BigInt(kept.length))) : null;
}
