/** A ward's phone for tests: two people sign in on it, and the server keeps a key for each. */
import { uuidText } from "../../src/sync/bytes";
import type { Hex, Sessions } from "../../src/sync/interface";
import { openSessions } from "../../src/sync/sessions";
import { tailOf } from "../../src/sync/stamp";
import { FakeBrowser } from "./device";
import { FakeServer } from "./server";

export const LI: Hex = "7a0f3a525f1e4c5e8d570d6f6a4a9c11";
export const ZHANG: Hex = "0190a7c3b2d4758f8a1b2c3d4e5f6071";
const NOW = 1_795_233_600_000;

/** Those of the test under way. */
export const opened: Sessions[] = [];

/** A browser whose server gives each person a key. */
export class Ward extends FakeBrowser {
  /** Of the deployment: another one gives other keys. */
  secret = 1;
  /** Whose key is given, null for none. */
  keyOf: (person: Hex) => Hex | null = (person) => person;
  #replica = 70_000;

  constructor() {
    super(new FakeServer(LI, NOW));
    this.routes = (_, path, init) => {
      if (path === "/api/auth/logout") return new Response(null, { status: 204 });
      if (path.includes("/blobs/")) return new Response(null, { status: 201 });
      if (path === "/api/auth/key") return this.#key();
      return path === "/api/auth/login" ? this.#login(JSON.parse(String(init.body)).username) : null;
    };
  }

  sessions(): Sessions {
    const sessions = openSessions(this.tab().ports);
    opened.push(sessions);
    return sessions;
  }

  #login(username: string): Response {
    const { server } = this;
    server.person = username === "zhang" ? ZHANG : LI;
    server.tails.add(tailOf(String(++this.#replica)));
    const welcome = { person: uuidText(server.person), replica: String(this.#replica), now: NOW, log: server.log };
    return Response.json(welcome, { status: 201 });
  }

  #key(): Response {
    const owner = this.keyOf(this.server.person);
    if (!owner) return new Response("{}", { status: 503 });
    const bytes = new Uint8Array(32).fill(this.secret).fill(owner.charCodeAt(2), 16);
    return Response.json({ person: uuidText(owner), key: btoa(String.fromCharCode(...bytes)) });
  }
}
