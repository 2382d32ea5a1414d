import { describe, expect, it } from "vitest";
import type { Value } from "../sync/interface";
import {
  differences,
  inChanges,
  isFreeId,
  moving,
  nextVersion,
  orderAtEnd,
  placedIn,
  removing,
  withField,
} from "./editing";

const registers = (entries: Record<string, Value>) => new Map(Object.entries(entries));
const PLAN = registers({
  code: "P01",
  version: 2,
  published: true,
  ended_on: "2026-01-01",
  "about/title": "五亮五比",
  "stages/b": { title: "二", order: 2 },
  "stages/a": { title: "一", order: 1 },
  "stages/gone": null,
  "forms/self": { title: "自评表", order: 1 },
  "forms/self/q1": { label: "比素质", order: 1 },
});

describe("elements", () => {
  it("stand in their order, without those that were removed or stand deeper", () => {
    expect(placedIn(PLAN, "stages").map(({ id }) => id)).toEqual(["a", "b"]);
    expect(placedIn(PLAN, "forms").map(({ id }) => id)).toEqual(["self"]);
    expect(placedIn(PLAN, "forms/self").map(({ id }) => id)).toEqual(["q1"]);
    expect(orderAtEnd(placedIn(PLAN, "stages"))).toBe(3);
    expect(orderAtEnd([])).toBe(1);
  });

  it("keep every other field when one is set or taken away", () => {
    expect(withField({ title: "一", odd: 7 }, "title", "壹")).toEqual({ title: "壹", odd: 7 });
    expect(withField({ title: "一", note: "x" }, "note", "")).toEqual({ title: "一" });
    expect(withField({ title: "一" }, "items", [])).toEqual({ title: "一" });
  });

  it("change places with their neighbour and stop at the ends", () => {
    expect(moving(placedIn(PLAN, "stages"), "b", -1, "stages")).toEqual([
      ["stages/b", { title: "二", order: 1 }],
      ["stages/a", { title: "一", order: 2 }],
    ]);
    expect(moving(placedIn(PLAN, "stages"), "a", -1, "stages")).toEqual([]);
  });

  it("are removed with all that stands under them, and nothing twice", () => {
    expect(removing(PLAN, "forms/self")).toEqual([
      ["forms/self", null],
      ["forms/self/q1", null],
    ]);
    expect(removing(PLAN, "stages/gone")).toEqual([]);
  });

  it("have ids of small letters that nobody else has", () => {
    const list = placedIn(PLAN, "stages");
    expect(["c", "a", "", "大", "A", "x".repeat(49)].map((id) => isFreeId(id, list))).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("a new version", () => {
  it("keeps everything but what belongs to being published", () => {
    const former = new Uint8Array(16);
    const writes = new Map(nextVersion(PLAN, former));
    expect(writes.get("version")).toBe(3);
    expect(writes.get("supersedes")).toBe(former);
    expect(writes.get("forms/self/q1")).toEqual({ label: "比素质", order: 1 });
    expect([...writes.keys()].filter((path) => ["published", "ended_on", "stages/gone"].includes(path))).toEqual([]);
  });

  it("is written in changes that are small enough, with nothing lost", () => {
    const writes = Array.from({ length: 900 }, (_, at) => [`stages/s${at}`, { title: "长".repeat(300) }] as const);
    const parts = inChanges(writes);
    expect(parts.flat()).toEqual(writes);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(400);
    expect(parts.every((part) => JSON.stringify(part).length <= 62_000)).toBe(true);
  });

  it("differs from the one before by what was added, removed and changed, not by places", () => {
    const after = registers({
      ...Object.fromEntries(PLAN),
      "about/title": "五亮五比五创",
      "stages/a": { order: 9, title: "一" },
      "stages/b": null,
      "stages/c": { title: "三" },
      "forms/self/q1": { label: "比干劲", order: 1 },
    });
    expect(differences(PLAN, after).map(({ path, kind, fields }) => [path, kind, fields])).toEqual([
      ["about/title", "changed", ["value"]],
      ["stages/b", "removed", ["title"]],
      ["stages/c", "added", ["title"]],
      ["forms/self/q1", "changed", ["label"]],
    ]);
    expect(differences(PLAN, PLAN)).toEqual([]);
  });
});
