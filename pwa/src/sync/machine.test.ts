/** The machine against a small server: what is written arrives once, and both hold the same, whatever gets lost. */
import { describe, expect, test } from "vitest";
import { PERSON, Phone, TAIL } from "../../tests/sync/phone";
import { FakeServer } from "../../tests/sync/server";
import type { Change } from "./change";
import { Dialogue } from "./dialogue";
import type { Hex, Value } from "./interface";
import { Machine } from "./machine";
import { decodePullAnswer } from "./messages";
import { encode } from "./msgpack";
import { correct } from "./outcome";
import { makeStamp, msOf } from "./stamp";

const NOW = 1_795_233_600_000;
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const OTHER: Hex = "2226306ac73257e6a9918dc9b7832e16";

function phone(): Phone {
  return new Phone(new FakeServer(PERSON, NOW));
}

describe("what is written", () => {
  test("shows at once, waits, and is delivered", () => {
    const a = phone();
    a.write(DOC, [["answers/a", 1]]);
    expect(a.machine.view(DOC)).toMatchObject({ kind: "note", waiting: true });
    expect(a.machine.view(DOC)?.registers.get("answers/a")).toMatchObject({
      value: 1,
      author: PERSON,
      receivedMs: null,
    });
    a.push();
    expect(a.machine.view(DOC)).toMatchObject({ waiting: false });
    expect(a.machine.view(DOC)?.registers.get("answers/a")).toMatchObject({ receivedMs: NOW });
    expect(a.machine.waiting.size).toBe(1);
    a.pull();
    expect(a.machine.waiting.size).toBe(0);
    a.agrees();
  });

  test("stays on top until a pull that began after its answer has finished", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    const body = a.dialogue.pullBody(0, null);
    a.push();
    const early = a.server.pull(body);
    if (typeof early === "object") a.dialogue.pullAnswer(decodePullAnswer(early), NOW, NOW);
    expect(a.machine.waiting.size).toBe(1);
    a.pull();
    expect(a.machine.waiting.size).toBe(0);
  });

  test("is sent again under the same stamp when the answer is lost, and stored once", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.push(true);
    a.write(DOC, [["a", 2]]);
    expect([...a.machine.outbox.items()].length).toBe(2);
    a.sync();
    const ids = a.server.pushed.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.length).toBe(3);
    a.agrees();
  });

  test("goes in halves when the server finds the body too large", () => {
    const a = phone();
    a.server.pushMax = 3;
    for (let at = 0; at < 10; at++) a.write(DOC.slice(0, -1) + at, [["a", at]]);
    a.sync();
    expect(a.machine.outbox.size).toBe(0);
    a.agrees();
  });

  test("that no change can carry is refused at once, and leaves no trace", () => {
    const a = phone();
    for (const writes of [[], [["", 1]], [["a//b", 1]], [["a", Number.NaN]], [["a", new Uint8Array(65)]]] as [
      string,
      Value,
    ][][]) {
      expect(() => a.write(DOC, writes)).toThrow(RangeError);
    }
    expect(() =>
      a.write(DOC, [
        ["a", 1],
        ["a", 2],
      ]),
    ).toThrow(RangeError);
    expect(() => a.write(DOC, [["a", "x".repeat(16 * 1024)]])).toThrow(RangeError);
    expect(a.machine.outbox.size).toBe(0);
  });
});

