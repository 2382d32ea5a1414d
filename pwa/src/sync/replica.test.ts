/** The replica over a store, a network that fails, and other tabs: what a person wrote is never lost, and shows. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeBrowser, type FakeTab, until } from "../../tests/sync/device";
import { FakeServer } from "../../tests/sync/server";
import type { Session } from "./exchange";
import type { Hex, Value } from "./interface";
import { DeviceReplica } from "./replica";
import { Store } from "./store";

const PERSON: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const NOW = 1_795_233_600_000;
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const OTHER: Hex = "2226306ac73257e6a9918dc9b7832e16";
const REPLICA = "81985529216486895";

const open: DeviceReplica[] = [];

afterEach(async () => {
  for (const replica of open.splice(0)) await replica.close();
});

function browser(): FakeBrowser {
  const server = new FakeServer(PERSON, NOW);
  server.tails.add("8123456789abcdef");
  return new FakeBrowser(server);
}

function session({ server }: FakeBrowser, replica = REPLICA): Session {
  return { replica, log: server.log, now: server.nowMs, sentMs: server.nowMs, receivedMs: server.nowMs };
}

async function replicaIn(tab: FakeTab, signIn: Session | null, watch = {}): Promise<DeviceReplica> {
  const ignore = { unsent: () => undefined, current: () => true, ended: () => undefined, ...watch };
  const replica = await DeviceReplica.open(PERSON, tab.ports, ignore, signIn);
  if (!replica) throw new Error("nothing was saved");
  open.push(replica);
  return replica;
}

function value(replica: DeviceReplica, doc: Hex, path: string): Value | undefined {
  return replica.doc(doc).value?.registers.get(path)?.value;
}

async function synced(replica: DeviceReplica): Promise<void> {
  await replica.syncNow();
  await until(() => replica.status.value.phase === "synced" && replica.status.value.waitingChanges === 0);
}

describe("a write", () => {
  test("shows in the same frame, is durable when its promise resolves, and goes out by itself", async () => {
    const b = browser();
    const tab = b.tab();
    const replica = await replicaIn(tab, session(b));
    await synced(replica);
    const writing = replica.write(DOC, "note", [["a", 1]]);
    expect(value(replica, DOC, "a")).toBe(1);
    expect(replica.status.value.waitingChanges).toBe(1);
    await writing;
    tab.ring();
    await until(() => replica.status.value.waitingChanges === 0);
    expect(b.server.docs.get(DOC)?.registers.get("a")?.value).toBe(1);
  });

  test("offline is there after the page is gone, and is sent later", async () => {
    const b = browser();
    const first = await replicaIn(b.tab(), session(b));
    await synced(first);
    b.weather = "offline";
    await first.write(DOC, "note", [["a", 1]]);
    await first.close();
    const second = await replicaIn(b.tab(), null);
    expect(second.doc(DOC).value).toMatchObject({ waiting: true });
    await second.syncNow();
    expect(second.status.value.phase).toBe("offline");
    b.weather = "fine";
    await synced(second);
    expect(b.server.docs.get(DOC)?.registers.get("a")?.value).toBe(1);
  });

  test("whose answer is lost is stored once", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    await synced(replica);
    b.weather = "lost";
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.syncNow();
    b.weather = "fine";
    await synced(replica);
    expect(new Set(b.server.pushed.map(({ id }) => id)).size).toBe(1);
    expect(b.server.streams.get("all")?.length).toBe(1);
  });

  test("that the device has no room for says so, and is saved as soon as there is", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    await synced(replica);
    b.weather = "offline";
    vi.spyOn(Store.prototype, "save").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
    await replica.write(DOC, "note", [["a", 1]]);
    expect(replica.notices.value).toMatchObject([{ code: "quota_full" }]);
    expect(value(replica, DOC, "a")).toBe(1);
    expect(replica.status.value.unsaved).toBe(true);
    await replica.write(OTHER, "note", [["a", 2]]);
    expect([replica.status.value.unsaved, replica.notices.value]).toEqual([false, []]);
    await replica.close();
    const again = await replicaIn(b.tab(), null);
    expect([value(again, DOC, "a"), value(again, OTHER, "a"), again.notices.value]).toEqual([1, 2, []]);
  });

  test("that could not be saved is saved a moment later by itself", async () => {
    const b = browser();
    const tab = b.tab();
    const replica = await replicaIn(tab, session(b));
    await synced(replica);
    b.weather = "offline";
    vi.spyOn(Store.prototype, "save").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
    await replica.write(DOC, "note", [["a", 1]]);
    tab.ring();
    await until(() => !replica.status.value.unsaved);
    await replica.close();
    expect(value(await replicaIn(b.tab(), null), DOC, "a")).toBe(1);
  });

  test("for which there is no room is sent all the same", async () => {
    const b = browser();
    const tab = b.tab();
    const replica = await replicaIn(tab, session(b));
    await synced(replica);
    vi.spyOn(Store.prototype, "save").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.syncNow();
    expect(b.server.docs.get(DOC)?.registers.get("a")?.value).toBe(1);
    expect(replica.status.value).toMatchObject({ unsaved: true, waitingChanges: 0 });
  });

  test("that is none rejects and leaves nothing behind", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    await expect(replica.write(DOC, "note", [])).rejects.toThrow(RangeError);
    expect(replica.status.value.waitingChanges).toBe(0);
  });
});

describe("signals", () => {
  test("a kind's list changes with its documents, and with no others", async () => {
    const b = browser();
    b.weather = "offline";
    const replica = await replicaIn(b.tab(), session(b));
    const notes = replica.ofKind("note");
    const seen: number[] = [];
    notes.subscribe((docs) => seen.push(docs.length));
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.write(OTHER, "order", [["a", 1]]);
    expect(notes.value.map(({ id }) => id)).toEqual([DOC]);
    expect(seen).toEqual([0, 1]);
  });

  test("what the server refused is told with its reason, and can be put right", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    b.server.judge = () => "invalid";
    await replica.write(DOC, "note", [["answers/a", 9]]);
    await synced(replica);
    expect(replica.refused.value).toMatchObject([{ code: "invalid", path: "answers/a", doc: DOC }]);
    b.server.judge = () => null;
    await replica.correct(replica.refused.value[0]?.id ?? "", [["answers/a", 5]]);
    await synced(replica);
    expect(replica.status.value.refused).toBe(0);
    expect(value(replica, DOC, "answers/a")).toBe(5);
  });
});

describe("the phase says what stands in the way", () => {
  test("a change that the server finds too new asks for an update, until it is seen to", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    b.server.judge = () => "outdated";
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.syncNow();
    await until(() => replica.status.value.phase === "update_needed");
    expect(replica.status.value).toMatchObject({ refused: 1, waitingChanges: 0 });
    await replica.discard(replica.refused.value[0]?.id ?? "");
    expect(replica.status.value.phase).toBe("synced");
  });

  test.each([
    ["portal", "portal"],
    ["offline", "offline"],
    ["signed_out", "signed_out"],
    ["trouble", "server_trouble"],
    ["outdated", "update_needed"],
  ] as const)("%s", async (weather, phase) => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    await synced(replica);
    b.weather = weather;
    await replica.syncNow();
    expect(replica.status.value.phase).toBe(phase);
    b.weather = "fine";
    await synced(replica);
  });

  test("a device that was ended keeps what was not sent, and nothing else", async () => {
    const b = browser();
    let ended = false;
    const replica = await replicaIn(b.tab(), session(b), {
      ended: () => {
        ended = true;
      },
    });
    b.server.write(OTHER, "note", [["a", 1]]);
    await synced(replica);
    expect(value(replica, OTHER, "a")).toBe(1);
    b.weather = "ended";
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.syncNow();
    await until(() => ended);
    expect(replica.status.value).toMatchObject({ phase: "signed_out", waitingChanges: 1 });
    expect(value(replica, OTHER, "a")).toBeUndefined();
    await replica.close();
    const again = await replicaIn(b.tab(), null);
    expect(again.doc(OTHER).value).toBeUndefined();
    expect(value(again, DOC, "a")).toBe(1);
  });

  test("after a new sign-in what waited is sent under the stamps that it had", async () => {
    const b = browser();
    const replica = await replicaIn(b.tab(), session(b));
    b.weather = "signed_out";
    await replica.write(DOC, "note", [["a", 1]]);
    await replica.syncNow();
    const stamp = replica.doc(DOC).value?.registers.get("a")?.stamp;
    b.weather = "fine";
    b.server.tails.add("8000000000abcdef");
    await replica.renew(session(b, String(0xabcdef)));
    await synced(replica);
    expect(b.server.docs.get(DOC)?.registers.get("a")?.stamp).toBe(stamp);
  });
});

describe("two tabs", () => {
  test("both write; the server gets everything, and each shows it", async () => {
    const b = browser();
    const one = await replicaIn(b.tab(), session(b));
    await synced(one);
    const two = await replicaIn(b.tab(), null);
    await two.write(DOC, "note", [["a", 1]]);
    await one.write(DOC, "note", [["b", 2]]);
    await two.write(OTHER, "note", [["c", 3]]);
    await synced(two);
    await until(() => value(one, OTHER, "c") === 3 && value(one, DOC, "a") === 1);
    expect([value(two, DOC, "a"), value(two, DOC, "b"), value(two, OTHER, "c")]).toEqual([1, 2, 3]);
    const stamps = b.server.pushed.map(({ id }) => id);
    expect([...stamps].sort()).toEqual(stamps);
    expect(b.server.docs.get(DOC)?.registers.size).toBe(2);
  });

  test("writes of both at the same moment are all kept", async () => {
    const b = browser();
    const one = await replicaIn(b.tab(), session(b));
    await synced(one);
    b.weather = "offline";
    const two = await replicaIn(b.tab(), null);
    const acts: Promise<void>[] = [];
    for (let at = 0; at < 20; at++) acts.push((at % 2 ? one : two).write(DOC, "note", [[`a/${at}`, at]]));
    await Promise.all(acts);
    b.weather = "fine";
    await synced(one);
    await until(() => b.server.docs.get(DOC)?.registers.size === 20);
  });

  test("who lost the lead while its page opened, and marks the store after that, stops nobody's exchange", async () => {
    const b = browser();
    const tab = b.tab();
    const replica = await replicaIn(tab, session(b));
    await synced(replica);
    b.weather = "offline";
    await replica.write(DOC, "note", [["a", 1]]);
    tab.ring();
    await until(() => replica.status.value.phase === "offline");
    const late = await Store.open(PERSON);
    await late.lead("late");
    late.close();
    b.weather = "fine";
    tab.ring();
    await until(() => replica.status.value.phase === "synced" && replica.status.value.waitingChanges === 0);
    expect(b.server.docs.get(DOC)?.registers.get("a")?.value).toBe(1);
  });

  test("when the leader closes, another follows", async () => {
    const b = browser();
    const one = await replicaIn(b.tab(), session(b));
    await synced(one);
    const hidden = b.tab();
    hidden.isVisible = false;
    const two = await replicaIn(hidden, null);
    await one.write(DOC, "note", [["a", 1]]);
    await one.close();
    await until(() => b.server.docs.get(DOC) !== undefined);
    await until(() => value(two, DOC, "a") === 1);
  });
});

describe("live", () => {
  test("a frame shows at once, and one that came during a pull waits for it", async () => {
    const b = browser();
    const tab = b.tab();
    const replica = await replicaIn(tab, session(b));
    await synced(replica);
    await until(() => tab.sockets.length === 1);
    tab.sockets[0]?.onopen?.();
    expect(tab.sockets[0]?.sent.length).toBe(1);
    b.server.write(DOC, "note", [["a", 1]]);
    tab.frame({});
    await until(() => value(replica, DOC, "a") === 1);
    b.server.write(DOC, "note", [["a", 2]]);
    const pulling = replica.syncNow();
    tab.frame({ all: 1 });
    await pulling;
    expect(value(replica, DOC, "a")).toBe(2);
  });
});
