/** Packed pushes: only after the server has said that it takes them, only where it pays, and plain again when it doesn't. */
import { describe, expect, test } from "vitest";
import { exchange, type Ports } from "./transport";

const LONG = new Uint8Array(4_000).map((_, at) => at % 7);
const SHORT = new Uint8Array(100);

interface Sent {
  readonly coding: string | null;
  readonly body: Uint8Array;
}

class Server {
  takes: string | null = "gzip";
  readonly sent: Sent[] = [];
  readonly kept = new Map<string, string>();
  readonly ports: Ports = {
    fetch: async (_, init) => this.#answer(new Headers(init?.headers), init?.body as Blob | Uint8Array<ArrayBuffer>),
    wall: () => 0,
    language: () => "zh-CN",
    current: () => true,
    marks: {
      getItem: (name) => this.kept.get(name) ?? null,
      setItem: (name, value) => void this.kept.set(name, value),
    },
  };

  async #answer(headers: Headers, body: Blob | Uint8Array<ArrayBuffer>): Promise<Response> {
    const coding = headers.get("Content-Encoding");
    this.sent.push({ coding, body: new Uint8Array(await new Response(body).arrayBuffer()) });
    if (coding && coding !== this.takes) return new Response("{}", { status: 415 });
    const told: Record<string, string> = this.takes ? { "Accept-Encoding": this.takes } : {};
    return new Response(new Uint8Array([0x80]), { headers: { "Content-Type": "application/x-msgpack", ...told } });
  }
}

async function unpack(body: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([body.slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe("a push", () => {
  test("is packed once the server has said that it takes it, and a short one or a pull never", async () => {
    const server = new Server();
    for (const body of [LONG, LONG, SHORT]) await exchange(server.ports, "/api/sync/push", body);
    await exchange(server.ports, "/api/sync/pull", LONG);
    expect(server.sent.map(({ coding }) => coding)).toEqual([null, "gzip", null, null]);
    expect(server.sent[1]?.body.length).toBeLessThan(LONG.length / 4);
    expect(await unpack(server.sent[1]?.body ?? SHORT)).toEqual(LONG);
  });

  test("goes plain again at once where the server takes it no more", async () => {
    const server = new Server();
    await exchange(server.ports, "/api/sync/pull", SHORT);
    server.takes = null;
    const answer = await exchange(server.ports, "/api/sync/push", LONG);
    await exchange(server.ports, "/api/sync/push", LONG);
    expect(answer.kind).toBe("ok");
    expect(server.sent.map(({ coding }) => coding)).toEqual([null, "gzip", null, null]);
  });

  test("is never packed where nothing can be kept", async () => {
    const server = new Server();
    const ports = { ...server.ports, marks: null };
    for (const body of [LONG, LONG]) await exchange(ports, "/api/sync/push", body);
    expect(server.sent.map(({ coding }) => coding)).toEqual([null, null]);
  });
});
