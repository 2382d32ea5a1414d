/** What the chair and the room are told of anonymous ballots on their way, before the closing and before the reveal. */
import { signal } from "@preact/signals";
import { beforeAll, describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf } from "../../model/ids";
import type { Doc, Replica, Value } from "../../sync/interface";
import { moreTexts } from "../../text";
import { replica } from "../here";
import { roomWords, wayWords as wordsOnScreen } from "../projector/way";
import { wayWords } from "./way";

const [ME, HERE, POLL, CONTEXT] = ["01", "02", "03", "04"].map((byte) => byte.repeat(16)) as [
  string,
  string,
  string,
  string,
];
/** 10:00 in Shanghai. */
const NOW = Date.parse("2026-11-20T02:00:00Z");
const MINUTE = 60_000;
const OPEN = { institution: bytesOf(HERE), mode: "anonymous", opened: true, closes_at: NOW + 24 * 60 * MINUTE };
const CLOSED = { ...OPEN, closed: true, ended: NOW };

function holding(poll: Record<string, Value>, atMs: number, house: Record<string, Value> = {}): Doc {
  const source = { source: bytesOf(POLL), issued_steps: 10, cast_steps: 5 };
  const found = docOf("poll", poll, NOW, POLL);
  const docs = [found, docOf("ballot_context", source, NOW, CONTEXT), docOf("institution", house, NOW, HERE)];
  replica.value = {
    person: ME,
    now: () => atMs,
    doc: (id: string) => signal(docs.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(docs.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
  return found;
}

/** What the chair reads on the poll's page, when she is asked on the projector or the remote control, and the room. */
function told(poll: Record<string, Value>, minutes = 0, house: Record<string, Value> = {}): [string, string, string] {
  const doc = holding(poll, NOW + minutes * MINUTE, house);
  return [wayWords(POLL), wordsOnScreen(doc), roomWords(doc)];
}

beforeAll(() => moreTexts("polls", "projector"));

describe("whoever chairs an anonymous poll", () => {
  it("is told before closing it that ballots leave within an hour, and count if they come before the reveal", () => {
    const [page, screen, room] = told(OPEN);
    expect(page).toContain("已领票的至少 10 人，已写入的至少 5 张");
    expect(page).toContain("最迟要 60 分钟；截止时还在路上的，公布之前送到都算");
    expect(screen).toContain("最迟要 60 分钟");
    expect(room).toBe("");
  });

  it("is told once it has closed until when to wait, and so is the room", () => {
    const [page, screen, room] = told(CLOSED, 59);
    expect(page).toContain("请等到11:00再公布");
    expect(screen).toContain("请等到 11:00 再揭晓");
    expect(room).toContain("请等到 11:00 再揭晓");
  });

  it("is told afterwards that phones without a network may still hold some", () => {
    for (const words of told(CLOSED, 60)) expect(words).toContain("没联网的手机上可能还有");
  });

  it("is told that phones send again what a restarted server lost, and within how many minutes", () => {
    for (const minutes of [1, 61]) {
      const [page, screen, room] = told(CLOSED, minutes);
      expect(page).toContain("服务器刚重启过的话，还没写入的票由手机在 15 分钟内自动补送");
      expect(screen).toContain("服务器刚重启过的话，手机在 15 分钟内补送");
      expect(room).not.toContain("重启");
    }
  });

  it("waits less in a meeting, and where the institution says so", () => {
    const meeting = { meeting: bytesOf(CONTEXT) };
    expect(told({ ...OPEN, ...meeting })[0]).toContain("最迟要 1 分钟");
    expect(told({ ...CLOSED, ...meeting })[1]).toContain("请等到 10:01 再揭晓");
    const [page] = told(CLOSED, 0, { ballot_spread_s: 600 });
    expect(page).toContain("请等到10:10再公布");
    expect(page).toContain("在 3 分钟内自动补送");
  });

  it("waits from the closing that was stated where the moment of the early one has not come yet", () => {
    const { ended: _, ...early } = CLOSED;
    expect(told({ ...early, closes_at: NOW }, 1)[1]).toContain("请等到 11:00 再揭晓");
  });
});

describe("no ballot is on its way", () => {
  it.each([
    ["before it is opened", { ...OPEN, opened: false }],
    ["of a confidential poll", { ...CLOSED, mode: "confidential" }],
    ["of an open one", { ...CLOSED, mode: "open" }],
    ["once it is revealed", { ...CLOSED, revealed: true }],
    ["once it is void", { ...CLOSED, voided: "停电" }],
  ])("%s", (_, poll) => expect(told(poll)).toEqual(["", "", ""]));
});
