/** The loop and the socket through bad networks: what it does next, how long it waits, and what it never does. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type FakeTab, problem } from "../../tests/sync/device";
import { PERSON, TAIL } from "../../tests/sync/phone";
import { FakeServer } from "../../tests/sync/server";
import { unhex } from "./bytes";
import { Dialogue } from "./dialogue";
import type { Hex, SyncPhase } from "./interface";
import { Live } from "./live";
import { Loop } from "./loop";
import { Machine } from "./machine";
import { decodePullAnswer } from "./messages";
import { encode } from "./msgpack";
import { type SavedKept, saveKept } from "./state";
import { exchange, failure, send } from "./transport";

const NOW = 1_795_233_600_000;
const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
const OTHER: Hex = "2226306ac73257e6a9918dc9b7832e16";

let b: FakeBrowser;
let tab: FakeTab;
let machine: Machine;
let kept: SavedKept[];
let phases: SyncPhase[];
/** What goes wrong with saving; null for nothing. */
let saving: Error | null;
/** What happens while the next saves go on, one after the other. */
let meanwhile: (() => void)[];

beforeEach(() => {
  b = new FakeBrowser(new FakeServer(PERSON, NOW));
  b.server.tails.add(TAIL);
  tab = b.tab();
  machine = new Machine(PERSON, TAIL);
  machine.log = b.server.log;
  kept = [];
  phases = [];
  saving = null;
  meanwhile = [];
});

function loop(): Loop {
  return new Loop(machine, new Dialogue(machine), {
    ...tab.ports,
    random: () => 0.5,
    save: async () => {
      if (saving) throw saving;
      meanwhile.shift()?.();
      for (const [id, item] of machine.take().kept) {
        kept = kept.filter((saved) => saved.id !== id);
        if (item) kept.push(saveKept(item));
      }
    },
    kept: async () => kept,
    photos: () => [0, null],
    phase: (phase) => void phases.push(phase),
    ended: async () => undefined,
    quietMs: () => 60_000,
    exchanged: () => undefined,
  });
}

async function run(): Promise<void> {
  const running = loop();
  await running.start();
  await running.stop();
}

/** How long the loop would wait now, in milliseconds. */
function wait(): number | undefined {
  return [...tab.timers][0]?.ms;
}

