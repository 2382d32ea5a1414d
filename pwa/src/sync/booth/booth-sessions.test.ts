/** Anonymous ballots beside the sync: issued after an exchange, kept out of what the server is told, sealed at a sign-out. */
import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { BallotOffice, CONTEXT, PERSON } from "../../../tests/sync/ballot-office";
import { ANSWERS, HOUR_MS, kept, NOW } from "../../../tests/sync/ballot-phone";
import { FakeBrowser, problem } from "../../../tests/sync/device";
import { FakeServer } from "../../../tests/sync/server";
import { uuidText } from "../bytes";
import type { BallotView, Replica, Sessions, Value } from "../interface";
import type { DevicePorts } from "../ports";
import { openSessions } from "../sessions";
import { tailOf } from "../stamp";

// There are no workers here: the same blinding, in the page.
vi.mock("./thread", async () => {
  const { blinder } = await import("./blinding");
  return { threadedBlinder: () => blinder };
});

let office: BallotOffice;
let browser: FakeBrowser;
const opened: Sessions[] = [];

beforeAll(async () => {
  office = await BallotOffice.make(NOW);
});

beforeEach(() => {
  office.begin(NOW);
  browser = new FakeBrowser(new FakeServer(PERSON, NOW));
  let replica = 70_000;
  browser.routes = (_, path) => {
    if (path === "/api/auth/logout") return new Response(null, { status: 204 });
    if (path === "/api/auth/key") {
      const key = btoa(String.fromCharCode(...new Uint8Array(32).fill(3)));
      return Response.json({ person: uuidText(PERSON), key });
    }
    if (path !== "/api/auth/login") return null;
    browser.server.tails.add(tailOf(String(++replica)));
    const welcome = { person: uuidText(PERSON), replica: String(replica), now: NOW, log: browser.server.log };
    return Response.json(welcome, { status: 201 });
  };
});

afterEach(async () => {
  for (const sessions of opened.splice(0)) await sessions.signOut();
});

/** Ballots go to the office, everything else to the server. */
function fetchOf(ports: DevicePorts): typeof fetch {
  return (input, init) =>
    String(input).startsWith("/api/ballots/") ? office.fetch(input, init) : ports.fetch(input, init);
}

function sessionsOf(): Sessions {
  const { ports } = browser.tab();
  const sessions = openSessions({ ...ports, fetch: fetchOf(ports) });
  opened.push(sessions);
  return sessions;
}

async function signIn(sessions: Sessions): Promise<Replica> {
  const outcome = await sessions.signIn("liyan", "right");
  if (outcome.kind !== "ok") throw new Error(outcome.kind);
  return outcome.replica;
}

/** The server puts a ballot to this person. */
function ask(): void {
  const writes: [string, Value][] = [];
  for (const [path, { value }] of office.context(CONTEXT, NOW + 10 * HOUR_MS).registers) writes.push([path, value]);
  browser.server.write(CONTEXT, "ballot_context", writes);
}

function until(replica: Replica, state: BallotView["state"]): Promise<void> {
  const found = () => replica.booth?.value?.ballots.value.get(CONTEXT)?.state;
  return vi.waitFor(() => expect(found()).toBe(state), { timeout: 10_000 });
}

test("a ballot is issued after the exchange that brought its context; who has none has no booth", async () => {
  const replica = await signIn(sessionsOf());
  await replica.syncNow();
  expect(replica.booth?.value).toBeNull();
  ask();
  await replica.syncNow();
  await until(replica, "ready");
});

test("a context that comes over the socket is seen to at once", async () => {
  const tab = browser.tab();
  const sessions = openSessions({ ...tab.ports, fetch: fetchOf(tab.ports) });
  opened.push(sessions);
  const replica = await signIn(sessions);
  await replica.syncNow();
  await vi.waitFor(() => expect(tab.sockets.length).toBe(1));
  tab.sockets[0]?.onopen?.();
  ask();
  tab.frame({ all: 0 });
  await until(replica, "ready");
});

test("what waits is told to the person and not to the server, and a sign-out seals it for the next sign-in", async () => {
  const sessions = sessionsOf();
  ask();
  const replica = await signIn(sessions);
  await replica.syncNow();
  await until(replica, "ready");
  await replica.booth?.value?.cast(CONTEXT, ANSWERS);
  await replica.syncNow();
  const waiting = browser.server.pulls.at(-1)?.waiting ?? [0, 0, null];
  expect((waiting as Value[]).slice(0, 2)).toEqual([0, 0]);
  expect((await sessions.accounts())[0]?.unsent).toBe(1);
  await sessions.signOut();
  expect(await kept()).not.toContain(ANSWERS.note);
  const again = await signIn(sessions);
  await again.syncNow();
  await until(again, "waiting");
  await again.booth?.value?.sendNow(CONTEXT);
  expect(office.answersOf()).toEqual([ANSWERS]);
});

test("a sign-out right after the start seals it too", async () => {
  const sessions = sessionsOf();
  ask();
  const replica = await signIn(sessions);
  await replica.syncNow();
  await until(replica, "ready");
  browser.weather = "offline";
  await replica.booth?.value?.cast(CONTEXT, ANSWERS);
  // The page is left: its sessions with it.
  await replica.close();
  opened.splice(0);
  const again = sessionsOf();
  await again.resume();
  await again.signOut();
  expect(await kept()).not.toContain(ANSWERS.note);
  browser.weather = "fine";
});

test("without the sign-in's server a cast ballot still leaves: it carries no session", async () => {
  const sessions = sessionsOf();
  ask();
  const replica = await signIn(sessions);
  await replica.syncNow();
  await until(replica, "ready");
  await replica.booth?.value?.cast(CONTEXT, ANSWERS);
  const before = browser.routes;
  browser.routes = (method, path, init) =>
    path.startsWith("/api/sync/") ? problem(401, "no_session") : before(method, path, init);
  await replica.booth?.value?.sendNow(CONTEXT);
  expect(office.written.size).toBe(1);
});
