import { expect, test } from "vitest";
import { vectors } from "../../tests/tagged";
import type { Value } from "../sync/interface";
import type { PollRules } from "./generated";
import { type Ballot, type Batch, type Question, rangeOf, verdict } from "./poll-count";
import { result } from "./poll-result";

interface Asked {
  readonly type: Question["type"];
  readonly mode: Question["mode"];
  readonly lines: string[];
  readonly options: Record<string, string>;
  readonly most: number;
  readonly range?: [string, string, string];
  readonly rules: PollRules;
  readonly due: number;
  readonly threshold: number;
}

interface Cases {
  readonly results: { what: string; question: Asked; phone: Ballot[]; batches: Batch[]; is: Record<string, Value> }[];
  readonly verdicts: { question: Asked; ballot: Ballot; is: [string, string | null] }[];
}

const cases = vectors<Cases>("poll_count");

function questionOf({ options, range, ...asked }: Asked): Question {
  const [min = "", max = "", step = ""] = range ?? [];
  return {
    ...asked,
    options: new Map(Object.entries(options).map(([number, label]) => [Number(number), label])),
    range: range ? rangeOf({ min, max, step }) : null,
  };
}

test.each(cases.results)("$what", ({ question, phone, batches, is }) => {
  expect(result(questionOf(question), phone, batches)).toEqual(is);
});

test("a ballot counts on the phone exactly where it counts on the server", () => {
  for (const { question, ballot, is } of cases.verdicts) expect(verdict(ballot, questionOf(question))).toEqual(is);
});

test("so many papers as nobody can count one by one are counted at once", () => {
  const asked = cases.results.find(({ question }) => question.type === "approval")?.question;
  if (!asked) throw new Error("no approval among the cases");
  const typed: Batch = { channel: "paper", returned: 1e15, papers: [] };
  expect(result(questionOf(asked), [], [typed])).toMatchObject({
    "channels/paper": { returned: 1e15 },
  });
});