describe("the loop", () => {
  test("pushes, then pulls until nothing has more", async () => {
    machine.write(DOC, "note", [["a", 1]], NOW);
    for (let at = 0; at < 3_000; at++) b.server.write(OTHER, "note", [[`a/${at}`, 1]]);
    await run();
    expect(b.requests.map((request) => request.slice(-4))).toEqual(["push", "pull", "pull"]);
    expect(machine.view(OTHER)?.registers.size).toBe(3_000);
    expect(phases.at(-1)).toBe("synced");
  });

  test("gives back the one change that is too large by itself, and sends what is behind it", async () => {
    machine.write(DOC, "note", [["a", "x".repeat(9_000)]], NOW);
    machine.write(OTHER, "note", [["a", 1]], NOW);
    const { fetch } = tab.ports;
    const proxied = (path: string, init: RequestInit) =>
      path.endsWith("/push") && (init.body as Uint8Array).length > 8_000
        ? Promise.resolve(problem(413, "body_too_large"))
        : fetch(path, init);
    tab = { ...tab, ports: { ...tab.ports, fetch: proxied as typeof fetch } } as FakeTab;
    await run();
    expect(b.server.pushed.map(({ doc }) => doc)).toEqual([OTHER]);
    expect([...machine.refused.values()]).toMatchObject([{ doc: DOC, code: "too_large" }]);
    expect(machine.outbox.size).toBe(0);
  });

  test("halves what the server finds too large", async () => {
    b.server.pushMax = 4;
    for (let at = 0; at < 10; at++) machine.write(DOC.slice(0, -1) + at, "note", [["a", 1]], NOW);
    await run();
    expect(machine.outbox.size).toBe(0);
    expect(b.server.docs.size).toBe(10);
  });

  test("gives a restored database back what was accepted", async () => {
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    b.server.restore("00000000000000000000000000000001");
    await run();
    expect(b.server.docs.get(DOC)?.registers.get("a")?.value).toBe(1);
    expect(machine.log).toBe(b.server.log);
  });

  test("doesn't turn round for ever on a server whose log is never the same", async () => {
    b.routes = (_method, path) => (path.startsWith("/api/sync") ? problem(409, "log_changed") : null);
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    expect(phases.at(-1)).toBe("server_trouble");
    expect(b.requests.length).toBeLessThan(10);
    expect(machine.outbox.size).toBe(1);
  });

  test("doesn't turn round for ever on a server that refuses every stamp", async () => {
    b.server.judge = () => "stamp_order";
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    expect(phases.at(-1)).toBe("server_trouble");
    expect(machine.outbox.size).toBe(1);
    expect(machine.refused.size).toBe(0);
  });

  test("waits longer after each failure, and as long as the server asks", async () => {
    b.weather = "trouble";
    const failing = loop();
    await failing.start();
    const waits = [wait()];
    for (let at = 0; at < 3; at++) {
      await failing.kick();
      waits.push(wait());
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    b.weather = "fine";
    b.routes = () => new Response("{}", { status: 503, headers: { "Retry-After": "120" } });
    await failing.kick();
    expect(wait()).toBe(120_000);
    b.routes = () => null;
    await failing.kick();
    expect(wait()).toBe(60_000);
    await failing.stop();
  });

  test("tries again soon after the network came back, however long it was away", async () => {
    b.weather = "offline";
    machine.write(DOC, "note", [["a", 1]], NOW);
    const running = loop();
    await running.start();
    for (let at = 0; at < 6; at++) await running.kick();
    expect(wait()).toBeGreaterThan(30_000);
    // The first request after a change of the network often breaks off; so it goes while one is under way already.
    await running.wake();
    expect(wait()).toBe(1_000);
    const [failing, woken] = [running.kick(), running.wake()];
    await Promise.all([failing, woken]);
    expect(wait()).toBe(1_000);
    await running.stop();
  });

  test("asks nothing of the network while the device says there is none", async () => {
    b.weather = "offline";
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    expect(b.requests).toEqual([]);
    expect([...machine.outbox.items()][0]?.sent).toBe(false);
  });

  test("sends nothing that could not be saved as sent", async () => {
    saving = new DOMException("full", "QuotaExceededError");
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    expect(b.requests).toEqual([]);
    saving = null;
    await run();
    expect(machine.outbox.size).toBe(0);
  });

  test("takes an answer that is none as the server's trouble, and loses nothing", async () => {
    b.routes = () => new Response(encode({ now: 1 }), { headers: { "Content-Type": "application/x-msgpack" } });
    machine.write(DOC, "note", [["a", 1]], NOW);
    await run();
    expect(phases.at(-1)).toBe("server_trouble");
    expect(machine.outbox.size).toBe(1);
  });
});

describe("the transport tells apart", () => {
  const body = encode({});

  test.each([
    [
      "no network",
      () => {
        throw new TypeError("Failed to fetch");
      },
      { kind: "offline" },
    ],
    [
      "somebody else's page",
      () => new Response("<html>", { headers: { "Content-Type": "text/html; charset=utf-8" } }),
      { kind: "portal" },
    ],
    ["a portal that says so", () => new Response(null, { status: 511 }), { kind: "portal" }],
    [
      "a proxy's page about our server",
      () => new Response("<html>", { status: 502, headers: { "Content-Type": "text/html" } }),
      { kind: "trouble", retryMs: null },
    ],
    ["an answer of another kind", () => Response.json({}), { kind: "portal" }],
    ["no session", () => problem(401, "no_session"), { kind: "signed_out", ended: false }],
    ["an ended device", () => problem(401, "device_ended"), { kind: "signed_out", ended: true }],
    ["another log", () => problem(409, "log_changed"), { kind: "log_changed" }],
    ["another conflict", () => problem(409, "conflict"), { kind: "trouble", retryMs: null }],
    ["too large a body", () => problem(413, "body_too_large"), { kind: "too_large" }],
    ["too old an app", () => problem(426, "upgrade"), { kind: "outdated" }],
    [
      "trouble without a problem document",
      () => new Response("?", { status: 500 }),
      { kind: "trouble", retryMs: null },
    ],
  ])("%s", async (_name, answer, expected) => {
    b.routes = answer;
    expect(await exchange(tab.ports, "/api/sync/pull", body)).toEqual(expected);
  });

  test("an answer, with the moments of sending and receiving", async () => {
    const answer = await exchange(tab.ports, "/api/sync/pull", new Dialogue(machine).pullBody(0, null));
    expect(answer).toMatchObject({ kind: "ok", sentMs: NOW, receivedMs: NOW });
  });

  test("and marks every request as ours", async () => {
    let headers = new Headers();
    b.routes = (_method, _path, init) => {
      headers = new Headers(init.headers);
      return problem(404, "not_found");
    };
    const response = await send(tab.ports, "POST", "/api/x", { "Content-Type": "application/json" }, "{}");
    expect([headers.get("X-Mingcha"), headers.get("Accept-Language")]).toEqual(["1", "zh-CN"]);
    expect(response instanceof Response && (await failure(response))).toEqual({ kind: "trouble", retryMs: null });
  });
});

describe("the socket", () => {
  interface Heard {
    frames: number;
    kicks: number;
  }

  function live(): { socket: Live; heard: Heard } {
    const heard: Heard = { frames: 0, kicks: 0 };
    const ports = {
      ...tab.ports,
      random: () => 0.5,
      open: () => tab.ports.socket(),
      hello: () => new Dialogue(machine).hello(),
      frame: () => void heard.frames++,
      kick: () => void heard.kicks++,
    };
    return { socket: new Live(ports), heard };
  }

  test("says hello, takes frames, and comes back a little later each time it goes", () => {
    const { socket, heard } = live();
    socket.start();
    tab.sockets[0]?.onopen?.();
    expect(tab.sockets[0]?.sent.length).toBe(1);
    tab.frame({});
    expect(heard.frames).toBe(1);
    const waits: (number | undefined)[] = [];
    for (let at = 0; at < 3; at++) {
      tab.sockets.at(-1)?.onclose?.({ code: 1006 });
      waits.push(wait());
      tab.ring();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(heard.kicks).toBe(1);
    socket.stop();
  });

  test("that lost its session asks over HTTP and stays away", () => {
    const { socket, heard } = live();
    socket.start();
    tab.sockets[0]?.onopen?.();
    tab.sockets[0]?.onclose?.({ code: 4401 });
    expect([heard.kicks, tab.timers.size]).toEqual([1, 0]);
    socket.start();
    expect(tab.sockets.length).toBe(2);
    tab.sockets[1]?.onclose?.({ code: 4403 });
    expect([heard.kicks, tab.timers.size]).toEqual([2, 1]);
    socket.stop();
  });

  test("that has been silent for a minute is not trusted after a sleep", () => {
    const { socket } = live();
    expect([socket.connected, socket.silent]).toEqual([false, false]);
    socket.start();
    tab.sockets[0]?.onopen?.();
    expect([socket.connected, socket.silent]).toEqual([true, false]);
    b.server.nowMs += 60_001;
    expect(socket.silent).toBe(true);
    tab.frame({});
    expect(socket.silent).toBe(false);
    socket.stop();
  });

  test("that is stopped while it opens is closed and heard no more; another takes its place", () => {
    const { socket, heard } = live();
    socket.start();
    const [first] = tab.sockets;
    socket.stop();
    expect([first?.closed, first?.onopen, first?.onclose]).toEqual([true, null, null]);
    socket.start();
    tab.sockets[1]?.onopen?.();
    first?.onclose?.({ code: 1000 });
    expect([socket.connected, heard.kicks, tab.sockets.length]).toEqual([true, 0, 2]);
    socket.stop();
  });

  test("ends at bytes that are no frame, and shows presence for half a minute", () => {
    const { socket, heard } = live();
    socket.start();
    tab.sockets[0]?.onopen?.();
    const presence = { presence: { person: unhex(PERSON), doc: unhex(DOC), path: "verdicts/3" } };
    tab.sockets[0]?.onmessage?.({ data: encode(presence).buffer });
    expect(socket.presences.value).toMatchObject([{ person: PERSON, doc: DOC, path: "verdicts/3" }]);
    b.server.nowMs += 30_001;
    tab.ring();
    expect(socket.presences.value).toEqual([]);
    socket.presence(DOC, "verdicts/4");
    expect(tab.sockets[0]?.sent.length).toBe(2);
    tab.sockets[0]?.onmessage?.({ data: new Uint8Array([1]).buffer });
    expect([tab.sockets[0]?.closed, heard.frames, socket.connected]).toEqual([true, 0, false]);
    tab.ring();
    expect(tab.sockets.length).toBe(2);
    socket.stop();
  });
});

test("a frame that came before its pull ended waits, and a stale one changes nothing", async () => {
  const running = loop();
  b.server.write(DOC, "note", [["a", 1]]);
  const first = running.start();
  const stale = decodePullAnswer(encode(b.server.news({})));
  const framing = running.frame(stale);
  expect(machine.view(DOC)).toBeUndefined();
  await framing;
  await first;
  expect(machine.view(DOC)?.registers.get("a")?.value).toBe(1);
  await running.frame(stale);
  expect(machine.accepted.cursors.get("all")).toBe(1);
  await running.stop();
});

test("a frame that comes while the ones before it are being saved is taken, too", async () => {
  const running = loop();
  const comes = (doc: Hex, cursors: Record<string, number>) => () => {
    b.server.write(doc, "note", [["a", 1]]);
    void running.frame(decodePullAnswer(encode(b.server.news(cursors))));
  };
  meanwhile = [comes(DOC, {}), comes(OTHER, { all: 1 })];
  await running.start();
  expect([DOC, OTHER].map((doc) => machine.view(doc)?.registers.get("a")?.value)).toEqual([1, 1]);
  await running.stop();
});
