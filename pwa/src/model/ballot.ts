/**
 * 选票: an anonymous ballot as it travels, and the tree in which it is published; the reasons are in `models/ballot.py`.
 * Promises: pure; the same bytes and hashes as Python for every case of `tests/vectors/ballot.json`.
 */
import type { Value } from "../sync/interface";
import { Packer } from "../sync/msgpack";
import { sha256 } from "../sync/sha256";

export const ENVELOPE_BYTES = 8192;
export const ANSWERS_BYTES_MAX = 7168;
export const NONCE_BYTES = 32;
export const STEP = 5;

const PROOF_OF = new TextEncoder().encode("mingcha-ballot-1");

/** 选票: answers under a one-time key that the issuer signed blindly; nothing of it says whose they are. */
export interface Ballot {
  readonly context: Uint8Array;
  readonly revision: number;
  /** MessagePack, as `encodeAnswers` makes it. */
  readonly answers: Uint8Array;
  /** A raw point of P-256, 65 bytes. */
  readonly key: Uint8Array;
  /** What the issuer signed: 32 random bytes and the key. */
  readonly token: Uint8Array;
  readonly signature: Uint8Array;
  /** The key's own signature over `provenMessage`. */
  readonly proof: Uint8Array;
  /** What the answers hold digests of (sealed-words.ts): no part of the leaf. */
  readonly words: Uint8Array;
}

export type Answers = Readonly<Record<string, Value>>;
type Unproven = Pick<Ballot, "context" | "revision" | "answers">;

/**
 * The answers as they travel, names and marks in ascending order: what was answered first isn't to be seen. RangeError where
 * they and their words are too long for an envelope.
 */
export function encodeAnswers(answers: Answers, words = new Uint8Array()): Uint8Array<ArrayBuffer> {
  const names = Object.keys(answers).sort();
  const sorted = Object.fromEntries(names.map((name) => [name, inOrder(answers[name] ?? null)]));
  const bytes = new Packer().value(sorted).bytes();
  if (bytes.length + words.length > ANSWERS_BYTES_MAX) throw new RangeError("answers too long");
  return bytes;
}

/** Marks beside each other in the order of their numbers or names. */
function inOrder(answer: Value): Value {
  const marks = Array.isArray(answer) && answer.every((mark) => typeof mark === "number" || typeof mark === "string");
  return marks ? [...answer].sort((one, other) => ((one as string) < (other as string) ? -1 : 1)) : answer;
}

/** The token of a key: what is blinded and signed. */
export function tokenOf(nonce: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(nonce, key);
}

/** What the one-time key signs. */
export function provenMessage({ context, revision, answers }: Unproven): Uint8Array<ArrayBuffer> {
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, revision);
  return joined(PROOF_OF, context, number, answers);
}

/** The envelope, of one size for all ballots. */
export function seal(ballot: Ballot): Uint8Array<ArrayBuffer> {
  const { words } = ballot;
  const packer = new Packer().map(words.length ? 9 : 8);
  packer.text("context").binary(ballot.context).text("revision").number(ballot.revision);
  packer.text("answers").binary(ballot.answers).text("key").binary(ballot.key);
  packer.text("token").binary(ballot.token).text("signature").binary(ballot.signature);
  packer.text("proof").binary(ballot.proof);
  if (words.length) packer.text("words").binary(words);
  packer.text("pad");
  const head = packer.bytes();
  return packer.binary(new Uint8Array(ENVELOPE_BYTES - head.length - 3)).bytes();
}

export function leafHash(ballot: Ballot): Uint8Array<ArrayBuffer> {
  const packer = new Packer().array(7).binary(ballot.context).number(ballot.revision);
  packer.binary(ballot.answers).binary(ballot.key).binary(ballot.token);
  packer.binary(ballot.signature).binary(ballot.proof);
  return sha256(joined(Uint8Array.of(0), packer.bytes()));
}

/** The root over leaf hashes in their order (RFC 6962 §2.1). */
export function treeRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return node(treeRoot(leaves.slice(0, split)), treeRoot(leaves.slice(split)));
}

/** Whether the path leads from this leaf of a tree of that size to its root (RFC 9162 §2.1.3.2). */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(Number.isInteger(index) && index >= 0 && index < size)) return false;
  let [at, last, reached] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      reached = node(beside, reached);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else {
      reached = node(reached, beside);
    }
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 && reached.length === root.length && reached.every((byte, place) => byte === root[place]);
}

/** A turnout as it may be told before the end: the last full step. */
export function steps(count: number): number {
  return count - (count % STEP);
}

function node(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(joined(Uint8Array.of(1), left, right));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
