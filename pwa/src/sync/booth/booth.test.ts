/** The queue of anonymous ballots: issued silently, cast once, revised, kept over everything, forgotten when counted. */
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { CONTEXT, PERSON } from "../../../tests/sync/ballot-office";
import { ANSWERS, HOUR_MS, kept, NOW, Room, rowsOf } from "../../../tests/sync/ballot-phone";
import { decode } from "../msgpack";
import type { BallotRow } from "./rows";
import { wordsDigest } from "./sealed-words";

const room = new Room();
beforeAll(() => room.build());
beforeEach(() => room.begin());
afterEach(() => room.end());

describe("a ballot is issued", () => {
  test("silently, once, for every context that there is", async () => {
    const phone = await room.phone();
    expect(phone.view?.state).toBe("ready");
    await phone.booth.run();
    expect(room.office.asked("/issue")).toBe(1);
  });

  test("not by all phones at once where many were asked", async () => {
    const phone = await room.phone({ electors: 1_000 });
    expect(room.office.asked("/issue")).toBe(0);
    await phone.pass(7_500);
    expect(phone.view?.state).toBe("ready");
  });

  test("only after key and blinding are on the disk", async () => {
    const before: BallotRow[][] = [];
    room.office.watch = async () => void before.push(await rowsOf());
    await room.phone();
    expect(before[0]?.[0]?.blinded.length).toBe(256);
    expect(before[0]?.[0]?.signature).toBeNull();
  });

  test("again where the answer was lost, though the page was killed in between", async () => {
    room.office.weather = "lost";
    const phone = await room.phone();
    expect(phone.view?.state).toBe("unready");
    await phone.booth.close();
    room.office.weather = "fine";
    const again = await room.phone();
    expect(again.view?.state).toBe("ready");
    expect(room.office.issued.size).toBe(1);
  });

  test("to one device only: another one says so and asks no more", async () => {
    room.office.issued.set(`${CONTEXT}/${PERSON}`, { blinded: "00", signature: new Uint8Array(256) });
    const phone = await room.phone();
    expect(phone.view?.state).toBe("elsewhere");
    await phone.booth.run();
    expect(room.office.asked("/issue")).toBe(1);
    await expect(phone.booth.cast(CONTEXT, ANSWERS)).rejects.toThrow(RangeError);
  });

  test("on a computer only once it is wanted there, for the phone could not cast then", async () => {
    const computer = await room.phone({}, true);
    expect(computer.view?.state).toBe("unclaimed");
    await computer.pass(HOUR_MS);
    expect(room.office.issued.size).toBe(0);
    await computer.booth.claim(CONTEXT);
    expect(computer.view?.state).toBe("ready");
    await computer.booth.cast(CONTEXT, ANSWERS);
    await computer.booth.sendNow(CONTEXT);
    expect(computer.view?.state).toBe("counted");
  });

  test("not to a computer whose person has it on the phone: it says so without asking for one", async () => {
    room.office.issued.set(`${CONTEXT}/${PERSON}`, { blinded: "00", signature: new Uint8Array(256) });
    const computer = await room.phone({ source: new Uint8Array(16), subject: new Uint8Array(16) }, true);
    expect(computer.view?.state).toBe("elsewhere");
    expect(computer.booth.given("0".repeat(32), "0".repeat(32))).toBe("elsewhere");
    expect(room.office.asked("/issue")).toBe(room.office.asked("/issued"));
    await computer.booth.run();
    expect(room.office.asked("/issued")).toBe(1);
  });

  test("and thrown away by who withdraws before the end, so that it is never cast", async () => {
    const phone = await room.phone();
    await phone.booth.forget(CONTEXT);
    expect(phone.view?.state).toBe("recused");
    await expect(phone.booth.cast(CONTEXT, ANSWERS)).rejects.toThrow(RangeError);
    await phone.pass(HOUR_MS);
    expect([room.office.asked("/issue"), (await rowsOf())[0]?.secret]).toEqual([1, null]);
  });

  test("to nobody who only looks on, and not after closing", async () => {
    await room.phone({ "roll/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11": null });
    await room.phone({ closes_at: NOW - 1 });
    expect(room.office.asked("/issue")).toBe(0);
  });

  test("refused by the phone where the issuer's signature is none", async () => {
    const phone = await room.tab();
    phone.docs = [room.office.context(CONTEXT, NOW + HOUR_MS)];
    room.office.issued.clear();
    Object.assign(room.office, {
      watch: (path: string) => {
        if (path.endsWith("/issue")) for (const one of room.office.issued.values()) one.signature.fill(7);
      },
    });
    room.office.weather = "lost";
    await phone.booth.run();
    room.office.weather = "fine";
    await phone.booth.run();
    expect(phone.view).toMatchObject({ state: "refused", code: "issuer_wrong" });
  });
});

