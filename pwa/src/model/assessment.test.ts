import { expect, test } from "vitest";
import type { Doc, Value } from "../sync/interface";
import { assessmentOf } from "./assessment";
import { type Form, itemOf } from "./form";
import { levelsOf, nominationOf, rulingAt } from "./nomination";
import { pointsOf } from "./points";

function form(items: { readonly [id: string]: Value }): Form {
  const read = Object.entries(items).flatMap(([id, value]) => itemOf(id, value) ?? []);
  return { name: "quality@1", title: "考核表", titleEn: null, items: read, correctable: false };
}

function doc(kind: string, values: { readonly [path: string]: Value }): Doc {
  const registers = new Map(
    Object.entries(values).map(([path, value], at) => [
      path,
      { stamp: String(at).padStart(32, "0"), value, author: "a".repeat(32), waiting: false },
    ]),
  );
  return { id: "b".repeat(32), kind, registers, waiting: false } as unknown as Doc;
}

test("points add up exactly: scores and ratings as they are, a yes is one", () => {
  const asked = form({
    medical: { type: "score", label: "医疗质量", min: 0, max: 40, step: 0.5 },
    service: { type: "rating", label: "服务", min: 1, max: 5 },
    tidy: { type: "yes_no", label: "整洁" },
    words: { type: "text", label: "说明" },
  });
  const answers = new Map<string, Value>([
    ["medical", 38.1],
    ["service", 4],
    ["tidy", true],
    ["words", "好"],
  ]);
  expect(pointsOf(asked, answers)).toEqual({ got: "43.1", of: "46" });
  expect(pointsOf(asked, new Map([["tidy", false as Value]]))).toEqual({ got: "0", of: "1" });
  expect(pointsOf(asked, new Map([["words", "好" as Value]]))).toBeNull();
});

test("an assessment is read from its registers, a draft too", () => {
  const read = assessmentOf(
    doc("assessment", { element: "month", period: "2026-11", submitted: true, told: "everyone" }),
  );
  expect(read).toMatchObject({ element: "month", period: "2026-11", submitted: true, told: "everyone", by: null });
});

test("an award's chain keeps its own quotas, and the last level that of the award", () => {
  const chain = [{ level: "unit" }, { level: "province" }];
  expect(levelsOf({ chain, quota: 30 })).toMatchObject([
    { name: "unit", quota: null },
    { name: "province", quota: 30 },
  ]);
  expect(levelsOf({ quota: { min: 1, max: 2 } })).toMatchObject([{ name: "house", quota: 2 }]);
  expect(levelsOf({ quota: "unspecified" })).toMatchObject([{ name: "house", quota: null }]);
});

test("the latest ruling at a level counts", () => {
  const one = nominationOf(
    doc("nomination", {
      "steps/unit/a": { ruling: "put_forward" },
      "steps/unit/b": { ruling: "returned" },
      "steps/county/a": { ruling: "put_forward" },
    }),
  );
  expect([rulingAt(one, "unit"), rulingAt(one, "county"), rulingAt(one, "city")]).toEqual([
    "returned",
    "put_forward",
    "",
  ]);
});
