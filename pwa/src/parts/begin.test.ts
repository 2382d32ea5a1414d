/** What a form begins with is shown before its first write and kept with it. */
import { expect, test } from "vitest";
import { itemOf } from "../model/form";
import type { Doc, Value } from "../sync/interface";
import { initialAnswers, openAnswers } from "./begin";

const item = (id: string, more: Readonly<Record<string, Value>>) => itemOf(id, { type: "text", label: id, ...more });
const items = [item("a", { initial: "好" }), item("b", {})].filter((each) => each !== null);
const form = { name: "f@1", title: "", titleEn: null, items, correctable: false };

test("before the first write the form's own answers stand there", () => {
  expect([...initialAnswers(form)]).toEqual([["a", "好"]]);
  expect([...openAnswers(undefined, form)]).toEqual([["a", "好"]]);
});

test("an answer that was taken back stays taken back", () => {
  const doc = { registers: new Map([["answers/a", { value: null }]]) } as unknown as Doc;
  expect([...openAnswers(doc, form)]).toEqual([]);
});