describe("a ballot is cast", () => {
  test("offline, survives a killed page, arrives once, and its answers are forgotten", async () => {
    const phone = await room.phone();
    room.office.weather = "offline";
    await phone.booth.cast(CONTEXT, ANSWERS);
    expect(phone.view?.state).toBe("waiting");
    await phone.pass(2 * HOUR_MS);
    await phone.booth.close();
    const again = await room.phone();
    expect(again.view?.state).toBe("waiting");
    room.office.weather = "fine";
    await again.booth.run();
    await again.pass(30_000);
    expect(again.view).toMatchObject({ state: "counted", revision: 1, dueMs: null });
    expect(room.office.answersOf()).toEqual([ANSWERS]);
    await again.pass(HOUR_MS);
    expect(room.office.asked("/cast")).toBe(1);
    expect(await kept()).not.toContain(ANSWERS.note);
  });

  test("not before the moment that was drawn, and at it", async () => {
    const phone = await room.phone();
    phone.random = 0.5;
    await phone.booth.cast(CONTEXT, ANSWERS);
    expect(phone.view?.dueMs).toBe(NOW + HOUR_MS / 2);
    await phone.pass(HOUR_MS / 2 - 1);
    expect(room.office.asked("/cast")).toBe(0);
    await phone.pass(1);
    expect(room.office.asked("/cast")).toBe(1);
  });

  test("a while after the sync where its moment passed without a network", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    room.office.weather = "offline";
    await phone.pass(3 * HOUR_MS);
    room.office.weather = "fine";
    await phone.booth.run();
    expect(room.office.asked("/cast")).toBe(0);
    await phone.pass(20_000);
    expect(room.office.asked("/cast")).toBe(1);
  });

  test("at once where the person doesn't want to wait", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view?.state).toBe("counted");
  });

  test("without anything that says who", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    const cast = room.office.seen.find(({ path }) => path === "/api/ballots/cast");
    expect(cast?.init).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer", method: "POST" });
    expect(Object.keys(cast?.init.headers ?? {}).sort()).toEqual(["Accept", "Content-Type", "X-Mingcha"]);
    const body = Buffer.from(cast?.init.body as Uint8Array);
    expect(body.length).toBe(8_192);
    expect(body.includes(Buffer.from(PERSON, "hex"))).toBe(false);
  });

  test("with its words beside the answers, which hold a digest wherever some may stand", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS, ["note", "more"]);
    await phone.booth.sendNow(CONTEXT);
    const [cast] = [...room.office.written.values()];
    const digests = decode(cast?.answers ?? new Uint8Array()) as Record<string, unknown>;
    expect(digests).toMatchObject({ duty: 9, note: expect.any(Uint8Array), more: expect.any(Uint8Array) });
    expect(Buffer.from(cast?.answers ?? "").includes(ANSWERS.note)).toBe(false);
    const apart = decode(cast?.words ?? new Uint8Array()) as Record<string, [Uint8Array, string]>;
    expect([apart.note?.[1], apart.more?.[1]]).toEqual([ANSWERS.note, ""]);
    expect(apart.note?.[0]).not.toEqual(apart.more?.[0]);
    expect(digests.note).toEqual(wordsDigest(apart.note?.[0] ?? new Uint8Array(), ANSWERS.note));
  });

  test("again and again, the same to the byte, until the server answers", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    room.office.weather = "lost";
    await phone.booth.sendNow(CONTEXT);
    room.office.weather = "trouble";
    await phone.pass(HOUR_MS);
    room.office.weather = "fine";
    await phone.pass(HOUR_MS);
    const bodies = room.office.seen.filter(({ path }) => path.endsWith("/cast")).map(({ init }) => init.body);
    expect(bodies.length).toBe(3);
    expect(new Set(bodies.map((body) => Buffer.from(body as Uint8Array).toString("hex"))).size).toBe(1);
    expect(room.office.written.size).toBe(1);
    expect(phone.view?.state).toBe("counted");
  });

  test("and asked after while the server holds it", async () => {
    room.office.batch = 5;
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view?.state).toBe("held");
    expect(phone.booth.waiting).toBe(1);
    room.office.batch = 1;
    await phone.pass(HOUR_MS);
    expect(phone.view?.state).toBe("counted");
    expect(phone.booth.waiting).toBe(0);
  });

  test("and sent again, the same to the byte, where a killed server forgot what it held: counted once", async () => {
    room.office.batch = 5;
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, ANSWERS);
    await phone.booth.sendNow(CONTEXT);
    expect(phone.view?.state).toBe("held");
    room.office.held.clear();
    room.office.weather = "offline";
    await phone.pass(HOUR_MS);
    await phone.booth.close();
    room.office.weather = "fine";
    const again = await room.phone();
    await again.pass(HOUR_MS);
    expect(again.view?.state).toBe("held");
    expect(room.office.held.size).toBe(1);
    room.office.held.clear();
    room.office.batch = 1;
    await again.pass(HOUR_MS);
    expect(again.view).toMatchObject({ state: "counted", revision: 1 });
    expect(room.office.answersOf()).toEqual([ANSWERS]);
    const bodies = room.office.seen.filter(({ path }) => path.endsWith("/cast")).map(({ init }) => init.body);
    expect(bodies.length).toBe(4);
    expect(new Set(bodies.map((body) => Buffer.from(body as Uint8Array).toString("hex"))).size).toBe(1);
  });

  test("by the tab that leads alone", async () => {
    const one = await room.phone();
    const two = await room.tab();
    two.leads = false;
    two.docs = one.docs;
    await two.booth.run();
    await two.booth.cast(CONTEXT, ANSWERS);
    expect([one.leads, two.leads]).toEqual([false, true]);
    await one.booth.run();
    await one.pass(2 * HOUR_MS);
    expect(room.office.asked("/cast")).toBe(0);
    await vi.waitFor(() => expect(one.view?.state).toBe("waiting"));
    await two.booth.sendNow(CONTEXT);
    expect(room.office.asked("/cast")).toBe(1);
    await vi.waitFor(() => expect(one.view?.state).toBe("counted"));
  });

  test("not where no ballot was issued, nor where the answers don't fit", async () => {
    room.office.weather = "trouble";
    const phone = await room.phone();
    await expect(phone.booth.cast(CONTEXT, ANSWERS)).rejects.toThrow(RangeError);
    room.office.weather = "fine";
    await phone.booth.run();
    await expect(phone.booth.cast(CONTEXT, { note: "长".repeat(4_000) })).rejects.toThrow(RangeError);
    expect(phone.view?.state).toBe("ready");
  });
});

describe("a ballot is revised", () => {
  test("until closing, and the last one counts", async () => {
    const phone = await room.phone();
    for (const duty of [9, 5, 7]) {
      await phone.booth.cast(CONTEXT, { duty });
      await phone.booth.sendNow(CONTEXT);
    }
    expect(room.office.answersOf()).toEqual([{ duty: 7 }]);
    expect(phone.view).toMatchObject({ state: "counted", revision: 3 });
  });

  test("while the one before is on its way: that one's receipt is not the next one's", async () => {
    const phone = await room.phone();
    await phone.booth.cast(CONTEXT, { duty: 1 });
    let meanwhile: Promise<void> | null = null;
    room.office.watch = (path) => {
      if (path.endsWith("/cast")) meanwhile ??= phone.booth.cast(CONTEXT, { duty: 2 });
    };
    await phone.booth.sendNow(CONTEXT);
    await meanwhile;
    expect(phone.view).toMatchObject({ state: "waiting", revision: 2 });
    await phone.booth.sendNow(CONTEXT);
    expect(room.office.answersOf()).toEqual([{ duty: 2 }]);
  });
});
