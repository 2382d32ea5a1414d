/**
 * 表决结果: the registers of a poll's result, from every ballot by every channel; as `models/poll_result.py`.
 * Promises: pure; the phone counts again what it is shown, by the same rules as the server.
 */
import type { Value } from "../sync/interface";
import {
  ABSTAIN,
  type Ballot,
  type Batch,
  type Line,
  mean,
  type Question,
  reaches,
  returnedOf,
  type Tally,
  tally,
} from "./poll-count";
import { proposals, quotaMet } from "./poll-proposal";
import { roundedText } from "./scoring-number";

export type ResultRegisters = { [path: string]: Value };

/** The registers of a result beside those that say whose it is. */
export function result(question: Question, phone: Iterable<Ballot>, batches: Iterable<Batch>): ResultRegisters {
  const found = tally(question, phone, batches);
  const returned = returnedOf(found);
  const registers: ResultRegisters = { issued: question.due, returned };
  const needed = question.rules.quorum;
  if (needed) {
    const met = reaches(needed, returned, question.due);
    registers.quorum = { needed, due: question.due, taking_part: returned, met };
  }
  const reason = voidOf(question, found);
  if (reason) return { ...registers, void: reason, ...channelsOf(found, false) };
  if (question.mode !== "open" && returned < question.threshold) return { ...registers, below: true };
  const all = [...found.channels.values()];
  const spoilt = all.reduce((sum, each) => sum + each.spoilt, 0);
  const byChannel = mayTellChannels(question, found);
  Object.assign(registers, { valid: returned - spoilt, spoilt }, channelsOf(found, byChannel));
  registers.abstained = all.reduce((sum, each) => sum + each.abstained, 0);
  for (const [id, line] of found.lines) registers[`counts/${id}`] = lineOf(line, question, byChannel);
  const quota = quotaMet(question, found);
  if (quota) registers.quota = quota;
  for (const [id, made] of proposals(question, found)) registers[`proposals/${id}`] = made as Value;
  return registers;
}

/** Why nothing may be made of the ballots; null where it may. */
export function voidOf(question: Question, found: Tally): string | null {
  const above = [...found.channels.values()].some((each) => each.issued !== null && each.returned > each.issued);
  if (above) return "returned_above_issued";
  const returned = returnedOf(found);
  if (returned > question.due) return "returned_above_due";
  const needed = question.rules.quorum;
  return needed && !reaches(needed, returned, question.due) ? "no_quorum" : null;
}

function channelsOf(found: Tally, told: boolean): ResultRegisters {
  const registers: ResultRegisters = {};
  for (const [name, { returned, issued, spoilt, abstained }] of found.channels)
    if (returned || issued !== null)
      registers[`channels/${name}`] = {
        returned,
        ...(issued === null ? {} : { issued }),
        ...(told ? { valid: returned - spoilt, spoilt, abstained } : {}),
      };
  return registers;
}

/** Where ballots are not shown, a channel by which few came would tell whose they are, and so would the rest. */
function mayTellChannels(question: Question, found: Tally): boolean {
  const used = [...found.channels.values()].map((each) => each.returned).filter(Boolean);
  return question.mode === "open" || (used.length > 1 && Math.min(...used) >= Math.max(question.threshold, 1));
}

function lineOf(line: Line, question: Question, byChannel: boolean): Value {
  const { valid, spoilt, abstained } = line;
  if (question.type === "score") {
    const average = mean(line.scores, question.rules.trim === true);
    const n = line.scores.length;
    return { valid, spoilt, abstained, n, ...(average ? { mean: roundedText(average, 2, "half_up") } : {}) };
  }
  const options = [...question.options.keys()];
  const counts = Object.fromEntries(options.map((option) => [option, line.counts.get(option) ?? 0]));
  if (question.type === "approval") counts[ABSTAIN] = abstained;
  const told = { valid, spoilt, abstained, counts };
  if (!byChannel) return told;
  const marked = question.type === "approval" ? [...new Set([...options, ABSTAIN])] : options;
  const channels = Object.fromEntries(
    [...line.channels].map(([name, each]) => [
      name,
      Object.fromEntries(marked.filter((option) => each.get(option)).map((option) => [option, each.get(option) ?? 0])),
    ]),
  );
  return { ...told, channels };
}
