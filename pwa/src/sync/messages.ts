/** Messages: the bodies of push, pull and the live socket (protocol §5, §7, §8), from and to bytes. */
import { hex, unhex } from "./bytes";
import { asChange, type Change } from "./change";
import type { Hex, Presence, Value } from "./interface";
import { decode, encode, Packer } from "./msgpack";

export const PUSH_BYTES_MAX = 1024 * 1024;
export const PUSH_CHANGES_MAX = 1_000;
export const PULL_ENTRIES_USUAL = 2_000;

/** Scope to the last sequence number looked at. */
export type Cursors = ReadonlyMap<string, number>;

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
}

export interface PushAnswer {
  readonly now: number;
  readonly log: Hex;
  /** In the order of the changes; null: stored. */
  readonly results: readonly (Refusal | null)[];
}

/** A change with its author, or (author null) a document to forget. */
export type Entry =
  | { readonly seq: number; readonly receivedMs: number; readonly author: Hex; readonly change: Change }
  | { readonly seq: number; readonly receivedMs: number; readonly author: null; readonly doc: Hex };

export interface ScopeNews {
  readonly seq: number;
  readonly entries: readonly Entry[];
  readonly more: boolean;
  readonly digest: Uint8Array | null;
}

export interface PullAnswer {
  readonly now: number;
  readonly log: Hex;
  readonly scopes: ReadonlyMap<string, ScopeNews>;
  readonly gone: readonly string[];
}

/** What a phone still owes and what it noticed, so that the server can show it. */
export interface PullRequest {
  readonly log: Hex | null;
  readonly cursors: Cursors;
  readonly limit: number;
  /** Changes, photos, and the oldest's milliseconds (null for none). */
  readonly waiting: readonly [number, number, number | null];
  readonly events: readonly (readonly [number, string])[];
}

export function encodePush(log: Hex, changes: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const packer = new Packer().map(2).text("log").binary(unhex(log)).text("changes").array(changes.length);
  for (const change of changes) packer.raw(change);
  return packer.bytes();
}

export function encodePull({ log, cursors, limit, waiting, events }: PullRequest): Uint8Array<ArrayBuffer> {
  const body: { [key: string]: Value } = { log: log && unhex(log), cursors: Object.fromEntries(cursors), limit };
  body.waiting = [...waiting];
  if (events.length) body.events = events.map((event) => [...event]);
  return encode(body);
}

export function encodeHello(log: Hex | null, cursors: Cursors): Uint8Array<ArrayBuffer> {
  return encode({ log: log && unhex(log), cursors: Object.fromEntries(cursors) });
}

export function encodePresence(doc: Hex, path: string): Uint8Array<ArrayBuffer> {
  return encode({ presence: { doc: unhex(doc), path } });
}

/** TypeError if it is no answer to a push. */
export function decodePushAnswer(bytes: Uint8Array): PushAnswer {
  const { now, log, results } = asMap(decode(bytes));
  if (!Array.isArray(results)) throw new TypeError("no results");
  return { now: asNumber(now), log: asId(log), results: results.map(asRefusal) };
}

/** TypeError if it is no answer to a pull. */
export function decodePullAnswer(bytes: Uint8Array): PullAnswer {
  return asPullAnswer(asMap(decode(bytes)));
}

/** A frame of the live socket: news, or where somebody is. TypeError if it is neither. */
export function decodeFrame(bytes: Uint8Array): PullAnswer | Presence {
  const frame = asMap(decode(bytes));
  if (frame.presence === undefined) return asPullAnswer(frame);
  const { person, doc, path } = asMap(frame.presence);
  if (typeof path !== "string") throw new TypeError("no path");
  return { person: asId(person), doc: asId(doc), path };
}

function asPullAnswer({ now, log, scopes, gone }: { [key: string]: Value }): PullAnswer {
  return {
    now: asNumber(now),
    log: asId(log),
    scopes: new Map(Object.entries(asMap(scopes)).map(([name, news]) => [name, asNews(asMap(news))])),
    gone: Array.isArray(gone) ? gone.map(String) : [],
  };
}

function asNews({ seq, entries, more, digest }: { [key: string]: Value }): ScopeNews {
  return {
    seq: asNumber(seq),
    entries: Array.isArray(entries) ? entries.map(asEntry) : [],
    more: more === true,
    digest: digest instanceof Uint8Array ? digest : null,
  };
}

function asEntry(entry: Value): Entry {
  const [seq, author, receivedMs, change] = Array.isArray(entry) ? entry : [];
  const head = { seq: asNumber(seq), receivedMs: asNumber(receivedMs) };
  if (author === null) return { ...head, author, doc: asId(change) };
  return { ...head, author: asId(author), change: asChange(change) };
}

function asRefusal(result: Value): Refusal | null {
  if (result === null) return null;
  const { code, message, path } = asMap(result);
  return { code: String(code), message: String(message ?? ""), path: typeof path === "string" ? path : null };
}

function asMap(value: Value | undefined): { [key: string]: Value } {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array) {
    throw new TypeError("not a map");
  }
  return value;
}

function asNumber(value: Value | undefined): number {
  if (typeof value !== "number") throw new TypeError("not a number");
  return value;
}

function asId(value: Value | undefined): Hex {
  if (!(value instanceof Uint8Array) || value.length !== 16) throw new TypeError("not an id");
  return hex(value);
}
