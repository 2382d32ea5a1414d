/** What a device noticed, until its person has read it. */
import { expect, test } from "vitest";
import { Machine } from "./machine";

const DOC = "f42de189a59a5eb3874092928d8e2254";
const OTHER = "2226306ac73257e6a9918dc9b7832e16";

test("a notice stands once for each document that it is about, and goes alone", () => {
  const machine = new Machine("7a0f3a525f1e4c5e8d570d6f6a4a9c11", "8000000000011171");
  const codes = () => machine.notices.map(({ code, count, doc }) => [code, count, doc]);
  machine.notice("photo_lost", 1, 1, true, DOC);
  machine.notice("photo_lost", 2, 1, true, OTHER);
  machine.notice("photo_lost", 2, 2, true, DOC);
  machine.notice("quota_full", 2, null);
  expect(codes()).toEqual([
    ["photo_lost", 1, OTHER],
    ["photo_lost", 2, DOC],
    ["quota_full", null, undefined],
  ]);
  const [first] = machine.notices;
  if (first) machine.dismiss(first);
  expect(codes()).toEqual([
    ["photo_lost", 2, DOC],
    ["quota_full", null, undefined],
  ]);
});
