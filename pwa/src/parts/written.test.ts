import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { KINDS } from "../model/generated";
import { bytesOf } from "../model/ids";
import type { Doc, Replica, Value } from "../sync/interface";
import { KIND_NAMES } from "../text/kinds";
import { ENGLISH } from "../text/kinds.en";
import { docWords } from "./doc-words";
import { replica } from "./here";
import { written } from "./written";

const [ME, ACTIVITY, MEETING, WARD] = ["01", "02", "03", "04"].map((pair) => pair.repeat(16)) as [
  string,
  string,
  string,
  string,
];
const NOW = Date.parse("2026-11-20T02:00:00Z");

function holding(docs: readonly Doc[]): void {
  replica.value = {
    person: ME,
    now: () => NOW,
    doc: (id: string) => signal(docs.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(docs.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
}

beforeEach(() => {
  replica.value = null;
});

describe("what somebody wrote", () => {
  it("is told whatever the kind and wherever in a value it stands", () => {
    const told: [string, Value][] = [
      ["notes/a1", "赵敏记：两项指标好于上月。"],
      ["replies/1", { text: "明天上午换床", by: bytesOf(ME) }],
      ["said/3", "交接班记录偏简"],
      ["rectified", { text: "已换床", by: bytesOf(ME) }],
      ["sections/s2", { order: 2, heading: "存在问题", text: "两单逾期", drafted: null }],
      ["decisions/x", { text: "两周内交出模板", becomes: "task", due_on: "2026-12-01", responsible: bytesOf(ME) }],
      ["options/1", "甲方案"],
      ["contact", "13800001234"],
      ["replies/2", "OK"],
    ];
    expect(told.flatMap(([path, value]) => written(path, value))).toEqual([
      "赵敏记：两项指标好于上月。",
      "明天上午换床",
      "交接班记录偏简",
      "已换床",
      "存在问题",
      "两单逾期",
      "两周内交出模板",
      "甲方案",
      "13800001234",
      "OK",
    ]);
  });

  it("is no code, day or number", () => {
    const codes: [string, Value][] = [
      ["institution", bytesOf(WARD)],
      ["period", "2026-11"],
      ["type", "monthly"],
      ["begun", true],
      ["answers/-", 3],
      ["photos/1", null],
      ["text", "  "],
    ];
    expect(codes.flatMap(([path, value]) => written(path, value))).toEqual([]);
  });
});

describe("a document in a few words", () => {
  it("has a name for every kind of the registry, in both languages", () => {
    expect([...KIND_NAMES].sort()).toEqual(Object.keys(KINDS).sort());
    expect(Object.keys(ENGLISH).sort()).toEqual(Object.keys(KINDS).sort());
    for (const kind of Object.keys(KINDS)) expect(docWords(undefined, kind), kind).not.toBe("");
  });

  it("is named by what it belongs to where it has no title", () => {
    holding([
      docOf("activity", { title: "十一月支部党员大会" }, NOW, ACTIVITY),
      docOf("meeting", { activity: bytesOf(ACTIVITY) }, NOW, MEETING),
      docOf("unit", { name: "内科" }, NOW, WARD),
    ]);
    expect(docWords(replica.value?.doc(MEETING).value)).toBe("支部会议 · 十一月支部党员大会");
    expect(docWords(undefined, "rating_case", [["unit", bytesOf(WARD)]])).toBe("低分回访 · 内科");
  });

  it("is named by its words where they are all there is, shortened", () => {
    const words = "开".repeat(60);
    expect(docWords(undefined, "complaint", [["text", { text: words }]])).toBe(`投诉意见 · ${"开".repeat(40)}…`);
  });
});
