/**
 * The server's half of anonymous ballots for tests: an issuer with a real key, a holding buffer, a published tree. It
 * checks what the server checks, so that what the phone sends is a ballot.
 */
import { constants, KeyObject, privateDecrypt } from "node:crypto";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { type Ballot, ENVELOPE_BYTES, leafHash, provenMessage, treeRoot } from "../../src/model/ballot";
import type { Bytes } from "../../src/sync/booth/blinding";
import { hex, unhex } from "../../src/sync/bytes";
import type { Doc, Hex, Register, Value } from "../../src/sync/interface";
import { decode, encode } from "../../src/sync/msgpack";
import { problem } from "./device";

const SUITE = RSABSSA.SHA384.PSS.Randomized();
const ME: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const MSGPACK = { "Content-Type": "application/x-msgpack" };

export type Weather = "fine" | "offline" | "lost" | "trouble";

export interface Seen {
  readonly path: string;
  readonly init: RequestInit;
  readonly atMs: number;
}

export class BallotOffice {
  nowMs: number;
  weather: Weather = "fine";
  readonly seen: Seen[] = [];
  readonly issued = new Map<string, { blinded: string; signature: Bytes }>();
  /** What stands, by one-time key. */
  readonly written = new Map<string, Ballot>();
  readonly held = new Map<string, Ballot>();
  /** How many are written together. */
  batch = 1;
  closed = false;
  /** Called before a request is answered. */
  watch: (path: string) => void | Promise<void> = () => undefined;
  readonly #pair: CryptoKeyPair;
  readonly spki: Bytes;

  private constructor(pair: CryptoKeyPair, spki: Bytes, nowMs: number) {
    this.#pair = pair;
    this.spki = spki;
    this.nowMs = nowMs;
  }

  static async make(nowMs: number): Promise<BallotOffice> {
    const pair = await SUITE.generateKey({ publicExponent: Uint8Array.of(1, 0, 1), modulusLength: 2048 });
    return new BallotOffice(pair, new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)), nowMs);
  }

  /** As on its first day, with the same key. */
  begin(nowMs: number): void {
    Object.assign(this, { nowMs, weather: "fine", batch: 1, closed: false, watch: () => undefined });
    this.seen.splice(0);
    for (const each of [this.issued, this.written, this.held]) each.clear();
  }

  /** The context's document as the server would write it now. */
  context(id: Hex, closesAt: number, more: { [path: string]: Value } = {}): Doc {
    const root = this.closed
      ? { root: hex(treeRoot(this.leaves())), closed: this.nowMs, counted: this.written.size }
      : {};
    const roll = { "roll/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11": true };
    const values: { [path: string]: Value } = {
      key: btoa(String.fromCharCode(...this.spki)),
      opens_at: 0,
      closes_at: closesAt,
      ...roll,
      ...root,
      ...more,
    };
    const registers = new Map<string, Register>();
    for (const [path, value] of Object.entries(values)) {
      registers.set(path, { value, stamp: "0".repeat(32), author: "0".repeat(32), receivedMs: 1 });
    }
    return { id, kind: "ballot_context", registers, waiting: false };
  }

  leaves(): Bytes[] {
    const leaves = [...this.written.values()].map(leafHash);
    return leaves.sort((one, other) => (hex(one) < hex(other) ? -1 : 1));
  }

  close(): void {
    this.closed = true;
    for (const [key, ballot] of this.held) this.written.set(key, ballot);
    this.held.clear();
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const path = String(input);
    this.seen.push({ path, init, atMs: this.nowMs });
    await this.watch(path);
    if (this.weather === "offline") throw new TypeError("Failed to fetch");
    if (this.weather === "trouble") return problem(503, "busy");
    const answer = await this.#answer(path, init.body as Bytes);
    if (this.weather === "lost") throw new TypeError("Failed to fetch");
    return answer;
  };

  async #answer(path: string, body: Bytes): Promise<Response> {
    if (path.endsWith("/issue")) return this.#issue(decode(body) as { context: Bytes; blinded: Bytes });
    if (path.endsWith("/cast")) return this.#cast(body);
    if (path.endsWith("/issued")) {
      const issued = [...this.issued.keys()].map((name) => unhex(name.split("/")[0] ?? ""));
      return new Response(encode({ issued }), { headers: MSGPACK });
    }
    return this.closed
      ? new Response(encode({ leaves: this.leaves() }), { headers: MSGPACK })
      : problem(404, "not_found");
  }

  /** RSA without padding: what a blind signature is to the issuer. */
  #sign(blinded: Bytes): Bytes {
    const key = KeyObject.from(this.#pair.privateKey);
    return Uint8Array.from(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded));
  }

  async #issue({ context, blinded }: { context: Bytes; blinded: Bytes }): Promise<Response> {
    const name = `${hex(context)}/${ME}`;
    const known = this.issued.get(name);
    if (known && known.blinded !== hex(blinded)) return problem(409, "ballot_issued");
    if (this.closed) return problem(409, "closed");
    const signature = known?.signature ?? this.#sign(blinded);
    this.issued.set(name, { blinded: hex(blinded), signature });
    return new Response(encode({ signature }), { headers: MSGPACK });
  }

  async #cast(body: Bytes): Promise<Response> {
    if (body.length !== ENVELOPE_BYTES) return problem(400, "ballot_invalid");
    const ballot = decode(body) as unknown as Ballot & { proof: Bytes };
    if (!(await this.#isValid(ballot))) return problem(400, "ballot_invalid");
    const name = hex(ballot.key);
    const known = this.held.get(name) ?? this.written.get(name);
    const same = known && hex(leafHash(known)) === hex(leafHash(ballot));
    if (!same) {
      if (this.closed) return problem(409, "closed");
      if (known && known.revision >= ballot.revision) return problem(409, "ballot_revision");
      this.written.delete(name);
      this.held.set(name, ballot);
    }
    if (this.held.size >= this.batch) {
      for (const [key, each] of this.held) this.written.set(key, each);
      this.held.clear();
    }
    return this.#told(ballot);
  }

  #told(ballot: Ballot): Response {
    const leaf = hex(leafHash(ballot));
    if (this.held.has(hex(ballot.key))) return new Response(encode({}), { status: 202, headers: MSGPACK });
    return new Response(encode({ written: true, leaf }), { headers: MSGPACK });
  }

  async #isValid(ballot: Ballot): Promise<boolean> {
    const { subtle } = crypto;
    const [key, token, signature, proof] = [ballot.key, ballot.token, ballot.signature, ballot.proof].map((bytes) =>
      Uint8Array.from(bytes),
    ) as [Bytes, Bytes, Bytes, Bytes];
    const point = await subtle.importKey("raw", key, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const hash = { name: "ECDSA", hash: "SHA-256" };
    const proven = await subtle.verify(hash, point, proof, provenMessage(ballot));
    return proven && hex(token).endsWith(hex(key)) && SUITE.verify(this.#pair.publicKey, signature, token);
  }

  /** How often a path was asked for. */
  asked(part: string): number {
    return this.seen.filter(({ path }) => path.includes(part)).length;
  }

  answersOf(): Value[] {
    return [...this.written.values()].map(({ answers }) => decode(answers));
  }
}

export const PERSON = ME;
export const CONTEXT: Hex = "c0ffee00c0ffee00c0ffee00c0ffee01";
