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
