/**
 * The phone's half of an anonymous ballot over a pipe, one JSON object a line, bytes as hexadecimal text:
 *
 *     {"do": "blind", "key"}  → {"blinded", "token"}      the issuer's key, SubjectPublicKeyInfo
 *     {"do": "cast", "context", "revision", "answers", "places", "signature"}  → {"envelope", "leaf"}
 *         the blind signature; the answers at `places` are words
 */
import { createInterface } from "node:readline";
import { encodeAnswers, leafHash, seal } from "../src/model/ballot";
import { type Blinded, type Bytes, blinder } from "../src/sync/booth/blinding";
import { makeKey, type OneTimeKey, prove } from "../src/sync/booth/one-time-key";
import { SALT_BYTES, sealWords } from "../src/sync/booth/sealed-words";
import { hex, unhex } from "../src/sync/bytes";

interface Ask {
  readonly do: string;
  readonly key: string;
  readonly context: string;
  readonly revision: number;
  readonly answers: { [item: string]: string | number };
  readonly places: readonly string[];
  readonly signature: string;
}

let held: (OneTimeKey & Blinded & { readonly issuer: Bytes }) | null = null;

async function answer(ask: Ask): Promise<object> {
  if (ask.do === "blind") {
    const made = await makeKey();
    const issuer = unhex(ask.key);
    held = { ...made, issuer, ...(await blinder.blind(issuer, made.token)) };
    return { blinded: hex(held.blinded), token: hex(held.token) };
  }
  if (!held) throw new Error("nothing was blinded");
  const { issuer, token, inverse, secret, key } = held;
  const signature = await blinder.finish(issuer, token, unhex(ask.signature), inverse);
  const apart = sealWords(ask.answers, ask.places, () => crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  const { words } = apart;
  const answers = encodeAnswers(apart.answers, words);
  const proof = await prove(secret, ask.context, ask.revision, answers);
  const ballot = { context: unhex(ask.context), revision: ask.revision, answers, key, token, signature, proof, words };
  return { envelope: hex(seal(ballot)), leaf: hex(leafHash(ballot)) };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  void answer(JSON.parse(line) as Ask).then((told) => process.stdout.write(`${JSON.stringify(told)}\n`));
});
