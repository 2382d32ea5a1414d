/** Two phones of one person through lost answers, wrong clocks, moved documents and restored databases: they agree. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Phone, TAIL } from "../../tests/sync/phone";
import { FakeServer } from "../../tests/sync/server";
import type { Hex, Value } from "./interface";
import { decodePullAnswer } from "./messages";
import { encode } from "./msgpack";

const NOW = 1_795_233_600_000;
const DOCS: Hex[] = [
  "f42de189a59a5eb3874092928d8e2254",
  "2226306ac73257e6a9918dc9b7832e16",
  "0190a7c3b2d4558f8a1b2c3d4e5f6071",
];
const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";

type Step =
  | {
      readonly do: "write";
      readonly phone: number;
      readonly doc: number;
      readonly path: string;
      readonly value: number;
    }
  | { readonly do: "push" | "pull" | "lose push" | "lose pull" | "sync" | "listen" | "hear"; readonly phone: number }
  | { readonly do: "clock"; readonly phone: number; readonly ms: number; readonly noticed: boolean }
  | { readonly do: "other"; readonly doc: number; readonly value: number }
  | { readonly do: "move"; readonly doc: number; readonly scopes: readonly string[] }
  | { readonly do: "hold"; readonly scopes: readonly string[] }
  | { readonly do: "restore" }
  | { readonly do: "wait"; readonly ms: number };

const phone = fc.nat(1);
const doc = fc.nat(DOCS.length - 1);
const scopes = fc.subarray(["a", "b"], { minLength: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      phone,
      doc,
      path: fc.constantFrom("x", "y", "submitted"),
      value: fc.nat(9),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom("push", "pull", "lose push", "lose pull", "sync", "listen", "hear"),
      phone,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("clock" as const),
      phone,
      ms: fc.integer({ min: -(10 ** 8), max: 10 ** 8 }),
      noticed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("other" as const), doc, value: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), doc, scopes: fc.subarray(["a", "b"]) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hold" as const), scopes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restore" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(4_000_000) }) },
);

/** One run; `written` are all values that a phone wrote, by document and path. */
class Run {
  readonly server = new FakeServer(PERSON, NOW);
  readonly phones = [new Phone(this.server, TAIL), new Phone(this.server, "8000000000abcdef")];
  readonly written = new Set<string>();
  #logs = 0;
  #heard = [new Map<string, number>(), new Map<string, number>()];

  constructor() {
    const places = new Map<Hex, readonly string[]>();
    this.server.held = ["a", "b"];
    this.server.scopesOf = (id) => places.get(id) ?? ["a"];
    this.places = places;
  }

  readonly places: Map<Hex, readonly string[]>;

  do(one: Step): void {
    const { server } = this;
    if (one.do === "wait") server.nowMs += one.ms;
    else if (one.do === "other") server.write(DOCS[one.doc] as Hex, "note", [["z", one.value]]);
    else if (one.do === "hold") server.held = [...one.scopes];
    else if (one.do === "restore") server.restore(`${++this.#logs}`.padStart(32, "0"));
    else if (one.do === "move") {
      this.places.set(DOCS[one.doc] as Hex, one.scopes);
      server.move();
    } else this.#onPhone(one, this.phones[one.phone] as Phone);
  }

  #onPhone(one: Extract<Step, { phone: number }>, a: Phone): void {
    if (one.do === "write") {
      a.write(DOCS[one.doc] as Hex, [[one.path, one.path === "submitted" ? true : one.value]]);
      this.written.add(DOCS[one.doc] + one.path);
    } else if (one.do === "clock") {
      a.ahead += one.ms;
      if (one.noticed) a.machine.clockJumped();
    } else if (one.do === "listen") {
      a.dialogue.hello();
      this.#heard[one.phone] = new Map(a.machine.accepted.cursors);
    } else if (one.do === "hear") this.#hear(a, one.phone);
    else if (one.do === "sync") a.sync();
    else if (one.do.endsWith("push")) {
      if (!a.dialogue.mustPullFirst) a.push(one.do === "lose push");
    } else a.pull(one.do === "lose pull", 3);
  }

  #hear(a: Phone, at: number): void {
    const from = Object.fromEntries(this.#heard[at] ?? []);
    const news = this.server.news(from);
    const answer = decodePullAnswer(encode({ ...news, gone: [] }));
    for (const [scope, { seq }] of answer.scopes) this.#heard[at]?.set(scope, seq);
    a.dialogue.frame(answer);
  }

  /** The network heals; everything is exchanged until nobody has anything left. */
  heal(): void {
    this.server.nowMs += 1_000;
    for (let round = 0; round < 3; round++) for (const a of this.phones) a.sync();
  }
}

test("after healing both phones hold what the server holds for them, and nothing that was written is lost", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const run = new Run();
      for (const one of steps) run.do(one);
      run.heal();
      for (const a of run.phones) {
        expect([a.machine.outbox.size, a.machine.waiting.size, a.machine.refused.size]).toEqual([0, 0, 0]);
        a.agrees();
      }
      const moved = steps.some(
        (one) => one.do === "restore" || one.do === "hold" || (one.do === "move" && !one.scopes.length),
      );
      // What a phone has had to forget it can't send again after a restore; all else is there.
      for (const key of moved ? [] : run.written) {
        const held = run.server.docs.get(key.slice(0, 32))?.registers;
        expect(held?.has(key.slice(32))).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);

test("what one phone wrote last, by true time, is what both show", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(phone, fc.nat(9), fc.integer({ min: -(10 ** 7), max: 10 ** 7 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (writes) => {
        const run = new Run();
        let last: Value = null;
        for (const [who, value, ahead] of writes) {
          const a = run.phones[who] as Phone;
          run.server.nowMs += 10_000;
          a.ahead = ahead;
          a.machine.clockJumped();
          a.sync();
          a.write(DOCS[0] as Hex, [["x", value]]);
          last = value;
        }
        run.heal();
        for (const a of run.phones) expect(a.value(DOCS[0] as Hex, "x")).toBe(last);
      },
    ),
  );
});
