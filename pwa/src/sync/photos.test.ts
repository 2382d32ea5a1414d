/** Pictures: behind the writes that name them, resumable, never lost, and shown without a network. */
import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "../../tests/sync/device";
import { FakeServer } from "../../tests/sync/server";
import { uuidText } from "./bytes";
import { change } from "./database";
import type { Hex } from "./interface";
import { Keepsakes } from "./keepsakes";
import { Photos } from "./photos";
import { Store } from "./store";

const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const OTHER: Hex = "2226306ac73257e6a9918dc9b7832e16";
const THIRD: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
const DAY_MS = 86_400_000;
const ADDRESS = "/api/documents/f42de189-a59a-5eb3-8740-92928d8e2254/blobs/";

let b: FakeBrowser;
let store: Store;
let waits = false;
let named = false;
let refused: (readonly [string, Hex | undefined])[] = [];
/** What the server holds of each picture. */
let held: Map<string, Uint8Array>;

beforeEach(async () => {
  b = new FakeBrowser(new FakeServer(PERSON, 1_795_233_600_000));
  store = await Store.open(PERSON);
  held = new Map();
  waits = false;
  named = false;
  refused = [];
});

afterEach(() => store.close());

function photos(): Photos {
  return new Photos({
    ...b.tab().ports,
    store: new Keepsakes(store),
    waits: () => waits,
    named: () => named,
    whole: () => true,
    changed: (why, doc) => {
      if (why) refused.push([why, doc]);
    },
  });
}

/** Of every picture that the device has a row of. */
async function sizes(): Promise<number[]> {
  return (await new Keepsakes(store).photos()).map(({ size }) => size);
}

function picture(bytes: number): Blob {
  return new Blob([new Uint8Array(bytes).map((_, at) => at % 251)], { type: "image/jpeg" });
}

/** The server of §9; `cut`: it keeps only so many bytes of the first part and the answer is lost. */
async function serve(cut = 0): Promise<void> {
  let left = cut;
  b.routes = (method, path, init) => {
    const name = path.slice(ADDRESS.length);
    const have = held.get(name) ?? new Uint8Array();
    if (method === "HEAD") return new Response(null, { headers: { "Upload-Offset": String(have.length) } });
    const bytes = new Uint8Array(init.body as ArrayBuffer);
    const range = new Headers(init.headers).get("Content-Range");
    const [, start, total] = /bytes (\d+)-\d+\/(\d+)/.exec(range ?? "") ?? [null, "0", String(bytes.length)];
    if (Number(start) !== have.length) {
      return new Response(null, { status: 409, headers: { "Upload-Offset": String(have.length) } });
    }
    if (left) {
      held.set(name, bytes.slice(0, left));
      left = 0;
      throw new TypeError("Failed to fetch");
    }
    held.set(name, new Uint8Array([...have, ...bytes]));
    const complete = held.get(name)?.length === Number(total);
    return new Response(null, { status: complete ? 201 : 202 });
  };
}

