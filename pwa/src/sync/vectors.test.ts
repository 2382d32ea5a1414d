/** The shared vectors: what the Python half does to the same values and bytes, this half does too. */
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { hex, unhex } from "./bytes";
import { asChange, type Change, checkWrites, decodeChange, encodeChange } from "./change";
import { digestOf, mix } from "./digest";
import type { Hex, Value } from "./interface";
import {
  decodeFrame,
  decodePullAnswer,
  decodePushAnswer,
  encodeHello,
  encodePresence,
  encodePull,
  encodePush,
} from "./messages";
import { decode, encode } from "./msgpack";
import { naturalId } from "./natural";
import { isAhead, observeStamp } from "./observe";
import { makeItem } from "./outbox";
import { merge, type Registers } from "./register";
import { stampAgain } from "./restamp";
import { makeStamp, msOf, newClock, nextStamp, tailOf } from "./stamp";

type Tagged =
  | null
  | boolean
  | number
  | string
  | Tagged[]
  | { bin: string }
  | { float: string }
  | { map: [string, Tagged][] };

// biome-ignore lint/suspicious/noExplicitAny: the files are data; each test reads the fields that its table in the README names
type Case = any;

function vectors(name: string): { [table: string]: Case[] } {
  return JSON.parse(readFileSync(new URL(`../../../tests/vectors/${name}.json`, import.meta.url), "utf-8"));
}

/** The cases of one table; an empty or missing one is a fault. */
function cases(tables: { [table: string]: Case[] }, table: string): Case[] {
  const found = tables[table];
  if (!found?.length) throw new Error(`no cases in ${table}`);
  return found;
}

function untag(tagged: Tagged): Value {
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (typeof tagged !== "object" || tagged === null) return tagged;
  if ("bin" in tagged) return unhex(tagged.bin);
  if ("float" in tagged) return Number(tagged.float);
  return Object.fromEntries(tagged.map.map(([key, value]) => [key, untag(value)]));
}

function writesOf(writes: [string, Tagged][]): [string, Value][] {
  return writes.map(([path, value]) => [path, untag(value)]);
}

/** A float that is whole has no bytes of its own in JavaScript. */
function hasWholeFloat(tagged: Tagged): boolean {
  if (Array.isArray(tagged)) return tagged.some(hasWholeFloat);
  if (typeof tagged !== "object" || tagged === null) return false;
  if ("float" in tagged) return Number.isInteger(Number(tagged.float)) && Math.abs(Number(tagged.float)) <= 2 ** 53;
  return "map" in tagged && tagged.map.some(([, value]) => hasWholeFloat(value));
}

function unrun(written: string | [string, number][]): Uint8Array {
  return unhex(typeof written === "string" ? written : written.map(([part, times]) => part.repeat(times)).join(""));
}

describe("stamps", () => {
  const stamps = vectors("stamps");

  test.each(cases(stamps, "make"))("made of parts: $stamp", ({ ms, counter, replica, stamp }) => {
    expect(makeStamp(ms, counter, tailOf(replica))).toBe(stamp);
    expect(msOf(stamp)).toBe(ms);
  });

  test.each(cases(stamps, "next"))("the next one: $why", ({ latest, wall, replica, stamp }) => {
    expect(nextStamp(latest, wall, tailOf(replica))).toBe(stamp);
  });

  test.each(cases(stamps, "observe"))("observed: $why", ({ latest, seen, now, after }) => {
    expect(observeStamp(latest, seen, now)).toBe(after);
  });

  test.each(cases(stamps, "ahead"))("ahead of $now: $ahead", ({ stamp, now, ahead: expected }) => {
    expect(isAhead(stamp, now)).toBe(expected);
  });

  test.each(cases(stamps, "restamp"))("stamped again: $why", ({ stamps, correction, now, latest, replica, fresh }) => {
    const clock = { ...newClock(tailOf(replica)), latest, offset: -correction };
    const items = stamps.map((id: Hex) => makeItem({ id, doc: id, kind: "note", writes: [["a", 1]] }, 0, false));
    expect(stampAgain(items, clock, now).map(({ id }) => id)).toEqual(fresh);
  });
});

