/** Sign-in on one device: several people kept apart, unsent work protected, and an evicted store noticed. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, describe, expect, test, vi } from "vitest";
import { FakeBrowser, problem, until } from "../../tests/sync/device";
import { FakeServer } from "../../tests/sync/server";
import { uuidText } from "./bytes";
import type { Hex, Replica, Sessions, SignInOutcome } from "./interface";
import { openSessions } from "./sessions";
import { tailOf } from "./stamp";

const LI: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
const ZHANG: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const NOW = 1_795_233_600_000;
const USERS = new Map([
  ["liyan", LI],
  ["zhang", ZHANG],
]);

const opened: Sessions[] = [];

afterEach(async () => {
  for (const sessions of opened.splice(0)) await sessions.signOut();
});

/** A browser whose server knows two people; each sign-in gets a new replica. */
function browser(): FakeBrowser {
  const b = new FakeBrowser(new FakeServer(LI, NOW));
  let replica = 70_000;
  b.routes = (method, path, init) => {
    if (path === "/api/auth/logout") return new Response(null, { status: 204 });
    if (path === "/api/auth/devices" && method === "GET") {
      return Response.json([{ id: "d", name: "Android", current: true, created: 1, seen: 2, waiting: null }]);
    }
    if (path === "/api/auth/devices/d") return new Response(null, { status: 204 });
    if (!path.startsWith("/api/auth/")) return null;
    const { username = "liyan", password, code } = JSON.parse(String(init.body)) as Record<string, string>;
    if (password === "slow") return problemWith(429, { "Retry-After": "7" });
    if (password === "wrong") return problem(401, "bad_credentials");
    if (password === "two") return problem(401, "second_factor", { ticket: "t" });
    if (code === "used") return problem(410, "code_used", { detail: "used" });
    const person = USERS.get(username) ?? LI;
    b.server.person = person;
    b.server.tails.add(tailOf(String(++replica)));
    const welcome = { person: uuidText(person), replica: String(replica), now: b.server.nowMs, log: b.server.log };
    return Response.json(welcome, { status: 201 });
  };
  return b;
}

function problemWith(status: number, headers: Record<string, string>): Response {
  return new Response("{}", { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

function sessionsOf(b: FakeBrowser): Sessions {
  const sessions = openSessions(b.tab().ports);
  opened.push(sessions);
  return sessions;
}

function replicaOf(outcome: SignInOutcome): Replica {
  if (outcome.kind !== "ok") throw new Error(outcome.kind);
  return outcome.replica;
}

describe("signing in", () => {
  test("opens the person's replica; the app opens it again without a network", async () => {
    const b = browser();
    const replica = replicaOf(await sessionsOf(b).signIn("liyan", "right"));
    expect(replica.person).toBe(LI);
    await replica.write(DOC, "note", [["a", 1]]);
    b.weather = "offline";
    const again = await sessionsOf(b).resume();
    expect(again?.doc(DOC).value?.registers.get("a")?.value).toBe(1);
  });

  test("is known at once though the browser is killed before it wrote its marks", async () => {
    const b = browser();
    const replica = replicaOf(await sessionsOf(b).signIn("liyan", "right"));
    await replica.write(DOC, "note", [["a", 1]]);
    b.marks.clear();
    b.weather = "offline";
    const again = sessionsOf(b);
    expect((await again.resume())?.doc(DOC).value?.registers.get("a")?.value).toBe(1);
    expect((await again.accounts())[0]).toMatchObject({ username: "liyan", signedIn: true });
    await again.signOut();
    b.marks.clear();
    const last = sessionsOf(b);
    expect(await last.resume()).toBeNull();
    expect((await last.accounts())[0]).toMatchObject({ username: "liyan", signedIn: false });
  });

  test("says what went wrong", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    expect(await sessions.signIn("liyan", "wrong")).toEqual({ kind: "wrong" });
    expect(await sessions.signIn("liyan", "slow")).toEqual({ kind: "wait", seconds: 7 });
    const first = { code: "used", institution: "院", name: "李燕", username: "liyan", password: "right" };
    expect(await sessions.first(first)).toEqual({ kind: "refused", code: "code_used", message: "used" });
    b.weather = "offline";
    expect(await sessions.signIn("liyan", "right")).toEqual({ kind: "offline" });
    expect(await sessions.resume()).toBeNull();
  });

  test("in two steps keeps the name of the first", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    expect(await sessions.signIn("zhang", "two")).toEqual({ kind: "second_factor", ticket: "t" });
    replicaOf(await sessions.secondFactor("t", "123456"));
    expect((await sessions.accounts())[0]).toMatchObject({ username: "zhang", signedIn: true });
  });

  test("with a first or an activation code opens a replica too", async () => {
    const b = browser();
    const first = { code: "c", institution: "院", name: "李燕", username: "liyan", password: "right" };
    expect(replicaOf(await sessionsOf(b).first(first)).person).toBe(LI);
    const activated = await sessionsOf(b).activate?.({ code: "c", username: "zhang", password: "right" });
    expect(activated?.kind).toBe("ok");
  });

  test("again as the same person renews the same replica", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    const one = replicaOf(await sessions.signIn("liyan", "right"));
    expect(replicaOf(await sessions.signIn("liyan", "right"))).toBe(one);
  });

  test("lists devices and ends them", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    await sessions.signIn("liyan", "right");
    expect(await sessions.devices()).toEqual([
      { id: "d", name: "Android", current: true, createdMs: 1, lastSeenMs: 2, waitingChanges: null },
    ]);
    await sessions.endDevice("d");
    expect(b.requests.at(-1)).toBe("DELETE /api/auth/devices/d");
    b.weather = "offline";
    await expect(sessions.devices()).rejects.toThrow();
    await expect(sessions.endDevice("d")).rejects.toThrow();
  });
});