describe("a picture", () => {
  test("is named by its hash, and waits until the writes of its document have gone", async () => {
    await serve();
    const queue = photos();
    waits = true;
    const reference = await queue.add(DOC, picture(1_000), 30, 40);
    const bytes = new Uint8Array(await picture(1_000).arrayBuffer());
    expect(reference).toEqual({
      blob: createHash("sha256").update(bytes).digest("hex"),
      type: "image/jpeg",
      bytes: 1_000,
      width: 30,
      height: 40,
    });
    expect(await queue.run()).toBe(true);
    expect([held.size, queue.waiting[0]]).toEqual([0, 1]);
    waits = false;
    await queue.run();
    expect([held.get(reference.blob)?.length, queue.waiting[0]]).toEqual([1_000, 0]);
  });

  test("that is taken while another is being sent goes after it", async () => {
    await serve();
    const queue = photos();
    await queue.add(DOC, picture(1_000), 30, 40);
    const answer = b.routes;
    let second: Promise<unknown> | null = null;
    b.routes = (method, path, init) => {
      second ??= queue.add(DOC, picture(2_000), 30, 40).then(() => queue.run());
      return answer(method, path, init);
    };
    await queue.run();
    await second;
    expect([...held.values()].map(({ length }) => length)).toEqual([1_000, 2_000]);
  });

  test("that is large goes in parts, and resumes where the server says after a lost one", async () => {
    await serve(100_000);
    const queue = photos();
    const { blob } = await queue.add(DOC, picture(700_000), 30, 40);
    expect(await queue.run()).toBe(false);
    const again = photos();
    await again.load();
    expect(again.waiting[0]).toBe(1);
    expect(await again.run()).toBe(true);
    expect(again.waiting[0]).toBe(0);
    const sent = createHash("sha256")
      .update(held.get(blob) ?? new Uint8Array())
      .digest("hex");
    expect(sent).toBe(blob);
    await again.run();
    expect(b.requests.filter((request) => request.startsWith("HEAD")).length).toBe(2);
  });

  test("is shown from the device without a network, and asked of the server where it isn't", async () => {
    const queue = photos();
    const { blob } = await queue.add(DOC, picture(10), 1, 1);
    b.weather = "offline";
    expect((await queue.get(DOC, blob))?.size).toBe(10);
    expect(await queue.get(DOC, "0".repeat(64))).toBeNull();
    b.weather = "fine";
    b.routes = () => new Response("picture", { headers: { "Content-Type": "image/jpeg" } });
    expect((await queue.get(DOC, "0".repeat(64)))?.size).toBe(7);
  });

  test("that no register names yet is kept; one that the server never takes is said", async () => {
    const queue = photos();
    await queue.add(DOC, picture(10), 1, 1);
    b.routes = () => new Response(null, { status: 404 });
    expect(await queue.run()).toBe(true);
    expect(queue.waiting[0]).toBe(1);
    b.routes = () => new Response(null, { status: 422 });
    await queue.run();
    expect(queue.waiting[0]).toBe(0);
    expect(refused).toEqual([["photo_not_an_image", DOC]]);
  });

  test("is let go of when it was sent two weeks ago", async () => {
    await serve();
    const queue = photos();
    await queue.add(DOC, picture(10), 1, 1);
    await queue.run();
    b.server.nowMs += 8 * DAY_MS;
    await queue.load();
    expect(await sizes()).toEqual([10]);
    b.server.nowMs += 8 * DAY_MS;
    await queue.load();
    expect(await sizes()).toEqual([]);
  });

  test("that was not sent stays however old, until neither server nor device knows of anything that names it", async () => {
    const queue = photos();
    await queue.add(DOC, picture(10), 1, 1);
    b.server.nowMs += 8 * DAY_MS;
    b.routes = () => new Response(null, { status: 503 });
    await queue.load();
    await queue.run();
    expect(await sizes()).toEqual([10]);
    b.routes = () => new Response(null, { status: 404 });
    named = true;
    await queue.run();
    expect(await sizes()).toEqual([10]);
    named = false;
    await queue.run();
    expect([await sizes(), queue.waiting[0]]).toEqual([[], 0]);
  });

  test("that the server never takes stays while something names it", async () => {
    const queue = photos();
    await queue.add(DOC, picture(10), 1, 1);
    b.routes = () => new Response(null, { status: 413 });
    await queue.run();
    b.server.nowMs += 8 * DAY_MS;
    named = true;
    await queue.run();
    expect([await sizes(), refused]).toEqual([[10], [["photo_too_large", DOC]]]);
    named = false;
    await queue.run();
    expect(await sizes()).toEqual([]);
  });

  test("goes to every document that names it, however late another takes the same one", async () => {
    b.weather = "offline";
    const queue = photos();
    const { blob } = await queue.add(DOC, picture(10), 1, 1);
    await queue.add(OTHER, picture(10), 1, 1);
    b.weather = "fine";
    const sent: string[] = [];
    b.routes = (_, path) => {
      sent.push(path);
      // The third takes it while it is on its way to the first.
      if (sent.length === 1) void queue.add(THIRD, picture(10), 1, 1).then(() => queue.run());
      return new Response(null, { status: path.includes(uuidText(OTHER)) && sent.length < 3 ? 404 : 201 });
    };
    await queue.run();
    const again = photos();
    await again.load();
    await again.run();
    const to = (doc: Hex) => `/api/documents/${uuidText(doc)}/blobs/${blob}`;
    expect(new Set(sent)).toEqual(new Set([to(DOC), to(OTHER), to(THIRD)]));
    expect([again.waiting[0], await sizes()]).toEqual([0, [10]]);
  });

  test("whose bytes are gone is told of for each document that named it", async () => {
    const queue = photos();
    await queue.add(DOC, picture(10), 1, 1);
    const { blob } = await queue.add(OTHER, picture(10), 1, 1);
    await change(store.db, ["pictures"], (pictures) => pictures.delete(blob));
    named = true;
    await queue.run();
    expect(refused).toEqual([
      ["photo_lost", DOC],
      ["photo_lost", OTHER],
    ]);
  });
});
