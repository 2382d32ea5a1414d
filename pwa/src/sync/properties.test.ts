/** Laws that hold for all inputs: merging, the clock, folding, encodings. */
import { decode as libraryDecode, encode as libraryEncode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Held } from "./accepted";
import { registersOf } from "./accepted";
import { hex, unhex, uuidHex, uuidText } from "./bytes";
import type { Change, Write } from "./change";
import { decodeChange, encodeChange } from "./change";
import type { Hex, Value } from "./interface";
import { Machine } from "./machine";
import { decode, encode } from "./msgpack";
import { measure, observe } from "./observe";
import { foldWrites } from "./outbox";
import { packRegisters } from "./packing";
import { merge, type Registers } from "./register";
import { packSegment, SEGMENTS, segmentOf, unpackSegment } from "./segment";
import { makeStamp, msOf, newClock, nextStamp, tick } from "./stamp";

const TAIL: Hex = "8123456789abcdef";
const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => hex(bytes));
const path = fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}(\/[A-Za-z0-9_.-]{1,12}){0,3}$/);
const number = fc.oneof(fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }), fc.double({ noNaN: true }));
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    number.map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string({ unit: "grapheme" }),
    fc.uint8Array({ maxLength: 64 }),
    fc.array(tie("value"), { maxLength: 20 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie("value"), { maxKeys: 20, noNullPrototype: true }),
  ),
})).value;
const stamp = fc
  .tuple(fc.nat(9), fc.nat(3), fc.constantFrom(TAIL, "8000000000010000"))
  .map(([ms, counter, tail]) => makeStamp(ms, counter, tail));
const change = fc.record({
  id: stamp,
  doc: id,
  kind: fc.constant("note"),
  writes: fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(9)), { selector: ([at]) => at, minLength: 1 }),
});
/** What a stamp writes is settled: one stamp, one change. */
const changes = fc.uniqueArray(change, { selector: (one) => one.id, maxLength: 20 });

function merged(list: readonly Change[]): Registers {
  const registers: Registers = new Map();
  for (const one of list) merge(registers, one, PERSON, 1);
  return registers;
}

describe("merging", () => {
  test("every order and repetition of arrival ends alike", () => {
    fc.assert(
      fc.property(changes, fc.infiniteStream(fc.nat()), (list, picks) => {
        const again = [...list, ...list].map((one) => ({ one, at: picks.next().value ?? 0 }));
        const shuffled = again.sort((a, b) => a.at - b.at).map(({ one }) => one);
        expect(merged(shuffled)).toEqual(merged(list));
      }),
    );
  });

  test("a register holds the write with the greatest stamp", () => {
    fc.assert(
      fc.property(changes, (list) => {
        for (const [name, register] of merged(list)) {
          const stamps = list.filter(({ writes }) => writes.some(([at]) => at === name)).map((one) => one.id);
          expect(register.stamp).toBe(stamps.sort().at(-1));
        }
      }),
    );
  });
});

describe("the clock", () => {
  test("stamps rise, whatever the wall clock does", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10 ** 6), { minLength: 2 }), (walls) => {
        const clock = newClock(TAIL);
        const stamps = walls.map((wall) => tick(clock, wall));
        expect([...new Set(stamps)].sort()).toEqual(stamps);
      }),
    );
  });

  test("a full counter goes on with the next millisecond", () => {
    const full = makeStamp(7, 0xfff, TAIL);
    expect(nextStamp(full, 0, TAIL)).toBe(makeStamp(8, 0, TAIL));
  });

  test("what is observed is never stamped below, and nobody moves it over 60 s ahead of the server", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 6), fc.nat(10 ** 6), (seenMs, nowMs) => {
        const clock = newClock(TAIL);
        const seen = makeStamp(seenMs, 3, "8000000000010000");
        observe(clock, seen, nowMs);
        const stamped = tick(clock, 0);
        if (seenMs <= nowMs + 60_000) expect(stamped > seen).toBe(true);
        else expect(msOf(stamped)).toBe(0);
      }),
    );
  });

  test("an answer moves the offset to within its round trip of the truth", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.nat(10_000), fc.nat(10_000), (truth, out, back) => {
        const clock = newClock(TAIL);
        const sent = 2 * 10 ** 12;
        measure(clock, sent + out + truth, sent, sent + out + back);
        expect(Math.abs(clock.offset - truth)).toBeLessThanOrEqual(out + back);
      }),
    );
  });
});

