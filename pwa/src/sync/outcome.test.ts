/** What becomes of a refused change that its author corrects. */
import { expect, test } from "vitest";
import { PERSON, Phone } from "../../tests/sync/phone";
import { FakeServer } from "../../tests/sync/server";
import type { Hex } from "./interface";
import { correct } from "./outcome";

const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";

test("lays none of its older answers over what its author has written since, once it is corrected", () => {
  const a = new Phone(new FakeServer(PERSON, 1_795_233_600_000));
  a.server.judge = ({ writes }) => (writes.some(([, value]) => value === 99) ? "invalid" : null);
  a.write(DOC, [
    ["a", 99],
    ["note", "first"],
  ]);
  a.sync();
  a.write(DOC, [
    ["b", 99],
    ["c", 1],
  ]);
  a.sync();
  a.write(DOC, [["note", "second"]]);
  a.write(DOC, [["c", 2]]);
  a.sync();
  a.server.judge = () => null;
  const [first] = [...a.machine.refused.values()];
  correct(a.machine, first?.id ?? "", [["a", 5], ...(first?.writes.slice(1) ?? [])], a.wall);
  expect([...a.machine.outbox.items()].map(({ writes }) => writes)).toEqual([[["a", 5]], [["b", 99]]]);
  a.sync();
  expect(["a", "b", "c", "note"].map((path) => a.value(DOC, path))).toEqual([5, 99, 2, "second"]);
  a.agrees();
});

const LONG = "交接班时有两次迟到，已谈过话";
const SHORT = "已谈话";

test("keeps what it leaves out where that is words which nothing else holds", () => {
  const a = new Phone(new FakeServer(PERSON, 1_795_233_600_000));
  a.server.judge = () => "invalid";
  a.write(DOC, [["a", 99]]);
  a.sync();
  a.write(DOC, [["note", LONG]]);
  a.sync();
  a.server.judge = () => null;
  a.write(DOC, [["note", "另一句"]]);
  a.sync();
  const [first, second] = [...a.machine.refused.keys()];
  correct(a.machine, first ?? "", [["a", 5]], a.wall);
  const kept = { id: second, code: "overwritten", message: "", path: "note", writes: [["note", LONG]] };
  expect([...a.machine.refused.values()]).toMatchObject([kept]);
  expect(a.machine.delta.refused.get(second ?? "")).toMatchObject(kept);
  a.sync();
  expect([a.value(DOC, "a"), a.value(DOC, "note")]).toEqual([5, "另一句"]);
  correct(a.machine, second ?? "", [], a.wall);
  a.sync();
  expect([a.value(DOC, "note"), a.machine.refused.size]).toEqual([LONG, 0]);
});

test("of one change that is sent again whole, what stands under later words stays, and under its own words nothing", () => {
  const a = new Phone(new FakeServer(PERSON, 1_795_233_600_000));
  const sendAgain = (refused: string, later: string): unknown => {
    a.server.judge = () => "invalid";
    a.write(DOC, [["note", refused]]);
    a.sync();
    a.server.judge = () => null;
    a.write(DOC, [["note", later]]);
    a.sync();
    const [id] = [...a.machine.refused.keys()];
    correct(a.machine, id ?? "", [], a.wall);
    expect(a.machine.outbox.size).toBe(0);
    return [...a.machine.refused.values()].map(({ writes }) => writes);
  };
  expect(sendAgain(SHORT, LONG.replace("已谈过话", SHORT))).toEqual([]);
  expect(sendAgain(LONG, SHORT)).toEqual([[["note", LONG]]]);
});
