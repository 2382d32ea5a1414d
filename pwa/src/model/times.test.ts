/** One time of a repeat goes, whichever it is: those behind it move up. */
import { expect, test } from "vitest";
import type { Value } from "../sync/interface";
import { type Item, itemOf } from "./form";
import { withoutTime } from "./times";

function item(id: string, of: string, at: readonly (string | number)[], more: Readonly<Record<string, Value>> = {}) {
  return itemOf(id, { type: "text", label: id, repeat: { of, at: [...at], asks: of === "more" }, ...more }) as Item;
}

const items = [1, 2, 3].flatMap((time) => [
  item(`more.${time}`, "more", ["r", time]),
  item(`who.${time}`, "who", ["r", time], { initial: "谁" }),
  item(`in.${time}`, "in", ["r", time, "inner", 1]),
]);
const answers = new Map<string, Value>([
  ["more.1", "yes"],
  ["who.1", "甲"],
  ["in.1", "一"],
  ["more.2", "yes"],
  ["who.2", "乙"],
  ["in.2", "二"],
  ["more.3", "yes"],
  ["who.3", "丙"],
]);

function left(gone: string): [string, Value][] {
  const after = new Map(answers);
  const asked = items.find(({ id }) => id === gone) as Item;
  for (const [path, value] of withoutTime(items, asked, answers)) {
    if (value === null) after.delete(path.slice(8));
    else after.set(path.slice(8), value);
  }
  return [...after].sort();
}

test("the one in the middle goes, and the last stands in its place", () => {
  expect(left("more.2")).toEqual([
    ["in.1", "一"],
    ["more.1", "yes"],
    ["more.2", "yes"],
    ["who.1", "甲"],
    ["who.2", "丙"],
    ["who.3", "谁"],
  ]);
});

test("the last goes and nothing else is written", () => {
  const asked = items.find(({ id }) => id === "more.3") as Item;
  expect(withoutTime(items, asked, answers)).toEqual([
    ["answers/more.3", null],
    ["answers/who.3", "谁"],
  ]);
});

test("an item that stands in no repeat makes nothing go", () => {
  const plain = itemOf("a", { type: "text", label: "甲" }) as Item;
  expect(withoutTime(items, plain, answers)).toEqual([]);
});