describe("changes", () => {
  const changes = vectors("changes");

  test.each(cases(changes, "encode"))("to bytes: $why", ({ id, doc, kind, writes, bytes }) => {
    const change: Change = { id, doc, kind, writes: writesOf(writes) };
    checkWrites(change.writes);
    const whole = writes.some(([, value]: [string, Tagged]) => hasWholeFloat(value));
    if (!whole) expect(hex(encodeChange(change))).toBe(hex(unrun(bytes)));
    expect(decodeChange(encodeChange(change))).toEqual(change);
  });

  test.each([...cases(changes, "encode"), ...cases(changes, "decode")])(
    "from bytes: $why",
    ({ id, doc, kind, writes, bytes }) => {
      expect(decodeChange(unrun(bytes))).toEqual({ id, doc, kind, writes: writesOf(writes) });
    },
  );

  test.each(cases(changes, "malformed"))("malformed, and never made here: $why", ({ bytes }) => {
    const made = (): string => {
      const change = decodeChange(unrun(bytes));
      checkWrites(change.writes);
      return hex(makeItem(change, 0, false).bytes);
    };
    // What decodes as a change all the same is either refused before it is stamped, or written in other bytes.
    let again = "";
    try {
      again = made();
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    const kept = again && decodeChange(unhex(again));
    const sound = kept && /^[a-z][a-z0-9_]{0,63}$/.test(kept.kind) && kept.doc.length === 32 && kept.id[12] === "7";
    if (sound && /^[89ab]/.test(kept.id.slice(16)) && kept.id.length === 32) expect(again).not.toBe(hex(unrun(bytes)));
  });
});

describe("registers", () => {
  test.each(cases(vectors("registers"), "merge"))("merged: $why", ({ arrivals, state }) => {
    const docs = new Map<Hex, Registers>();
    for (const { change: bytes, author, received_ms: receivedMs } of arrivals) {
      const change = asChange(decode(unhex(bytes)));
      const registers = docs.get(change.doc) ?? new Map();
      merge(registers, change, author, receivedMs);
      docs.set(change.doc, registers);
    }
    const expected = Object.entries(
      state as Record<Hex, Record<string, { stamp: Hex; value: Tagged; author: Hex; received_ms: number }>>,
    );
    expect([...docs.keys()].sort()).toEqual(expected.map(([doc]) => doc).sort());
    for (const [doc, registers] of expected) {
      const plain = Object.entries(registers).map(([path, { stamp, value, author, received_ms: receivedMs }]) => {
        return [path, { stamp, value: untag(value), author, receivedMs }] as const;
      });
      expect(docs.get(doc)).toEqual(new Map(plain));
    }
  });
});

test.each(cases(vectors("digests"), "digests"))("digest: $why", ({ registers, digest }) => {
  const sum = new Uint8Array(16);
  for (const [doc, path, stamp] of registers) {
    mix(sum, digestOf(doc, new Map([[path, { stamp, value: null, author: "", receivedMs: 0 }]])));
  }
  expect(hex(sum)).toBe(digest);
});

test.each(cases(vectors("natural_ids"), "ids"))("natural id: $name", async ({ name, id }) => {
  expect(await naturalId(name)).toBe(id);
});

test("natural ids are the same without the browser's SHA-1", async () => {
  vi.stubGlobal("crypto", {});
  for (const { name, id } of cases(vectors("natural_ids"), "ids")) expect(await naturalId(name)).toBe(id);
  vi.unstubAllGlobals();
});

describe("messages", () => {
  const messages = vectors("messages");
  const cursorsOf = (cursors: Record<string, number>) => new Map(Object.entries(cursors));

  test.each(cases(messages, "push").filter(({ log }) => log))("push: $why", ({ log, changes, bytes }) => {
    expect(hex(encodePush(log, changes.map(unhex)))).toBe(bytes);
  });

  test.each(cases(messages, "push_answer"))("push answer: $why", ({ now, log, results, bytes }) => {
    expect(decodePushAnswer(unhex(bytes))).toEqual({ now, log, results });
  });

  test.each(cases(messages, "pull"))("pull: $why", ({ log, cursors, limit, waiting, events, bytes }) => {
    const ours = decode(
      encodePull({ log, cursors: cursorsOf(cursors), limit, waiting: waiting ?? [0, 0, null], events: events ?? [] }),
    );
    const theirs = decode(unhex(bytes));
    expect(ours).toEqual({ waiting: [0, 0, null], ...(theirs as object) });
    if (waiting) expect(hex(encode(ours))).toBe(bytes);
  });

  test.each(cases(messages, "pull_answer"))("pull answer: $why", ({ now, log, scopes, gone, bytes }) => {
    const answer = decodePullAnswer(unhex(bytes));
    expect(answer).toMatchObject({ now, log, gone });
    expect(decodeFrame(unhex(bytes))).toEqual(answer);
    expect([...answer.scopes.keys()]).toEqual(Object.keys(scopes));
    for (const [name, news] of answer.scopes) {
      const { seq, entries, more, digest } = scopes[name];
      expect([news.seq, news.more, news.digest && hex(news.digest)]).toEqual([seq, more, digest ?? null]);
      for (const [at, entry] of news.entries.entries()) {
        const { seq: number, received_ms: receivedMs, author, change, forget } = entries[at];
        const body = forget ? { author: null, doc: forget } : { author, change: asChange(decode(unhex(change))) };
        expect(entry).toEqual({ seq: number, receivedMs, ...body });
      }
      expect(news.entries.length).toBe(entries.length);
    }
  });

  test.each(cases(messages, "hello"))("hello: $bytes", ({ log, cursors, bytes }) => {
    expect(hex(encodeHello(log, cursorsOf(cursors)))).toBe(bytes);
  });

  test.each(cases(messages, "presence"))("presence: $path", ({ doc, path, bytes }) => {
    expect(hex(encodePresence(doc, path))).toBe(bytes);
  });

  test.each(cases(messages, "presence_of"))("somebody's presence: $path", ({ person, doc, path, bytes }) => {
    expect(decodeFrame(unhex(bytes))).toEqual({ person, doc, path });
  });
});
