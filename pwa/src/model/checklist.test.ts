import { expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Value } from "../sync/interface";
import { checklistOf, currentOf, formItem, groupOf, pointsOf } from "./checklist";
import type { ChecklistItem } from "./generated";
import { bytesOf } from "./ids";

interface Case {
  readonly item: Tagged;
  readonly question: Tagged;
  readonly groups: string[];
}

const { questions } = vectors<{ questions: Case[] }>("checklists");

it.each(questions.map((one) => [JSON.stringify(one.item), one] as const))("asks as in Python: %s", (_, one) => {
  const item = untag(one.item) as unknown as ChecklistItem;
  expect(formItem(item)).toEqual(untag(one.question));
  expect(groupOf(item)).toEqual(one.groups);
});

it("reads a document in its order, without what was taken away", () => {
  const doc = docOf("checklist", {
    name: "窗口",
    version: 2,
    "items/b": { order: 1, text: "乙", points: "0.1" },
    "items/a": { order: 2, text: "甲", points: 0.2 },
    "items/c": null,
    published: true,
  });
  const { name, version, published, items } = checklistOf(doc);
  expect([name, version, published, items.map(({ id }) => id)]).toEqual(["窗口", 2, true, ["b", "a"]]);
  expect(pointsOf(items)).toBe(0.3);
});

it("begins something new only with what is published, goes on and has no published successor", () => {
  const list = (id: string, registers: Record<string, Value>) => checklistOf({ ...docOf("checklist", registers), id });
  const one = "1".repeat(32);
  const lists = [
    list(one, { version: 1, published: true }),
    list("2".repeat(32), { version: 2, published: true, supersedes: bytesOf(one) }),
    list("3".repeat(32), { version: 3, supersedes: bytesOf("2".repeat(32)) }),
    list("4".repeat(32), { version: 1, published: true, ended_on: "2026-11-27" }),
    list("5".repeat(32), { version: 1, published: true, ended_on: "2026-11-28" }),
  ];
  expect(currentOf(lists, "2026-11-28").map(({ id }) => id[0])).toEqual(["2", "5"]);
});