describe("folding", () => {
  const act = fc.record({
    doc: fc.constantFrom("f42de189a59a5eb3874092928d8e2254", "2226306ac73257e6a9918dc9b7832e16"),
    writes: fc.uniqueArray(
      fc.tuple(fc.constantFrom("a", "b", "c", "submitted"), fc.oneof(fc.nat(3), fc.constant(true))),
      {
        selector: ([at]) => at,
        minLength: 1,
      },
    ),
    afterMs: fc.nat(2_000_000),
    pushed: fc.boolean(),
  });

  test("keeps what is shown, in fewer changes, and never touches what was sent or has closed", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const machine = new Machine(PERSON, TAIL);
        const plain = new Map<Hex, Map<string, Value>>();
        const frozen: Hex[] = [];
        let nowMs = 1_795_233_600_000;
        for (const { doc, writes, afterMs, pushed } of acts) {
          nowMs += afterMs;
          machine.write(doc, "note", writes, nowMs);
          plain.set(doc, new Map([...(plain.get(doc) ?? []), ...writes]));
          const [last] = [...machine.outbox.items()].slice(-1);
          if (last && pushed) machine.enqueue({ ...last, sent: true });
          const closing = writes.some(([at, to]) => at === "submitted" && to === true);
          if (last && (pushed || closing)) frozen.push(last.id);
        }
        for (const [doc, registers] of plain) {
          const shown = [...(machine.view(doc)?.registers ?? [])].map(([at, { value: to }]) => [at, to]);
          expect(new Map(shown as [string, Value][])).toEqual(registers);
        }
        const ids = [...machine.outbox.items()].map((item) => item.id);
        expect([...ids].sort()).toEqual(ids);
        expect(ids.length).toBeLessThanOrEqual(acts.length);
        for (const one of frozen) expect(ids).toContain(one);
      }),
    );
  });

  test("1,000 offline edits of 200 records cost at most 40 KB", () => {
    const machine = new Machine(PERSON, TAIL);
    const docs = Array.from(
      { length: 200 },
      (_, at) => `f42de189a59a5eb3874092928d8e${at.toString(16).padStart(4, "0")}`,
    );
    for (let at = 0; at < 1_000; at++) {
      const writes: Write[] = [[`answers/item${at % 5}`, (at % 5) + 1]];
      machine.write(docs[at % 200] as Hex, "self_evaluation", writes, 1_795_233_600_000 + at * 1_000);
    }
    const bytes = [...machine.outbox.items()].reduce((sum, item) => sum + item.bytes.length, 0);
    expect(machine.outbox.size).toBe(200);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });

  test("goes past no limit of a change", () => {
    const machine = new Machine(PERSON, TAIL);
    for (let at = 0; at < 600; at++) machine.write(PERSON, "note", [[`a/${at}`, 1]], 1_795_233_600_000);
    const sizes = [...machine.outbox.items()].map(({ writes }) => writes.length);
    expect(sizes).toEqual([512, 88]);
    for (let at = 0; at < 40; at++)
      machine.write(TAIL + TAIL, "note", [[`a/${at}`, "x".repeat(16_000)]], 1_795_233_600_000);
    for (const { bytes } of machine.outbox.items()) expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
    expect(machine.outbox.of(TAIL + TAIL).length).toBe(3);
  });

  test("doesn't move a new document behind one that names it", () => {
    const machine = new Machine(PERSON, TAIL);
    const unit: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
    const person: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6072";
    machine.write(unit, "unit", [["name", "内科"]], 1_795_233_600_000);
    machine.write(
      person,
      "person",
      [["memberships/1", { unit: unhex(unit), from: "2026-11-21", to: null }]],
      1_795_233_600_000,
    );
    machine.write(unit, "unit", [["type", "department"]], 1_795_233_600_000);
    expect([...machine.outbox.items()].map(({ doc }) => doc)).toEqual([unit, person, unit]);
  });

  test("doesn't carry what was in time past the closing of its round", () => {
    const machine = new Machine(PERSON, TAIL);
    const round: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
    const nowMs = 1_795_233_660_000;
    const closes = { value: nowMs + 30_000, stamp: makeStamp(1, 0, TAIL), author: PERSON, receivedMs: 1 };
    machine.accepted.docs.set(round, {
      id: round,
      kind: "peer_round",
      scopes: ["a"],
      epoch: 0,
      registers: new Map([["closes_at", closes]]),
      packed: null,
      digest: null,
    });
    machine.write(
      PERSON,
      "peer_review",
      [
        ["round", unhex(round)],
        ["answers/a", 1],
      ],
      nowMs,
    );
    machine.write(PERSON, "peer_review", [["answers/b", 1]], nowMs + 10_000);
    expect(machine.outbox.size).toBe(1);
    machine.write(PERSON, "peer_review", [["answers/c", 1]], nowMs + 40_000);
    expect(machine.outbox.size).toBe(2);
  });

  test("keeps the time of evidence, but for the same registers within a minute", () => {
    const machine = new Machine(PERSON, TAIL);
    const nowMs = 1_795_233_660_000;
    machine.write(PERSON, "observation", [["verdict", "pass"]], nowMs);
    machine.write(PERSON, "observation", [["verdict", "fail"]], nowMs + 5_000);
    expect(machine.outbox.size).toBe(1);
    machine.write(PERSON, "observation", [["note", "脱岗"]], nowMs + 6_000);
    machine.write(PERSON, "observation", [["note", "脱岗十分钟"]], nowMs + 90_000);
    expect(machine.outbox.size).toBe(3);
  });

  test("steps travel one by one, since the server judges each by those before it", () => {
    const machine = new Machine(PERSON, TAIL);
    const nowMs = 1_795_233_660_000;
    machine.write(PERSON, "contracted_task", [["answers/a", "accepted"]], nowMs);
    machine.write(PERSON, "contracted_task", [["progress/1", "一半"]], nowMs + 5_000);
    machine.write(PERSON, "contracted_task", [["progress/1", "一大半"]], nowMs + 6_000);
    expect(machine.outbox.size).toBe(2);
  });

  test("never lifts a write above somebody else's that it stood below", () => {
    const machine = new Machine(PERSON, TAIL);
    const nowMs = 1_795_233_660_000;
    machine.write(PERSON, "note", [["a", 1]], nowMs);
    const other = {
      value: 2,
      stamp: makeStamp(nowMs + 1_000, 0, "8000000000010000"),
      author: TAIL + TAIL,
      receivedMs: 1,
    };
    const registers: Registers = new Map([["a", other]]);
    machine.accepted.docs.set(PERSON, {
      id: PERSON,
      kind: "note",
      scopes: ["a"],
      epoch: 0,
      registers,
      packed: null,
      digest: null,
    });
    machine.write(PERSON, "note", [["b", 1]], nowMs + 2_000);
    expect(machine.view(PERSON)?.registers.get("a")?.value).toBe(2);
    expect(machine.outbox.size).toBe(2);
  });

  test("the later write wins per path", () => {
    expect(
      foldWrites(
        [
          ["a", 1],
          ["b", 2],
        ],
        [
          ["b", 3],
          ["c", 4],
        ],
      ),
    ).toEqual([
      ["a", 1],
      ["b", 3],
      ["c", 4],
    ]);
  });
});

