/** How anonymous ballots end: at closing, with a receipt that is looked up, sealed at a sign-out; and when they leave. */
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CONTEXT } from "../../../tests/sync/ballot-office";
import { ANSWERS, HOUR_MS, kept, NOW, type Phone, Room, rowsOf } from "../../../tests/sync/ballot-phone";
import { keyFrom } from "../seal";
import { castDelayMs } from "./delay";

const room = new Room();
beforeAll(() => room.build());
beforeEach(() => room.begin());
afterEach(() => room.end());

describe("closing", () => {
  test("refuses what comes too late, and gives the answers back", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS, ["note", "more"]);
    room.office.close();
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view).toMatchObject({ state: "refused", code: "closed" });
    expect(phone.booth.drafts.value.get(CONTEXT)).toEqual(ANSWERS);
  });

  test("brings answers back only where nothing newer was typed", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS, ["note", "more"]);
    await phone.booth.saveDraft(CONTEXT, { note: "改过的话" });
    room.office.close();
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view).toMatchObject({ state: "refused", code: "closed" });
    expect(phone.booth.drafts.value.get(CONTEXT)).toEqual({ note: "改过的话" });
  });

  test("leaves what came too late with its author, over a reload, until it is let go", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS, ["note", "more"]);
    room.office.close();
    await phone.booth.sendNow(CONTEXT);
    await phone.booth.close();
    const again = await room.phone();
    expect(again.view).toMatchObject({ state: "refused", code: "closed" });
    expect(again.booth.drafts.value.get(CONTEXT)).toEqual(ANSWERS);
    await again.booth.forget(CONTEXT);
    expect(again.view?.state).toBe("over");
    expect(again.booth.drafts.value.has(CONTEXT)).toBe(false);
    expect(await kept()).not.toContain(ANSWERS.note);
  });

  test("publishes the tree, in which the receipt is looked up", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view?.receipt?.proof).toBe("open");
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS)];
    await phone.booth.run();
    await phone.pass(60_000);
    expect(phone.view?.receipt).toMatchObject({ proof: "proven", root: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [row] = await rowsOf();
    expect([row?.secret, row?.key.length, row?.token.length, row?.inverse.length]).toEqual([null, 0, 0, 0]);
  });

  test("is not the publication of a poll, whose chair reveals it later", async () => {
    const source = "d".repeat(32);
    const more = { source: new Uint8Array(16).fill(0xdd) };
    const poll = room.office.context(source, NOW);
    room.others.set(source, { ...poll, kind: "poll" });
    const phone = await room.phone(more);
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS, more)];
    await phone.booth.run();
    await phone.pass(60_000);
    expect(room.office.asked("/published/")).toBe(0);
    room.others.set(source, { ...room.office.context(source, NOW, { revealed: true }), kind: "poll" });
    await phone.booth.run();
    await phone.pass(60_000);
    expect(phone.view?.receipt?.proof).toBe("proven");
  });

  test("publishes nothing below the threshold, and then nothing is asked for", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS, { threshold: 5 })];
    await phone.booth.run();
    await phone.pass(60_000);
    expect(room.office.asked("/published/")).toBe(0);
    expect(phone.view).toMatchObject({ state: "counted", receipt: { proof: "open" } });
  });

  test("shows where a ballot is missing from what was published", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    room.office.written.clear();
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS)];
    await phone.booth.run();
    await phone.pass(60_000);
    expect(phone.view?.receipt?.proof).toBe("missing");
  });

  test("is looked up by those too who cast nothing, so that looking tells nothing", async () => {
    const phone = await room.phone();
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS)];
    await phone.booth.run();
    await phone.pass(60_000);
    await phone.pass(60_000);
    expect(room.office.asked("/published/")).toBe(1);
    expect(phone.view?.state).toBe("over");
  });

  test("leaves a receipt that can be thrown away", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    const leaf = phone.view?.receipt?.leaf as string;
    await phone.booth.forget(CONTEXT);
    expect(phone.view?.receipt).toBeNull();
    expect(await kept()).not.toContain(leaf);
  });
});

