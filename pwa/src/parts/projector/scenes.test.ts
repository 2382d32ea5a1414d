import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import {
  ACTIVITY,
  BRANCH,
  deviceOf,
  HOUSE,
  LEADER,
  MEETING,
  meetingDocs,
  NOW,
  SECRETARY,
  WARD,
} from "../../../tests/room";
import { bytesOf } from "../../model/ids";
import type { Scene, View } from "../../model/projector";
import type { Doc, Hex, Value } from "../../sync/interface";
import { docAt } from "../here";
import { findingsOf } from "./findings-of";
import { ordersOf } from "./orders-of";
import { pagesOf } from "./pages";
import { pollBeside, pollOf, pollsShown, sentBackWords } from "./poll-of";
import { ranked } from "./poll-options";
import { reachOf } from "./reach";
import { answerOf } from "./reveal";

const meeting = () => docAt(MEETING) as Doc;
const scene = (what: View, doc: Hex | null = null): Scene => ({ what, doc, page: 0, dark: true });
const order = (due: string) => ({ unit: bytesOf(WARD), due_on: due, origin: "words", title: due });
const MONTH = docOf(
  "meeting_month",
  {
    ...{ activity: bytesOf(ACTIVITY), branch: bytesOf(BRANCH) },
    "findings/a": { unit: bytesOf(WARD), text: "表扬", praise: true, published_at: 9 },
    "findings/b": { unit: bytesOf(WARD), text: "早先的", published_at: 1 },
    "findings/c": { unit: bytesOf(WARD), text: "刚公布的", published_at: 5 },
    ...Object.fromEntries(
      ["07", "05", "06", "01", "02", "03", "04"].map((day) => [`orders/${day}`, order(`2026-11-${day}`)]),
    ),
  },
  NOW,
);
const own = [
  docOf("finding", { institution: bytesOf(HOUSE), unit: bytesOf(WARD), text: "全院的" }, NOW),
  docOf(
    "order",
    { institution: bytesOf(HOUSE), unit: bytesOf(WARD), title: "全院的", issued: true, due_on: "2026-11-30" },
    NOW,
  ),
];

describe("what the room is shown of orders and findings", () => {
  it("is what the meeting was told, though the secretary reads none of them", () => {
    deviceOf(SECRETARY, ...meetingDocs(), MONTH);
    expect(reachOf("orders", meeting())).toBe("branch");
    expect(findingsOf(meeting()).map(({ text }) => text)).toEqual(["刚公布的", "早先的", "表扬"]);
    expect(ordersOf(meeting()).map(({ due }) => due.slice(-2))).toEqual(["01", "02", "03", "04", "05", "06", "07"]);
  });
  it("is nothing, and said so, where the device was told nothing", () => {
    deviceOf(SECRETARY, ...meetingDocs());
    expect(reachOf("orders", meeting())).toBe("none");
    expect([...findingsOf(meeting()), ...ordersOf(meeting())]).toEqual([]);
  });
  it("is what a leader reads anyway, on a leader's screen", () => {
    deviceOf(LEADER, ...meetingDocs(), ...own);
    expect(reachOf("findings", meeting())).toBe("all");
    expect(findingsOf(meeting()).map(({ text }) => text)).toEqual(["全院的"]);
    expect(ordersOf(meeting()).map(({ title }) => title)).toEqual(["全院的"]);
  });
});