test("the server is told of a sign-out without a network as soon as there is one", async () => {
  const b = browser();
  const told = () => b.requests.filter((request) => request === "POST /api/auth/logout").length;
  const sessions = sessionsOf(b);
  replicaOf(await sessions.signIn("liyan", "right"));
  b.weather = "offline";
  await sessions.signOut();
  const before = told();
  b.weather = "fine";
  expect(await sessionsOf(b).resume()).toBeNull();
  await until(() => told() > before);
  const once = told();
  expect(await sessionsOf(b).resume()).toBeNull();
  expect(told()).toBe(once);
});

test("a sign-out of which no mark can be made is told to the server, and holds for the next page", async () => {
  const b = browser();
  const ports = b.tab().ports;
  const sessions = openSessions(ports);
  replicaOf(await sessions.signIn("liyan", "right"));
  const { marks } = ports;
  if (!marks) throw new Error("no marks");
  marks.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await sessions.signOut();
  expect(b.requests).toContain("POST /api/auth/logout");
  expect(await openSessions({ ...b.tab().ports, marks }).resume()).toBeNull();
});

test("a session that has run out is over for a page loaded anew too, and the next sign-in finds what waits", async () => {
  const b = browser();
  const sessions = sessionsOf(b);
  const li = replicaOf(await sessions.signIn("liyan", "right"));
  b.weather = "signed_out";
  await li.write(DOC, "note", [["a", 1]]);
  await sessions.expired();
  expect(await sessionsOf(b).resume()).toBeNull();
  b.weather = "fine";
  const again = replicaOf(await sessionsOf(b).signIn("liyan", "right"));
  expect(again.doc(DOC).value?.registers.get("a")?.value).toBe(1);
});

/** A device without room until `mockRestore`. */
function fillDevice(): { mockRestore(): void } {
  const { transaction } = IDBDatabase.prototype;
  return vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...asked) {
    if (asked[1] === "readwrite") throw new DOMException("full", "QuotaExceededError");
    return transaction.apply(this, asked);
  });
}

test("a sign-out on a full device rejects, and nothing has happened until there is room", async () => {
  const b = browser();
  const sessions = sessionsOf(b);
  const li = replicaOf(await sessions.signIn("liyan", "right"));
  b.server.write(DOC, "note", [["a", 1]]);
  await li.syncNow();
  const full = fillDevice();
  await expect(sessions.signOut()).rejects.toThrow("full");
  expect(li.status.value.lastSyncedMs).not.toBeNull();
  expect((await sessions.accounts())[0]).toMatchObject({ signedIn: true });
  expect(b.requests).not.toContain("POST /api/auth/logout");
  expect(await li.drain()).toBe(false);
  full.mockRestore();
  await sessions.signOut();
  expect((await sessions.accounts())[0]).toMatchObject({ signedIn: false });
});

describe("a sign-in that finds trouble", () => {
  test("is over when its answer breaks off, and nobody else's session goes on", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    replicaOf(await sessions.signIn("liyan", "right"));
    const { routes } = b;
    b.routes = (method, path, init) => {
      const cut = new ReadableStream({ start: (body) => body.error(new TypeError("network error")) });
      return path === "/api/auth/login" ? new Response(cut, { status: 201 }) : routes(method, path, init);
    };
    expect(await sessions.signIn("zhang", "right")).toEqual({ kind: "offline" });
    expect((await sessions.accounts()).some(({ signedIn }) => signedIn)).toBe(false);
    b.routes = routes;
    const asked = b.requests.length;
    expect(replicaOf(await sessions.signIn("zhang", "right")).person).toBe(ZHANG);
    expect(b.requests.slice(asked)[0]).toBe("POST /api/auth/logout");
  });

  test("says that the device is full, and goes well once there is room: nothing was lost", async () => {
    const b = browser();
    const full = fillDevice();
    expect(await sessionsOf(b).signIn("liyan", "right")).toEqual({ kind: "unsaved" });
    full.mockRestore();
    const sessions = sessionsOf(b);
    expect(await sessions.resume()).toBeNull();
    expect(replicaOf(await sessions.signIn("liyan", "right")).notices.value).toEqual([]);
  });

  test("and a browser that has no room for its marks lets them in all the same", async () => {
    const b = browser();
    const setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    const sessions = openSessions({ ...b.tab().ports, marks: { getItem: () => null, setItem } });
    opened.push(sessions);
    expect(replicaOf(await sessions.signIn("liyan", "right")).person).toBe(LI);
  });
});

