import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Item, itemOf } from "../model/form";
import { layoutOf } from "./fields/layout";
import { stepped, typedNumber } from "./fields/typed";
import { groups } from "./groups";
import { fitted, PICTURE_SIDE_MAX } from "./picture";
import { flushAll, SAVE_EVERY_MS, throttledSaver } from "./saving";
import { surroundings } from "./surroundings";
import { windowOf } from "./window";

describe("saving while somebody types", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("saves the first letter at once and the last within a quarter of a second", () => {
    const saved: string[] = [];
    const saver = throttledSaver((text: string) => saved.push(text));
    for (const text of ["我", "我在", "我在写"]) saver.put(text);
    expect(saved).toEqual(["我"]);
    vi.advanceTimersByTime(SAVE_EVERY_MS);
    expect(saved).toEqual(["我", "我在写"]);
    saver.end();
  });

  it("writes at most once in each quarter of a second however fast one types", () => {
    let writes = 0;
    const saver = throttledSaver(() => writes++);
    for (let at = 0; at < 40; at++) {
      saver.put(at);
      vi.advanceTimersByTime(SAVE_EVERY_MS / 10);
    }
    expect(writes).toBeLessThanOrEqual(5);
    saver.end();
  });

  it("leaves nothing behind when everything is flushed or the field goes away", () => {
    const saved: string[] = [];
    const [one, other] = [
      throttledSaver((text: string) => saved.push(text)),
      throttledSaver((text: string) => saved.push(text)),
    ];
    for (const text of ["a", "ab"]) one.put(text);
    flushAll();
    for (const text of ["x", "xy"]) other.put(text);
    other.end();
    expect(saved).toEqual(["a", "ab", "x", "xy"]);
    one.end();
    flushAll();
    expect(saved).toHaveLength(4);
  });
});

describe("numbers", () => {
  it("are read as they are typed, full-width too; what is none stays as it is", () => {
    expect(["３", " 4.5 ", "4,5", "", "abc"].map(typedNumber)).toEqual([3, 4.5, 4.5, null, "abc"]);
  });

  it("go step by step without binary dust and never over their bounds", () => {
    expect(stepped(0.2, 1, 0, 1, 0.1)).toBe(0.3);
    expect(stepped(10, 1, 0, 10, 0.5)).toBe(10);
    expect(stepped(0, -1, 0, 10, 0.5)).toBe(0);
    expect(stepped(null, -1, 0, 10, 1)).toBe(10);
    expect(stepped(null, 1, 0, 10, 1)).toBe(1);
  });
});

it("draws only the rows near the screen, and never none", () => {
  expect(windowOf(1000, 60, 0, 600)).toEqual({ first: 0, end: 22 });
  expect(windowOf(1000, 60, 6000, 600)).toEqual({ first: 88, end: 122 });
  expect(windowOf(1000, 60, 60_000, 600).end).toBe(1000);
  expect(windowOf(3, 60, 99_999, 600)).toEqual({ first: 2, end: 3 });
});

it("fits a picture into its limit and keeps its shape", () => {
  expect(fitted(4000, 3000, PICTURE_SIDE_MAX)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(300, 200, PICTURE_SIDE_MAX)).toEqual({ width: 300, height: 200 });
  expect(fitted(9000, 1, PICTURE_SIDE_MAX)).toEqual({ width: 1600, height: 1 });
});

it("puts few short choices in a row, short ones in two columns, long ones below each other", () => {
  expect(layoutOf(["做到了", "部分", "没做到"])).toBe("choices row-wise");
  expect(layoutOf(["做到", "部分做到", "没做到", "今天没遇到"])).toBe("choices halves");
  expect(layoutOf(["来访者的第一个问题由我负责", "否"])).toBe("choices");
});

it("knows where installing needs words", () => {
  expect(surroundings("Mozilla/5.0 (iPhone) MicroMessenger/8.0", false)).toBe("wechat");
  expect(surroundings("Mozilla/5.0 (iPhone) Safari", false)).toBe("ios");
  expect(surroundings("Mozilla/5.0 (iPhone) Safari", true)).toBe("installed");
  expect(surroundings("Mozilla/5.0 (Linux; Android 14) Chrome", false)).toBe("other");
});

it("puts items of one aspect under one heading, and spares headings that each stand over one item", () => {
  const item = (id: string, aspect: string | null) => itemOf(id, { type: "rating", label: id, aspect }) as Item;
  const shapes = (aspects: (string | null)[]) =>
    groups(aspects.map((aspect, at) => item(`${at}`, aspect))).map((group) => [group.aspect, group.items.length]);
  expect(shapes(["服务", "服务", "纪律", "服务"])).toEqual([
    ["服务", 2],
    ["纪律", 1],
    ["服务", 1],
  ]);
  expect(shapes(["德", "能", "勤", "绩"])).toEqual([[null, 4]]);
});