describe("the pages of a scene", () => {
  it("are as many as there is to show, for the screen and for the remote control", () => {
    deviceOf(SECRETARY, ...meetingDocs(), MONTH);
    expect((["findings", "orders", "agenda", "poll"] as const).map((what) => pagesOf(meeting(), scene(what)))).toEqual([
      3, 2, 1, 1,
    ]);
  });
  it("of a poll are its result's, once that is revealed", () => {
    const counts = Object.fromEntries([..."1234567"].map((n) => [`counts/0000000${n}`, { valid: 1, counts: {} }]));
    const asked = poll({ opened: true, closed: true, revealed: true });
    deviceOf(SECRETARY, ...meetingDocs(), asked, docOf("poll_result", { poll: bytesOf(asked.id), ...counts }, NOW));
    expect(pagesOf(meeting(), scene("poll"))).toBe(2);
  });
  it("of one question turns pages of options, those with the most marks first", () => {
    const nine = Object.fromEntries([..."123456789"].map((n) => [`options/${n}`, `候选 ${n}`]));
    const asked = poll({ opened: true, closed: true, revealed: true, type: "choice", ...nine });
    const counts = { valid: 4, counts: { "8": 3, "9": 4 } };
    deviceOf(
      SECRETARY,
      ...meetingDocs(),
      asked,
      docOf("poll_result", { poll: bytesOf(asked.id), "counts/-": counts }, NOW),
    );
    expect(pagesOf(meeting(), scene("poll"))).toBe(2);
    expect(
      ranked(asked, { counts: counts.counts })
        .map(([option]) => option)
        .join(""),
    ).toBe("981234567");
  });
});

let made = 0;
/** A poll of the meeting, later than the one before. */
function poll(registers: { [path: string]: Value }): Doc {
  made += 1;
  const at = { branch: bytesOf(BRANCH), meeting: bytesOf(MEETING), title: `表决 ${made}` };
  return docOf("poll", { ...at, ...registers }, NOW + made, `c${made}`.padStart(32, "0"));
}

describe("two polls at once", () => {
  beforeEach(() => {
    made = 0;
  });
  it("are both shown: the one opened last by itself, the other by a key or the remote control", () => {
    const [first, second] = [poll({ opened: true }), poll({ opened: true })];
    deviceOf(SECRETARY, ...meetingDocs(), first, second);
    expect(pollOf(meeting(), null)?.id).toBe(second.id);
    expect(pollsShown(meeting()).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(pollBeside(meeting(), second)?.id).toBe(first.id);
    expect(pollBeside(meeting(), first)?.id).toBe(second.id);
    expect(pollOf(meeting(), first.id)?.id).toBe(first.id);
  });
  it("are one where the other is void, though it was opened last and asked for", () => {
    const [runs, off] = [poll({ opened: true }), poll({ opened: true, voided: "漏了一人" })];
    deviceOf(SECRETARY, ...meetingDocs(), runs, off);
    expect(pollOf(meeting(), null)?.id).toBe(runs.id);
    expect(pollOf(meeting(), off.id)?.id).toBe(runs.id);
    expect(pollsShown(meeting()).map(({ id }) => id)).toEqual([runs.id]);
    expect(pollBeside(meeting(), runs)).toBeUndefined();
  });
  it("are told as void where none runs", () => {
    const off = poll({ opened: true, voided: "漏了一人" });
    deviceOf(SECRETARY, ...meetingDocs(), off);
    expect(pollOf(meeting(), null)?.id).toBe(off.id);
  });
});

describe("a reveal", () => {
  it("that the server sent back says why, until the poll is revealed", () => {
    made = 0;
    const [asked, other] = [poll({ opened: true }), poll({ opened: true })];
    const mine = deviceOf(SECRETARY, ...meetingDocs(), asked, other);
    const refused = { id: "r", doc: asked.id, kind: "poll", code: "invalid", message: "收回的纸质票还没有录完" };
    mine.refused.value = [refused as unknown as (typeof mine.refused.value)[number]];
    expect(sentBackWords(asked)).toBe("收回的纸质票还没有录完");
    expect(sentBackWords(other)).toBe("");
    expect(sentBackWords(undefined)).toBe("");
    expect(sentBackWords(poll({ opened: true, revealed: true }))).toBe("");
  });
  it("is confirmed by a second press of R or Enter and by no key that is only held", () => {
    expect(["r", "R", "Enter"].map((key) => answerOf({ key, repeat: false }))).toEqual(["yes", "yes", "yes"]);
    expect(["r", "R", "Enter", "Escape"].map((key) => answerOf({ key, repeat: true }))).toEqual(Array(4).fill("held"));
    expect(answerOf({ key: "Escape", repeat: false })).toBe("no");
    expect(answerOf({ key: " ", repeat: false })).toBeNull();
  });
});