describe("several people on one device", () => {
  test("don't see each other's records; what one had not sent goes out at their next sign-in", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    const li = replicaOf(await sessions.signIn("liyan", "right"));
    b.weather = "offline";
    await li.write(DOC, "note", [["a", 1]]);
    await sessions.signOut();
    b.weather = "fine";
    const zhang = replicaOf(await sessions.signIn("zhang", "right"));
    expect(zhang.doc(DOC).value).toBeUndefined();
    await zhang.syncNow();
    expect(b.server.docs.size).toBe(0);
    expect((await sessions.accounts()).map(({ username, unsent, signedIn }) => [username, unsent, signedIn])).toEqual([
      ["zhang", 0, true],
      ["liyan", 1, false],
    ]);
    const back = replicaOf(await sessions.signIn("liyan", "right"));
    await back.syncNow();
    await until(() => b.server.docs.get(DOC)?.registers.get("a")?.author === LI);
  });

  test("a tab of the one never speaks under the session of the other", async () => {
    const b = browser();
    const li = replicaOf(await sessionsOf(b).signIn("liyan", "right"));
    await li.syncNow();
    replicaOf(await sessionsOf(b).signIn("zhang", "right"));
    b.server.write(DOC, "note", [["a", "of Zhang's"]]);
    await li.write(DOC, "note", [["b", 1]]);
    await li.syncNow();
    expect(li.status.value.phase).toBe("signed_out");
    expect(li.doc(DOC).value?.registers.has("a")).toBe(false);
    expect(b.server.pushed).toEqual([]);
  });

  test("a tab of the one asks for nothing more once the other's session has begun, however long that takes", async () => {
    const b = browser();
    const li = replicaOf(await sessionsOf(b).signIn("liyan", "right"));
    await li.syncNow();
    const { routes } = b;
    let meanwhile: Promise<void> | null = null;
    b.routes = (method, path, init) => {
      if (path !== "/api/auth/key") return routes(method, path, init);
      b.server.write(DOC, "note", [["a", "of Zhang's"]]);
      meanwhile ??= li.syncNow();
      return new Response("{}", { status: 503 });
    };
    replicaOf(await sessionsOf(b).signIn("zhang", "right"));
    await meanwhile;
    expect(meanwhile).not.toBeNull();
    expect(li.doc(DOC).value).toBeUndefined();
    expect(li.status.value.phase).toBe("signed_out");
  });

  test("a browser that is killed before it wrote its marks opens who signed in last, and nobody who signed out", async () => {
    const b = browser();
    replicaOf(await sessionsOf(b).signIn("liyan", "right"));
    const before = new Map(b.marks);
    const stale = () => {
      for (const [key, value] of before) b.marks.set(key, value);
    };
    replicaOf(await sessionsOf(b).signIn("zhang", "right"));
    stale();
    const sessions = sessionsOf(b);
    expect((await sessions.resume())?.person).toBe(ZHANG);
    await sessions.signOut();
    stale();
    expect(await sessionsOf(b).resume()).toBeNull();
  });

  test("signing out leaves nothing that the server gave", async () => {
    const b = browser();
    const sessions = sessionsOf(b);
    const li = replicaOf(await sessions.signIn("liyan", "right"));
    b.server.write(DOC, "note", [["a", 1]]);
    await li.syncNow();
    expect(li.doc(DOC).value).toBeDefined();
    await sessions.signOut();
    expect(b.requests).toContain("POST /api/auth/logout");
    b.weather = "offline";
    expect(await sessions.resume()).toBeNull();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(`mingcha-${LI}`);
      request.onsuccess = () => resolve(request.result);
    });
    for (const name of ["segments", "kept", "outbox"]) {
      const request = db.transaction(name).objectStore(name).count();
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      expect([name, request.result]).toEqual([name, 0]);
    }
    db.close();
  });
});

test("a browser that keeps nothing beside the store still signs in, for as long as the page lives", async () => {
  const b = browser();
  const sessions = openSessions({ ...b.tab().ports, marks: null });
  opened.push(sessions);
  const li = replicaOf(await sessions.signIn("liyan", "right"));
  await li.syncNow();
  expect(li.status.value.phase).toBe("synced");
  expect((await sessions.accounts()).map(({ username }) => username)).toEqual(["liyan"]);
});

test("a store that the browser evicted is noticed, with what had not been sent", async () => {
  const b = browser();
  const first = openSessions(b.tab().ports);
  const li = replicaOf(await first.signIn("liyan", "right"));
  b.weather = "offline";
  await li.write(DOC, "note", [["a", 1]]);
  await li.close();
  globalThis.indexedDB = new IDBFactory();
  const sessions = sessionsOf(b);
  expect(await sessions.resume()).toBeNull();
  b.weather = "fine";
  const again = replicaOf(await sessions.signIn("liyan", "right"));
  expect(again.notices.value).toMatchObject([{ code: "storage_evicted", count: 1 }]);
  await again.syncNow();
  expect(b.server.pulls.some(({ events }) => JSON.stringify(events ?? "").includes("storage_evicted"))).toBe(true);
});
