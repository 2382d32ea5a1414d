/**
 * 封存评语: words of an anonymous ballot apart from its answers, which hold a salted digest in their place; the reasons
 * are in `models/sealed_words.py`. Promises: pure; the same digests as Python for every case of tests/vectors/ballot.json.
 */
import type { Value } from "../interface";
import { decode, encode } from "../msgpack";
import { sha256 } from "../sha256";

type Answers = Readonly<Record<string, Value>>;

export const SALT_BYTES = 32;
const DIGEST_OF = "mingcha-words-1";

/** What stands in the answers; nothing said is an empty text. */
export function wordsDigest(salt: Uint8Array, words: string): Uint8Array<ArrayBuffer> {
  const [of, said] = [DIGEST_OF, words].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array];
  const bytes = new Uint8Array(of.length + salt.length + said.length);
  bytes.set(of);
  bytes.set(salt, of.length);
  bytes.set(said, of.length + salt.length);
  return sha256(bytes);
}

/** The answers with a digest at every place for words, said or not, and the words as they travel beside them. */
export function sealWords(
  answers: Answers,
  places: readonly string[],
  salt: () => Uint8Array,
): { answers: Answers; words: Uint8Array<ArrayBuffer> } {
  const digests: Record<string, Value> = { ...answers };
  const apart: Record<string, Value> = {};
  for (const place of places) {
    const found = answers[place];
    const said = typeof found === "string" ? found : "";
    const drawn = salt();
    digests[place] = wordsDigest(drawn, said);
    apart[place] = [drawn, said];
  }
  return { answers: digests, words: places.length ? encode(apart) : new Uint8Array() };
}

/** The answers as they were before. */
export function unsealWords(answers: Answers, words: Uint8Array): Answers {
  const apart = words.length ? (decode(words) as Readonly<Record<string, readonly Value[]>>) : {};
  const given: Record<string, Value> = {};
  for (const [place, value] of Object.entries(answers)) {
    const said = Object.hasOwn(apart, place) ? apart[place]?.[1] : value;
    if (!Object.hasOwn(apart, place) || said) given[place] = said ?? null;
  }
  return given;
}
