/** Pictures over a bad link: at 50 kB/s, broken ten times, twenty of them cost at most 1.15 times their bytes. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { FakeBrowser } from "../../tests/sync/device";
import { FakeServer } from "../../tests/sync/server";
import type { Hex } from "./interface";
import { Keepsakes } from "./keepsakes";
import { Photos } from "./photos";
import { Store } from "./store";

const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c12";
const DOC: Hex = "f42de189a59a5eb3874092928d8e2255";
const ADDRESS = "/api/documents/f42de189-a59a-5eb3-8740-92928d8e2255/blobs/";
const PICTURES = 20;
const BREAKS = 10;
const BYTES_A_SECOND = 50_000;
/** Head of a request and its answer. */
const HEAD_BYTES = 900;
const DEARER_MAX = 1.15;

/** The link, by the bytes that went up it; it breaks at these, in the middle of whatever is on its way. */
class Link {
  up = 0;
  readonly #breaks: number[];
  /** What the server holds of each picture: only whole requests reach it. */
  readonly held = new Map<string, { readonly parts: Uint8Array[]; length: number }>();

  constructor(total: number) {
    this.#breaks = Array.from({ length: BREAKS }, (_, at) => Math.round(((at + 0.63) * total) / BREAKS));
  }

  get seconds(): number {
    return this.up / BYTES_A_SECOND;
  }

  get broken(): number {
    return BREAKS - this.#breaks.length;
  }

  carry(method: string, path: string, init: RequestInit): Response {
    const bytes = new Uint8Array((init.body as ArrayBuffer | undefined) ?? new ArrayBuffer(0));
    const [next = Number.POSITIVE_INFINITY] = this.#breaks;
    if (this.up + HEAD_BYTES + bytes.length > next) {
      this.up = next;
      this.#breaks.shift();
      throw new TypeError("Failed to fetch");
    }
    this.up += HEAD_BYTES + bytes.length;
    return this.#answer(method, path.slice(ADDRESS.length), bytes, new Headers(init.headers).get("Content-Range"));
  }

  #answer(method: string, name: string, bytes: Uint8Array, range: string | null): Response {
    const have = this.held.get(name) ?? { parts: [], length: 0 };
    if (method === "HEAD") return new Response(null, { headers: { "Upload-Offset": String(have.length) } });
    const [, start, total] = /bytes (\d+)-\d+\/(\d+)/.exec(range ?? "") ?? [null, "0", String(bytes.length)];
    if (Number(start) !== have.length) {
      return new Response(null, { status: 409, headers: { "Upload-Offset": String(have.length) } });
    }
    have.parts.push(bytes);
    have.length += bytes.length;
    this.held.set(name, have);
    return new Response(null, { status: have.length === Number(total) ? 201 : 202 });
  }
}

test("twenty pictures over a link that breaks ten times cost at most 1.15 times their bytes", async () => {
  const b = new FakeBrowser(new FakeServer(PERSON, 1_795_233_600_000));
  const store = await Store.open(PERSON);
  const sizes = Array.from({ length: PICTURES }, (_, at) => 180_000 + ((at * 7_919) % 120_000));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const link = new Link(total);
  b.routes = (method, path, init) => link.carry(method, path, init);
  const ports = { ...b.tab().ports, store: new Keepsakes(store), waits: () => false, changed: () => undefined };
  const queue = new Photos({ ...ports, named: () => true, whole: () => true });
  for (const [at, size] of sizes.entries()) {
    const bytes = new Uint8Array(size).fill(at + 1);
    await queue.add(DOC, new Blob([bytes], { type: "image/jpeg" }), 30, 40);
  }
  let runs = 0;
  while (!(await queue.run())) expect(++runs).toBeLessThan(50);
  expect(link.broken).toBe(BREAKS);
  expect(queue.waiting[0]).toBe(0);
  expect([...link.held.values()].map(({ length }) => length).sort()).toEqual([...sizes].sort());
  expect(link.up / total).toBeLessThanOrEqual(DEARER_MAX);
  expect(link.seconds).toBeLessThanOrEqual((total * DEARER_MAX) / BYTES_A_SECOND);
  store.close();
});
