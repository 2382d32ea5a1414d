/** What the browser is asked for: that what was entered is on the disk, and that the disk is not cleared behind us. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeBrowser, type FakeTab, until } from "../../tests/sync/device";
import { FakeServer } from "../../tests/sync/server";
import type { Hex } from "./interface";
import { browserPorts, type DevicePorts } from "./ports";
import { DeviceReplica } from "./replica";

const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const NOW = 1_795_233_600_000;
const WATCH = { unsent: () => undefined, current: () => true, ended: () => undefined };

const open: DeviceReplica[] = [];

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const replica of open.splice(0)) await replica.close();
});

function tab(): FakeTab {
  const server = new FakeServer(PERSON, NOW);
  server.tails.add("8123456789abcdef");
  return new FakeBrowser(server).tab();
}

async function signedIn(ports: DevicePorts, { server }: FakeBrowser): Promise<DeviceReplica> {
  const moments = { now: NOW, sentMs: NOW, receivedMs: NOW };
  const replica = await DeviceReplica.open(PERSON, ports, WATCH, {
    replica: "81985529216486895",
    log: server.log,
    ...moments,
  });
  if (!replica) throw new Error("nothing was saved");
  open.push(replica);
  return replica;
}

const codes = (replica: DeviceReplica) => replica.notices.value.map(({ code }) => code);

describe("what is written", () => {
  test("is saved by transactions that end on the disk, not in the browser's memory", async () => {
    const mine = tab();
    const replica = await signedIn(mine.ports, mine.browser);
    await replica.syncNow();
    await until(() => replica.status.value.phase === "synced");
    mine.browser.weather = "offline";
    const opened = vi.spyOn(IDBDatabase.prototype, "transaction");
    await replica.write(DOC, "note", [["a", 1]]);
    const writing = opened.mock.calls.filter(
      ([stores, mode]) => mode === "readwrite" && [...stores].includes("outbox"),
    );
    expect(writing.map(([, , options]) => options)).toContainEqual({ durability: "strict" });
    expect(writing.filter(([, , options]) => options?.durability !== "strict")).toEqual([]);
  });
});

describe("a browser that may clear its storage", () => {
  test.each([
    [false, ["storage_not_persistent"]],
    [true, []],
  ])("is asked at the sign-in not to: where it answers %s, the person is told %j", async (kept, told) => {
    const mine = tab();
    const persist = vi.fn(async () => kept);
    const replica = await signedIn({ ...mine.ports, persist }, mine.browser);
    await until(() => persist.mock.settledResults.some(({ type }) => type === "fulfilled"));
    await replica.syncNow();
    await until(() => codes(replica).length === told.length);
    expect(codes(replica)).toEqual(told);
  });

  test("is asked again at each start until it agrees, and then nothing is told of it any more", async () => {
    const mine = tab();
    const before = await signedIn({ ...mine.ports, persist: async () => false }, mine.browser);
    await until(() => codes(before).length === 1);
    await before.close();
    const ports = { ...mine.browser.tab().ports, persist: async () => true };
    const replica = await DeviceReplica.open(PERSON, ports, WATCH, null);
    if (!replica) throw new Error("nothing was saved");
    open.push(replica);
    await until(() => codes(replica).length === 0);
  });

  test("holds up no sign-in while it asks the person", async () => {
    const mine = tab();
    const replica = await signedIn({ ...mine.ports, persist: () => new Promise(() => undefined) }, mine.browser);
    expect(codes(replica)).toEqual([]);
  });

  test("is asked by its own name for it, and one that has none has not agreed", async () => {
    const persist = vi.fn(async () => true);
    vi.stubGlobal("navigator", { storage: { persist } });
    expect(await browserPorts().persist()).toBe(true);
    expect(persist).toHaveBeenCalledOnce();
    vi.stubGlobal("navigator", {});
    expect(await browserPorts().persist()).toBe(false);
  });
});
