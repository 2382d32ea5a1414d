import { describe, expect, it, test } from "vitest";
import { vectors } from "../../tests/tagged";
import { hex, unhex } from "../sync/bytes";
import { decode } from "../sync/msgpack";
import { sha256 } from "../sync/sha256";
import {
  type Ballot,
  ENVELOPE_BYTES,
  encodeAnswers,
  isIncluded,
  leafHash,
  provenMessage,
  seal,
  steps,
  tokenOf,
  treeRoot,
} from "./ballot";
import { movesAt } from "./ballot-turnout";

type Fields = Readonly<Record<Exclude<keyof Ballot, "revision">, string>>;

interface BallotCases {
  readonly envelopes: (Fields & { name: string; revision: number; message: string; leaf: string; sha256: string })[];
  readonly trees: { leaves: string[]; root: string; paths: string[][] }[];
  readonly steps: { count: number; told: number }[];
  readonly moves: { electors: number; moves: [number, number][] }[];
}

const cases = vectors<BallotCases>("ballot");

function ballotOf(fields: Fields & { revision: number }): Ballot {
  const { revision, context, answers, key, token, signature, proof, words } = fields;
  return {
    revision,
    context: unhex(context),
    answers: unhex(answers),
    key: unhex(key),
    token: unhex(token),
    signature: unhex(signature),
    proof: unhex(proof),
    words: unhex(words),
  };
}

describe.each(cases.envelopes)("the ballot $name", (given) => {
  const ballot = ballotOf(given);

  it("is sealed to the same bytes, all of one size", () => {
    const body = seal(ballot);
    expect(body.length).toBe(ENVELOPE_BYTES);
    expect(hex(sha256(body))).toBe(given.sha256);
  });

  it("has the same leaf and the same message to be proven", () => {
    expect(hex(leafHash(ballot))).toBe(given.leaf);
    expect(hex(provenMessage(ballot))).toBe(given.message);
    expect(hex(tokenOf(ballot.token.slice(0, 32), ballot.key))).toBe(given.token);
  });
});

test("what was answered first isn't to be seen", () => {
  const one = encodeAnswers({ b: [10, 2], a: ["y", "x"], c: { z: [2, 1] } });
  const other = encodeAnswers({ c: { z: [2, 1] }, a: ["x", "y"], b: [2, 10] });
  expect(hex(one)).toBe(hex(other));
  expect(decode(one)).toEqual({ a: ["x", "y"], b: [2, 10], c: { z: [2, 1] } });
});

test("answers are encoded as the server reads them, and too long ones are not sealed", () => {
  const round = cases.envelopes.find(({ name }) => name === "round");
  expect(hex(encodeAnswers({ duty: 9, attitude: 4.5, note: "工作认真，待人热情" }))).toBe(round?.answers);
  expect(() => encodeAnswers({ note: "长".repeat(2400) })).toThrow(RangeError);
  expect(() => encodeAnswers({ duty: 9 }, new Uint8Array(7_165))).toThrow(RangeError);
});

test.each(cases.trees)("a tree of $leaves.length leaves: every leaf is proven in it, and no other is", (tree) => {
  const leaves = tree.leaves.map(unhex);
  const root = treeRoot(leaves);
  expect(hex(root)).toBe(tree.root);
  for (const [index, path] of tree.paths.entries()) {
    const leaf = leaves[index] as Uint8Array;
    const beside = path.map(unhex);
    expect(isIncluded(leaf, index, leaves.length, beside, root)).toBe(true);
    expect(isIncluded(sha256(leaf), index, leaves.length, beside, root)).toBe(false);
    expect(isIncluded(leaf, index, leaves.length, [...beside, leaf], root)).toBe(false);
    if (beside.length > 0) expect(isIncluded(leaf, index, leaves.length, beside.slice(1), root)).toBe(false);
  }
  expect(isIncluded(root, leaves.length, leaves.length, [], root)).toBe(false);
});

test.each(cases.moves)("$electors on a roll are told when the turnout moves next", ({ electors, moves }) => {
  let told = 0;
  for (const [count, next] of moves) {
    expect(movesAt(electors, told)).toBe(count);
    told = next;
  }
  expect(movesAt(electors, told), "the rest is told at the reveal").toBeNull();
});

test("who votes on paper stays off the phone, and the roll is waited for all the same", () => {
  expect([movesAt(12, 0, 9), movesAt(12, 5, 9), movesAt(9, 0, 8), movesAt(30, 5, 20)]).toEqual([5, null, null, 10]);
});

test.each(cases.steps)("a turnout of $count is told as $told", ({ count, told }) => expect(steps(count)).toBe(told));
