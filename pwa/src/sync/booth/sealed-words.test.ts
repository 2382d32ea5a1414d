/** Words of a ballot apart from its answers: the same digests as the server's, and given back as they were. */
import { expect, test } from "vitest";
import { vectors } from "../../../tests/tagged";
import { encodeAnswers } from "../../model/ballot";
import { hex, unhex } from "../bytes";
import { decode } from "../msgpack";
import { sealWords, unsealWords, wordsDigest } from "./sealed-words";

interface WordCases {
  readonly envelopes: { name: string; answers: string; words: string }[];
  readonly words: { salt: string; said: string; digest: string }[];
}

const cases = vectors<WordCases>("ballot");

test.each(cases.words)("the words «$said» have the same digest", ({ salt, said, digest }) => {
  expect(hex(wordsDigest(unhex(salt), said))).toBe(digest);
});

test("words are sealed as the server opens them, and given back as they were", () => {
  const apart = cases.envelopes.find(({ name }) => name === "words apart");
  const opened = decode(unhex(apart?.words ?? "")) as { [place: string]: [Uint8Array, string] };
  const salts = Object.values(opened).map(([salt]) => salt);
  const given = { duty: 9, note: "工作认真" };
  const { answers, words } = sealWords(given, ["good", "note"], () => salts.shift() as Uint8Array);
  expect(hex(words)).toBe(apart?.words);
  expect(decode(encodeAnswers(answers))).toEqual(decode(unhex(apart?.answers ?? "")));
  expect(unsealWords(answers, words)).toEqual(given);
  expect(unsealWords(given, new Uint8Array())).toEqual(given);
});