describe("a clock that is wrong", () => {
  test("a day ahead: stamped again in order, and nobody notices", () => {
    const a = phone();
    a.ahead = 86_400_000;
    a.write(DOC, [["a", 1]]);
    a.server.nowMs += 5_000;
    a.write(OTHER, [["a", 2]]);
    a.server.nowMs += 5_000;
    a.sync();
    expect(a.machine.refused.size).toBe(0);
    a.agrees();
    const [first, second] = [DOC, OTHER].map((doc) => msOf(a.machine.view(doc)?.registers.get("a")?.stamp ?? ""));
    expect(first).toBe(NOW);
    expect(second).toBe(NOW + 5_000);
    expect(a.machine.clock.offset).toBe(-86_400_000);
  });

  test("a change refused for its order gives way to later ones that were taken", () => {
    const a = phone();
    a.write(DOC, [
      ["a", 1],
      ["b", 1],
    ]);
    a.push(true);
    a.server.nowMs += 1_000;
    a.write(DOC, [["a", 2]]);
    // The server has lost the first, but knows a stamp between the two.
    a.server.restore(a.server.log);
    a.server.push(pushOf(a.server.log, makeStamp(NOW, 4, TAIL)));
    a.sync();
    expect(a.machine.refused.size).toBe(0);
    expect([a.value(DOC, "a"), a.value(DOC, "b")]).toEqual([2, 1]);
    a.agrees();
  });

  test("what follows a change refused for its order is stamped again with it, whatever it was refused for", () => {
    const a = phone();
    a.write(DOC, [["made", true]]);
    a.push(true);
    a.server.nowMs += 1_000;
    a.write(DOC, [["a", 2]]);
    a.server.restore(a.server.log);
    a.server.push(pushOf(a.server.log, makeStamp(NOW, 4, TAIL)));
    const made = ({ doc, writes }: Change) => a.server.docs.has(doc) || writes.some(([path]) => path === "made");
    a.server.judge = (change) => (made(change) ? null : "not_found");
    a.sync();
    expect(a.machine.refused.size).toBe(0);
    expect(a.value(DOC, "a")).toBe(2);
    a.agrees();
  });

  test("a phone put back to an old state catches up with stamps of its own that it has never seen", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.server.nowMs += 3_600_000;
    a.server.scopesOf = (doc) => (doc === OTHER ? [] : ["all"]);
    a.server.push(pushOf(a.server.log, makeStamp(NOW + 1_800_000, 0, TAIL)));
    a.sync();
    expect(a.machine.outbox.size).toBe(0);
    a.agrees();
  });

  test("that jumped is checked with the server before anything is pushed", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.ahead = 30_000_000;
    a.machine.clockJumped();
    a.write(OTHER, [["a", 1]]);
    expect(a.dialogue.mustPullFirst).toBe(true);
    a.sync();
    expect(a.server.pushed.length).toBe(2);
    expect(msOf(a.machine.view(OTHER)?.registers.get("a")?.stamp ?? "")).toBe(NOW);
    a.agrees();
  });

  test("nobody drags it: a stamp far ahead of the server moves no clock", () => {
    const a = phone();
    a.server.write(DOC, "note", [["a", 1]]);
    const far = new FakeServer(PERSON, NOW + 10 ** 9);
    far.write(OTHER, "note", [["a", 1]]);
    a.server.streams.get("all")?.push(...(far.streams.get("all") ?? []));
    for (const [id, doc] of far.docs) a.server.docs.set(id, doc);
    a.pull();
    expect(msOf(a.machine.clock.latest)).toBe(NOW);
  });
});

function pushOf(log: Hex, id: Hex): Uint8Array {
  const other = new Machine(PERSON, TAIL);
  other.log = log;
  other.clock.latest = id;
  other.write(OTHER, "note", [["x", 1]], 0);
  return new Dialogue(other).pushBody() ?? new Uint8Array();
}

describe("what is refused", () => {
  test("doesn't hold up the others, and can be corrected with the later ones of its document after it", () => {
    const a = phone();
    a.server.judge = ({ writes }) => (writes.some(([, value]) => value === 99) ? "invalid" : null);
    a.write(DOC, [["a", 99]]);
    a.push(true);
    a.server.judge = ({ doc }) => (doc === DOC ? "invalid" : null);
    a.server.restore(a.server.log);
    a.write(DOC, [["b", 1]]);
    a.write(OTHER, [["a", 1]]);
    a.sync();
    expect(a.machine.refused.size).toBe(2);
    expect(a.value(DOC, "a")).toBeUndefined();
    a.server.judge = () => null;
    const [first] = [...a.machine.refused.values()];
    expect(first).toMatchObject({ code: "invalid", path: "answers/a", message: "invalid!", writes: [["a", 99]] });
    correct(a.machine, first?.id ?? "", [["a", 5]], a.wall);
    expect(a.machine.refused.size).toBe(0);
    a.sync();
    expect([a.value(DOC, "a"), a.value(DOC, "b")]).toEqual([5, 1]);
    a.agrees();
  });

  test("is discarded only when the person says so", () => {
    const a = phone();
    a.server.judge = () => "closed";
    a.write(DOC, [["a", 1]]);
    a.sync();
    a.sync();
    expect(a.machine.refused.size).toBe(1);
    a.machine.discard([...a.machine.refused.keys()][0] ?? "");
    expect(a.machine.refused.size).toBe(0);
  });

  test("by a server that knows another replica of ours is stamped by today's", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.server.tails.clear();
    a.sync();
    expect(a.machine.unknownReplica).toBe(true);
    expect(a.machine.outbox.size).toBe(1);
    a.server.tails.add("8000000000abcdef");
    a.dialogue.renew("8000000000abcdef");
    a.sync();
    expect(a.machine.outbox.size).toBe(0);
    a.agrees();
  });
});