describe("encodings", () => {
  test("MessagePack agrees with the library, both ways", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(decode(encode(one))).toEqual(one);
        expect(libraryDecode(encode(one))).toEqual(one);
        expect(decode(libraryEncode(one))).toEqual(one);
      }),
    );
  });

  test("cut or foreign bytes are an error, never a hang or another value", () => {
    fc.assert(
      fc.property(value, fc.nat(), (one, cut) => {
        const bytes = encode(one);
        expect(() => decode(bytes.slice(0, cut % bytes.length))).toThrow();
        expect(() => decode(new Uint8Array([...bytes, 0]))).toThrow(RangeError);
      }),
    );
    for (const head of [0xc1, 0xc7, 0xd4, 0xd8]) expect(() => decode(new Uint8Array([head, 0, 0]))).toThrow(TypeError);
    expect(() => decode(new Uint8Array(5_000).fill(0x91))).toThrow(RangeError);
  });

  test("a key named __proto__ is a key", () => {
    const map = decode(new Uint8Array([0x81, 0xa9, ...new TextEncoder().encode("__proto__"), 1]));
    expect(Object.entries(map as object)).toEqual([["__proto__", 1]]);
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });

  test("changes survive their bytes; text of ids too", () => {
    fc.assert(
      fc.property(
        id,
        id,
        fc.uniqueArray(fc.tuple(path, value), { selector: ([at]) => at, minLength: 1, maxLength: 5 }),
        (one, doc, writes) => {
          const sent: Change = { id: one, doc, kind: "of_the_future", writes };
          expect(decodeChange(encodeChange(sent))).toEqual(sent);
          expect(uuidHex(uuidText(doc))).toBe(doc);
          expect(hex(unhex(doc))).toBe(doc);
        },
      ),
    );
  });

  test("documents survive their segment", () => {
    const register = fc.record({ stamp: id, author: id, receivedMs: fc.nat(), value });
    const registers = fc.array(fc.tuple(path, register), { maxLength: 5 }).map((list): Registers => new Map(list));
    const held = fc.record({ id, kind: path, scopes: fc.array(path), epoch: fc.nat(9), registers });
    fc.assert(
      fc.property(fc.array(held, { maxLength: 5 }), (docs) => {
        const rows = docs.map((doc): Held => ({ ...doc, packed: null, digest: null }));
        const back = unpackSegment(packSegment(rows));
        expect(back.map((doc) => ({ ...doc, registers: registersOf(doc), packed: null }))).toEqual(
          docs.map((doc) => ({ ...doc, packed: null, digest: null })),
        );
        for (const doc of back) expect(packRegisters(registersOf(doc))).toEqual(doc.packed);
      }),
    );
  });

  test("segments fill evenly, for ids by name and ids by time", () => {
    const counts = (ids: Hex[]): number[] => {
      const found = new Array<number>(SEGMENTS).fill(0);
      for (const one of ids) found[segmentOf(one)] = (found[segmentOf(one)] ?? 0) + 1;
      return found;
    };
    const byTime = Array.from({ length: 6_400 }, (_, at) => makeStamp(1_795_000_000_000 + at * 977, 0, TAIL));
    for (const count of counts(byTime)) expect(count).toBeLessThan(300);
  });
});
