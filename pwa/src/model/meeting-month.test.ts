import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { bytesOf } from "./ids";
import { countsIn, findingsIn, ordersIn } from "./meeting-month";

const UNIT = "0a".repeat(16);
const PICTURE = { blob: "ab".repeat(32), type: "image/jpeg", bytes: 9, width: 4, height: 3 };
const MONTH = docOf("meeting_month", {
  "findings/f1": {
    ...{ unit: bytesOf(UNIT), text: "窗口无人值守", suggestion: "落实 AB 岗", building: "门诊楼", object: "3号窗口" },
    ...{ day: "2026-11-20", order: 2, published_at: 1_000 },
  },
  "findings/f2": { unit: bytesOf(UNIT), text: "主动提供轮椅", praise: true, day: "2026-11-20" },
  "findings/f3": null,
  "photos/f1": PICTURE,
  "orders/o1": { unit: bytesOf(UNIT), due_on: "2026-11-19", origin: "finding", title: "窗口要有人" },
  "orders/o2": { unit: bytesOf(UNIT), due_on: "2026-11-20", origin: "complaint" },
  "orders/o3": null,
  "complaints/c1": "2026-11-18",
  "complaints/c2": "2026-11-25",
});

describe("what a meeting was told of the month", () => {
  it("is findings with their picture, words and place", () => {
    const [first, second] = findingsIn(MONTH);
    expect(first).toMatchObject({ key: "f1", unit: UNIT, text: "窗口无人值守", where: ["门诊楼", "3号窗口"] });
    expect(first).toMatchObject({ doc: MONTH.id, picture: PICTURE, publishedMs: 1_000, order: 2, praise: false });
    expect(second).toMatchObject({ key: "f2", praise: true, picture: null, where: [] });
  });
  it("is orders, without a title where nobody may read it", () => {
    expect(ordersIn(MONTH).map(({ key, title, due }) => [key, title, due])).toEqual([
      ["o1", "窗口要有人", "2026-11-19"],
      ["o2", "", "2026-11-20"],
    ]);
  });
  it("is counted without praise; late is what was due before today", () => {
    expect(countsIn(MONTH, "2026-11-20")).toEqual({
      ...{ findings: 1, orders: 2, ordersOver: 1, complaints: 2, complaintsOver: 1 },
    });
    expect(countsIn(docOf("meeting_month", {}), "2026-11-20")).toEqual({
      ...{ findings: 0, orders: 0, ordersOver: 0, complaints: 0, complaintsOver: 0 },
    });
  });
});
