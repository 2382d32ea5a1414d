import { describe, expect, test } from "vitest";
import { PERSON, Phone, TAIL } from "../../tests/sync/phone";
import { FakeServer } from "../../tests/sync/server";
import type { Hex } from "./interface";
import { correct } from "./outcome";

const NOW = 1_795_233_600_000;
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const LONG = "拾到钱包，当日交还失主，科室通报表扬。";
const SHORT = "拾金不昧一例。";

function two(): [Phone, Phone] {
  const server = new FakeServer(PERSON, NOW);
  return [new Phone(server), new Phone(server, `${TAIL.slice(0, -1)}0`)];
}

const buried = (phone: Phone) => [...phone.machine.refused.values()].map(({ code, writes }) => ({ code, writes }));

describe("two who write the same text, neither of whom has the other's", () => {
  test("the earlier of whom comes back later: his words are kept, and put back when he asks", () => {
    const [offline, online] = two();
    offline.write(DOC, [["text", LONG]]);
    offline.server.nowMs += 60_000;
    online.write(DOC, [["text", SHORT]]);
    online.sync();
    offline.sync();
    expect(offline.value(DOC, "text")).toBe(SHORT);
    expect(buried(offline)).toEqual([{ code: "overwritten", writes: [["text", LONG]] }]);
    expect(buried(online)).toEqual([]);
    const [id] = offline.machine.refused.keys();
    correct(offline.machine, id ?? "", [], offline.wall);
    offline.sync();
    online.sync();
    expect([offline.value(DOC, "text"), online.value(DOC, "text")]).toEqual([LONG, LONG]);
    expect(buried(offline)).toEqual([]);
  });

  test("the other way round: who came first is told when the text that was written without a network comes in", () => {
    const [offline, online] = two();
    online.write(DOC, [["text", LONG]]);
    online.sync();
    online.server.nowMs += 60_000;
    offline.write(DOC, [["text", SHORT]]);
    online.server.nowMs += 600_000;
    offline.sync();
    online.sync();
    expect(online.value(DOC, "text")).toBe(SHORT);
    expect(buried(online)).toEqual([{ code: "overwritten", writes: [["text", LONG]] }]);
    expect(buried(offline)).toEqual([]);
  });

  test("says nothing of kinds of which the server keeps what was written over", () => {
    const [offline, online] = two();
    offline.write(DOC, [["direction", LONG]], "branch_commentary");
    offline.server.nowMs += 60_000;
    online.write(DOC, [["direction", SHORT]], "branch_commentary");
    online.sync();
    offline.sync();
    expect([offline.value(DOC, "direction"), buried(offline)]).toEqual([SHORT, []]);
  });

  test("section by section: what is the same in both is no loss", () => {
    const [offline, online] = two();
    offline.write(DOC, [["sections/s1", { heading: "存在问题", text: "" }]]);
    offline.write(DOC, [["sections/s2", { heading: "下月打算", text: LONG }]]);
    offline.server.nowMs += 60_000;
    online.write(DOC, [["sections/s1", { heading: "存在问题", text: "两单逾期" }]]);
    online.write(DOC, [["sections/s2", { heading: "下月打算", text: SHORT }]]);
    online.sync();
    offline.sync();
    expect(buried(offline).map(({ writes }) => writes.map(([path]) => path))).toEqual([["sections/s2"]]);
  });

  test("tells nobody of what was written on top of what was known, of codes, or of the server's words", () => {
    const [one, other] = two();
    one.write(DOC, [["text", LONG]]);
    one.sync();
    other.sync();
    other.server.nowMs += 60_000;
    other.write(DOC, [["text", SHORT]]);
    other.write(DOC, [["at", "item-2"]]);
    other.sync();
    one.write(DOC, [["at", "item-3"]]);
    one.sync();
    one.write(DOC, [["note", LONG]]);
    one.server.nowMs += 60_000;
    one.server.write(DOC, "note", [["note", SHORT]]);
    one.sync();
    expect([...buried(one), ...buried(other)]).toEqual([]);
  });

  test("keeps of many saves of one text the last", () => {
    const [offline, online] = two();
    for (const words of ["拾到", "拾到钱", "拾到钱包"]) {
      offline.write(DOC, [["text", words]]);
      offline.server.nowMs += 1_000;
      online.write(DOC, [["text", SHORT + words.length]]);
      online.sync();
      offline.sync();
    }
    expect(buried(offline)).toEqual([{ code: "overwritten", writes: [["text", "拾到钱包"]] }]);
  });
});
