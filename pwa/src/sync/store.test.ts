/** The store: everything of one moment or nothing, one tab at a time, and nothing left of what was forgotten. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PERSON, TAIL } from "../../tests/sync/phone";
import { registersOf } from "./accepted";
import { got } from "./database";
import { Dialogue } from "./dialogue";
import type { Hex } from "./interface";
import { Keepsakes } from "./keepsakes";
import { Machine } from "./machine";
import type { PullAnswer, ScopeNews } from "./messages";
import type { PhotoRow } from "./photo-row";
import { makeStamp } from "./stamp";
import { restore } from "./state";
import { Fenced, Store } from "./store";

const NOW = 1_795_233_600_000;
const LOG: Hex = "5f3b1d8ec0a74f6692d1c3e4b5a69788";
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const TOKEN = "this tab";
const PHOTO: PhotoRow = { sha256: "1", doc: DOC, type: "", size: 1, addedMs: NOW, done: false, failed: null };

let store: Store;
let machine: Machine;
let dialogue: Dialogue;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await Store.open(PERSON);
  await store.lead(TOKEN);
  machine = new Machine(PERSON, TAIL);
  machine.log = LOG;
  dialogue = new Dialogue(machine);
});

afterEach(() => store.close());

function save(): Promise<void> {
  return store.save(machine, machine.take(), TOKEN, true);
}

async function reopened(): Promise<Machine> {
  const saved = await store.load();
  if (!saved) throw new Error("nothing was saved");
  const again = new Machine(PERSON, TAIL);
  restore(again, saved);
  return again;
}

/** A pull's answer with one register for each of these documents, or that forgets them. */
function give(docs: readonly Hex[], forget = false): void {
  const cursor = machine.accepted.cursors.get("s") ?? 0;
  const entries: ScopeNews["entries"] = docs.map((doc, at) => {
    const seq = cursor + at + 1;
    const change = { id: makeStamp(NOW, seq, TAIL), doc, kind: "note", writes: [["a", seq]] as const };
    return forget ? { seq, receivedMs: NOW, author: null, doc } : { seq, receivedMs: NOW, author: PERSON, change };
  });
  const scopes = new Map([["s", { seq: cursor + docs.length, entries, more: false, digest: null }]]);
  const answer: PullAnswer = { now: NOW, log: LOG, scopes, gone: [] };
  dialogue.pullBody(0, null);
  dialogue.pullAnswer(answer, NOW, NOW);
}

/** What the browser does when the device is short of room. */
function evict(): Promise<void> {
  store.db.close();
  return got(indexedDB.deleteDatabase(`mingcha-${PERSON}`)).then(() => undefined);
}

function idOf(at: number): Hex {
  return `${at.toString(16).padStart(12, "0")}5${DOC.slice(13)}`;
}

