import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { meetingOfPoll, meetingsNow } from "./today";

const [ME, HERE, BRANCH, ORGANISER] = ["01", "02", "03", "04"].map((byte) => byte.repeat(16)) as [
  string,
  string,
  string,
  string,
];
const NOW = Date.parse("2026-11-20T02:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Held {
  readonly begins?: number;
  readonly activity?: Record<string, Value>;
  readonly meeting?: Record<string, Value>;
}

/** An activity of mine with its meeting; 11:00 of that day where nothing else is said. */
function held(number: number, { begins = NOW + HOUR, activity = {}, meeting = {} }: Held = {}): Doc[] {
  const [id, own] = [`a${number}`.repeat(16).slice(0, 32), `b${number}`.repeat(16).slice(0, 32)];
  const plan = { type: "meeting", place: bytesOf(BRANCH), organiser: bytesOf(ORGANISER), begins_at: begins };
  const told = { announced: true, [`due/${dashed(ME)}`]: true };
  return [
    docOf("activity", { ...plan, ...told, ...activity }, NOW, id),
    docOf("meeting", { activity: bytesOf(id), ...meeting }, NOW, own),
  ];
}

function holding(...docs: Doc[]): string[] {
  const me = docOf("person", { institution: bytesOf(HERE), name: "某人" }, NOW, ME);
  const all = [me, ...docs];
  replica.value = {
    person: ME,
    now: () => NOW,
    doc: (id: string) => signal(all.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(all.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
  return meetingsNow.value.map(({ activity, running }) => `${activity.id.slice(0, 2)}${running ? " now" : ""}`);
}

describe("the meetings of today", () => {
  it("are those that one is due at, until they have ended, the running one first", () => {
    const later = held(1, { begins: NOW + 3 * HOUR });
    const soon = held(2);
    const running = held(3, { begins: NOW + 4 * HOUR, meeting: { begun: true } });
    const over = held(4, { meeting: { begun: true, ended: true } });
    expect(holding(...later, ...soon, ...running, ...over)).toEqual(["a3 now", "a2", "a1"]);
  });

  it("are none of another day, unless they still run", () => {
    const yesterday = { begins: NOW - DAY };
    expect(holding(...held(1, yesterday), ...held(2, { begins: NOW + DAY }))).toEqual([]);
    expect(holding(...held(1, { ...yesterday, meeting: { begun: true } }))).toEqual(["a1 now"]);
  });

  it("are none that nobody was told of, that was called off, or that others are due at", () => {
    const away = { [`due/${dashed(ME)}`]: null };
    const planned = held(1, { activity: { announced: null } });
    const off = held(2, { activity: { cancelled: "改期" } });
    const done = held(4, { activity: { ended: true } });
    expect(holding(...planned, ...off, ...done, ...held(3, { activity: away }))).toEqual([]);
    expect(holding(...held(3, { activity: away, meeting: { [`scribes/${dashed(ME)}`]: true } }))).toEqual(["a3"]);
  });

  it("know their polls", () => {
    const [, meeting] = held(1);
    const poll = docOf("poll", { meeting: bytesOf(meeting?.id ?? "") }, NOW, "c1".repeat(16));
    const alone = docOf("poll", {}, NOW, "c2".repeat(16));
    holding(...held(1), poll, alone);
    expect([poll.id, alone.id, "c3".repeat(16)].map(meetingOfPoll)).toEqual([meeting?.id, null, null]);
  });
});