describe("what the server gives and takes", () => {
  test("pages join, in any size", () => {
    const a = phone();
    for (let at = 0; at < 25; at++) a.server.write(DOC.slice(0, -1) + (at % 10), "note", [[`a/${at}`, at]]);
    a.pull(false, 4);
    a.agrees();
  });

  test("a document that leaves is forgotten, unless another scope holds it", () => {
    const a = phone();
    a.server.held = ["all", "also"];
    a.server.scopesOf = () => ["all", "also"];
    a.write(DOC, [["a", 1]]);
    a.sync();
    a.server.scopesOf = () => ["also"];
    a.server.move();
    a.sync();
    expect(a.value(DOC, "a")).toBe(1);
    a.server.scopesOf = () => [];
    a.server.move();
    a.sync();
    expect(a.machine.view(DOC)).toBeUndefined();
    a.keepers();
    expect(a.kept).toEqual([]);
    a.agrees();
  });

  test("a scope that is gone takes along what only it gave; unsent work stays", () => {
    const a = phone();
    a.server.held = ["all", "mine"];
    a.server.scopesOf = (doc) => (doc === DOC ? ["all"] : ["mine"]);
    a.server.write(DOC, "note", [["a", 1]]);
    a.server.write(OTHER, "note", [["a", 1]]);
    a.pull();
    a.write(DOC, [["b", 2]]);
    a.server.held = ["mine"];
    a.pull();
    expect(a.value(DOC, "a")).toBeUndefined();
    expect(a.value(DOC, "b")).toBe(2);
    expect(a.value(OTHER, "a")).toBe(1);
  });

  test("a scope that comes only when it is named is named from then on, after a restart of everything too", () => {
    const a = phone();
    a.machine.want("person/7a0f/2026Q1");
    a.server.held = ["all", "person/7a0f/2026Q1"];
    a.pull();
    expect(a.server.pulls.at(-1)?.cursors).toEqual({ "person/7a0f/2026Q1": 0 });
    a.dialogue.news.restart();
    a.pull();
    expect(Object.keys(a.server.pulls.at(-1)?.cursors ?? {})).toContain("person/7a0f/2026Q1");
  });

  test("a digest that differs is repaired, and said", () => {
    const a = phone();
    a.server.write(DOC, "note", [["a", 1]]);
    a.server.write(OTHER, "note", [["a", 1]]);
    a.pull();
    a.machine.accepted.docs.delete(OTHER);
    a.server.write(DOC, "note", [["a", 2]]);
    a.pull();
    a.agrees();
    expect(a.machine.notices).toMatchObject([{ code: "digest_differed" }]);
    a.pull();
    expect(a.server.pulls.at(-2)?.events ?? a.server.pulls.at(-1)?.events).toBeDefined();
  });

  test("a digest that differs in two scopes that share a document is repaired too", () => {
    const a = phone();
    a.server.held = ["all", "also"];
    a.server.scopesOf = () => ["all", "also"];
    a.server.write(DOC, "note", [["a", 1]]);
    a.pull();
    a.machine.accepted.docs
      .get(DOC)
      ?.registers?.set("ghost", { value: 1, stamp: "f".repeat(32), author: PERSON, receivedMs: 1 });
    const held = a.machine.accepted.docs.get(DOC);
    if (held) held.digest = null;
    a.server.write(OTHER, "note", [["a", 2]]);
    a.pull();
    a.agrees();
  });

  test("a digest that never agrees doesn't keep the phone pulling", () => {
    const a = phone();
    a.server.digest = () => new Uint8Array(16).fill(7);
    a.server.write(DOC, "note", [["a", 1]]);
    a.pull();
    expect(a.value(DOC, "a")).toBe(1);
    expect(a.server.pulls.length).toBeLessThan(6);
  });

  test("a restored database gets back what it lost, before anything newer", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.sync();
    a.server.write(OTHER, "note", [["a", 1]]);
    a.sync();
    a.write(DOC, [["b", 2]]);
    a.server.restore("00000000000000000000000000000001");
    a.sync();
    expect(a.server.pushed.map(({ writes }) => writes[0]?.[0])).toEqual(["a", "a", "b"]);
    expect(a.server.pushed[0]?.id).toBe(a.server.pushed[1]?.id);
    expect(a.machine.view(OTHER)).toBeUndefined();
    a.agrees();
  });

  test("a database restored to before a sign-in gets it back under today's replica, and it is kept as that", () => {
    const a = phone();
    a.write(DOC, [["a", 1]]);
    a.sync();
    a.server.restore("00000000000000000000000000000001");
    a.server.tails.clear();
    a.server.tails.add("8000000000abcdef");
    a.dialogue.renew("8000000000abcdef");
    a.pull();
    a.sync();
    const stamp = a.machine.view(DOC)?.registers.get("a")?.stamp;
    expect(stamp?.slice(16)).toBe("8000000000abcdef");
    expect(a.keepers().map(({ id }) => id)).toEqual([stamp]);
    a.agrees();
  });
});

describe("live frames", () => {
  const frameOf = (server: FakeServer, from: Record<string, number>) => decodePullAnswer(encode(server.news(from)));

  test("bring what is new; stale ones are dropped; a gap asks for a pull", () => {
    const a = phone();
    a.server.write(DOC, "note", [["a", 1]]);
    a.pull();
    a.dialogue.hello();
    a.server.write(DOC, "note", [["a", 2]]);
    const fresh = frameOf(a.server, { all: 1 });
    expect(a.dialogue.frame(fresh)).toBe(false);
    expect(a.value(DOC, "a")).toBe(2);
    expect(a.dialogue.frame(fresh)).toBe(false);
    a.dialogue.news.repair("all");
    a.server.write(DOC, "note", [["a", 3]]);
    expect(a.dialogue.frame(frameOf(a.server, { all: 2 }))).toBe(true);
    a.pull();
    a.agrees();
  });
});