describe("what is saved", () => {
  test("comes back whole: outbox, waiting list, refused, accepted, clock, cursors, notices", async () => {
    give([DOC, idOf(1), idOf(2)]);
    for (const [at, path] of ["x", "y", "z"].entries()) machine.write(idOf(at + 10), "note", [[path, at]], NOW + at);
    dialogue.pushBody();
    const refusal = { code: "invalid", message: "!", path: "y" };
    dialogue.pushAnswer({ now: NOW, log: LOG, results: [null, refusal, { ...refusal, code: "closed" }] }, NOW, NOW);
    machine.write(DOC, "note", [["b", 1]], NOW + 9);
    machine.notice("quota_full", NOW, null);
    await save();
    const again = await reopened();
    expect(again.clock).toEqual(machine.clock);
    expect([...again.outbox.items()]).toEqual([...machine.outbox.items()]);
    expect([...again.waiting.keys()]).toEqual([...machine.waiting.keys()]);
    expect(again.refused).toEqual(machine.refused);
    expect(again.accepted.cursors).toEqual(machine.accepted.cursors);
    expect([again.log, again.notices, again.events]).toEqual([LOG, machine.notices, machine.events]);
    for (const id of machine.docs()) expect(again.view(id)).toEqual(machine.view(id));
    expect(again.docs()).toEqual(machine.docs());
  });

  test("is nothing before anything was saved", async () => {
    expect(await store.load()).toBeNull();
  });

  test("changes only where something changed, in segments that hold their other documents still", async () => {
    const ids = Array.from({ length: 300 }, (_, at) => idOf(at));
    give(ids);
    await save();
    give([idOf(7)]);
    await save();
    const again = await reopened();
    expect(again.accepted.docs.size).toBe(300);
    for (const [id, held] of machine.accepted.docs) {
      const back = again.accepted.docs.get(id);
      expect(back && registersOf(back)).toEqual(registersOf(held));
    }
  });

  test("is whole again when the browser has thrown the store away under the page", async () => {
    give([DOC, idOf(1)]);
    for (const [at, path] of ["x", "y"].entries()) machine.write(idOf(at + 10), "note", [[path, at]], NOW + at);
    dialogue.pushBody();
    dialogue.pushAnswer(
      { now: NOW, log: LOG, results: [null, { code: "invalid", message: "!", path: "y" }] },
      NOW,
      NOW,
    );
    await save();
    await evict();
    machine.write(DOC, "note", [["b", 1]], NOW + 9);
    await save();
    expect(store.evicted).toBe(true);
    const again = await reopened();
    for (const id of machine.docs()) expect(again.view(id)).toEqual(machine.view(id));
    expect([again.refused, [...again.waiting.keys()]]).toEqual([machine.refused, [...machine.waiting.keys()]]);
    machine.write(DOC, "note", [["b", 2]], NOW + 10);
    await save();
    expect((await reopened()).view(DOC)).toEqual(machine.view(DOC));
  });

  test("takes a picture, and all the rest after it, when the browser has closed the store or thrown it away", async () => {
    const keepsakes = new Keepsakes(store);
    machine.write(DOC, "note", [["a", 1]], NOW);
    await save();
    store.db.close();
    await keepsakes.putPhoto(PHOTO, new ArrayBuffer(1));
    expect([store.evicted, (await keepsakes.photos()).length]).toEqual([false, 1]);
    await evict();
    await keepsakes.putPhoto(PHOTO, new ArrayBuffer(1));
    machine.write(DOC, "note", [["b", 1]], NOW + 1);
    await save();
    expect([store.evicted, (await keepsakes.picture(PHOTO.sha256))?.byteLength]).toEqual([true, 1]);
    expect((await reopened()).view(DOC)).toEqual(machine.view(DOC));
  });

  test("by a tab that leads no more is nothing at all", async () => {
    machine.write(DOC, "note", [["a", 1]], NOW);
    await save();
    await store.lead("another tab");
    machine.write(DOC, "note", [["a", 2]], NOW + 1);
    await expect(save()).rejects.toBeInstanceOf(Fenced);
    expect((await reopened()).view(DOC)?.registers.get("a")?.value).toBe(1);
  });
});

describe("what goes", () => {
  const keepsakes = (): Keepsakes => new Keepsakes(store);
  const photo = (sha256: string, done: boolean): PhotoRow => {
    return { ...PHOTO, sha256, done };
  };

  test("with a forgotten document: its registers, own kept changes and sent pictures, and no unsent one", async () => {
    machine.write(DOC, "note", [["b", 1]], NOW);
    dialogue.pushBody();
    dialogue.pushAnswer({ now: NOW, log: LOG, results: [null] }, NOW, NOW);
    give([DOC]);
    await save();
    await keepsakes().putPhoto(photo("sent", true), new ArrayBuffer(1));
    await keepsakes().putPhoto(photo("unsent", false), new ArrayBuffer(1));
    expect((await keepsakes().kept()).length).toBe(1);
    give([DOC], true);
    await save();
    expect((await reopened()).view(DOC)).toBeUndefined();
    expect(await keepsakes().kept()).toEqual([]);
    expect((await keepsakes().photos()).map(({ sha256 }) => sha256)).toEqual(["unsent"]);
    expect(await keepsakes().picture("sent")).toBeUndefined();
  });

  test("after 90 days: what was kept for a restored database, counted from its acceptance", async () => {
    machine.write(DOC, "note", [["b", 1]], 1_000);
    dialogue.pushBody();
    dialogue.pushAnswer({ now: NOW, log: LOG, results: [null] }, NOW, NOW);
    await save();
    await keepsakes().prune(NOW);
    expect((await keepsakes().kept()).map(({ receivedMs }) => receivedMs)).toEqual([NOW]);
    await keepsakes().prune(NOW + 1);
    expect(await keepsakes().kept()).toEqual([]);
  });

  test("with the session: all that the server has, and nothing that it has not", async () => {
    give([DOC]);
    machine.write(idOf(1), "note", [["b", 1]], NOW);
    await save();
    await keepsakes().putPhoto(photo("sent", true));
    await keepsakes().putPhoto(photo("unsent", false));
    dialogue.wipe();
    await save();
    await keepsakes().wipe(true);
    const again = await reopened();
    expect([...again.docs()]).toEqual([idOf(1)]);
    expect(again.accepted.cursors.size).toBe(0);
    expect((await keepsakes().photos()).map(({ sha256 }) => sha256)).toEqual(["unsent"]);
  });
});

test("two people's stores don't know each other", async () => {
  machine.write(DOC, "note", [["a", 1]], NOW);
  await save();
  const other = await Store.open("0190a7c3b2d4758f8a1b2c3d4e5f6071");
  expect(await other.load()).toBeNull();
  other.close();
});