describe("a poll that its chair closes early", () => {
  const ended = async (phone: Phone) => {
    phone.docs = [room.office.context(CONTEXT, room.office.nowMs)];
    await phone.booth.run();
  };

  test("makes what waits leave within seconds, not at once", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    expect(phone.view?.dueMs).toBe(NOW + HOUR_MS / 2);
    await phone.pass(60_000);
    await ended(phone);
    expect(room.office.asked("/cast")).toBe(0);
    await phone.pass(2_499);
    expect(room.office.asked("/cast")).toBe(0);
    await phone.pass(1);
    expect(phone.view?.state).toBe("counted");
    expect(phone.view?.endsMs).toBe(NOW + 60_000);
  });

  test("is learnt by a phone that was away when it is back, and tried again within a minute", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    room.office.weather = "offline";
    await phone.pass(3 * HOUR_MS);
    room.office.weather = "trouble";
    await ended(phone);
    for (let tries = 0; tries < 8; tries += 1) await phone.pass(60_000);
    expect(phone.view?.state).toBe("waiting");
    room.office.weather = "fine";
    await phone.pass(60_000);
    expect(phone.view?.state).toBe("counted");
  });

  test("lets what the server holds wait, and asks for its receipt soon after the reveal", async () => {
    room.office.batch = 2;
    const phone = await room.phone();
    phone.random = 0.9;
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    await ended(phone);
    await phone.pass(5_000);
    expect([room.office.asked("/cast"), phone.view?.state]).toEqual([1, "held"]);
    room.office.close();
    phone.docs = [room.office.context(CONTEXT, NOW)];
    await phone.booth.run();
    await phone.pass(5_000);
    expect(phone.view?.state).toBe("counted");
  });

  test("sends at once what its voter sends now", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await ended(phone);
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view?.state).toBe("counted");
  });
});

describe("signing out", () => {
  test("seals an uncast ballot, and the next sign-in casts it", async () => {
    const key = await keyFrom(new Uint8Array(32).fill(5));
    const phone = await room.phone();
    await phone.booth.saveDraft(CONTEXT, { note: "草稿里的话" });
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.saveDraft(CONTEXT, { note: "草稿里的话" });
    await phone.booth.seal(key);
    await phone.booth.close();
    const text = await kept();
    for (const secret of [ANSWERS.note, "草稿里的话", CONTEXT]) expect(text).not.toContain(secret);
    const other = await room.tab();
    other.key = await keyFrom(new Uint8Array(32).fill(6));
    await other.booth.run();
    expect(other.booth.waiting).toBe(0);
    other.key = key;
    other.docs = phone.docs;
    await other.booth.run();
    expect(other.view?.state).toBe("waiting");
    expect(other.booth.drafts.value.get(CONTEXT)).toEqual({ note: "草稿里的话" });
    await other.booth.sendNow(CONTEXT);
    expect(room.office.answersOf()).toEqual([ANSWERS]);
    expect(room.office.asked("/issue")).toBe(1);
  });
});

describe("without WebCrypto", () => {
  test("nothing is asked, and the screen can say why", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const phone = await room.phone();
    expect(phone.view?.state).toBe("insecure");
    expect(room.office.seen).toEqual([]);
    vi.unstubAllGlobals();
  });
});

describe("the delay", () => {
  test("is spread over an hour, over what is left, or over a meeting's moment", async () => {
    expect(castDelayMs(0, 10 * HOUR_MS, HOUR_MS, 0.999_999)).toBeLessThan(HOUR_MS);
    expect(castDelayMs(0, 240_000, HOUR_MS, 1)).toBe(210_000);
    expect(castDelayMs(0, 8_000, HOUR_MS, 1)).toBe(6_000);
    expect(castDelayMs(10, 5, HOUR_MS, 1)).toBe(0);
  });

  test("follows the meeting of the poll and the institution's own bound", async () => {
    const source = "a".repeat(32);
    const poll = room.office.context(source, 0, { meeting: new Uint8Array(16).fill(3) });
    room.others.set(source, poll);
    const meeting = await room.phone({ source: new Uint8Array(16).fill(0xaa) });
    meeting.random = 1;
    await meeting.booth.cast(CONTEXT, ANSWERS);
    expect(meeting.view?.dueMs).toBe(NOW + 20_000);
    const institution = "b".repeat(32);
    room.others.set(institution, room.office.context(institution, 0, { ballot_spread_s: 5 }));
    meeting.docs = [room.office.context(CONTEXT, NOW + HOUR_MS, { institution: new Uint8Array(16).fill(0xbb) })];
    await meeting.booth.cast(CONTEXT, ANSWERS);
    expect(meeting.view?.dueMs).toBe(NOW + 5_000);
  });
});
