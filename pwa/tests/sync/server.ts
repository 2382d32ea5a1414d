/**
 * A small server of the protocol for tests: one log, scopes by a function, codes where a test asks for them. It answers
 * bodies with bodies, so that the machine and the loop can be driven against it without a network.
 */
import { hex, unhex, ZERO } from "../../src/sync/bytes";
import { asChange, type Change, encodeChange } from "../../src/sync/change";
import { digestOf, mix } from "../../src/sync/digest";
import type { Hex, Value } from "../../src/sync/interface";
import { decode, encode } from "../../src/sync/msgpack";
import { isAhead } from "../../src/sync/observe";
import { merge, type Registers } from "../../src/sync/register";
import { makeStamp } from "../../src/sync/stamp";

interface Taken {
  readonly change: Change;
  readonly author: Hex;
  readonly receivedMs: number;
}

/** A place in a scope's stream: a change, or a document that left. */
type Placed = { readonly taken: Taken } | { readonly forget: Hex; readonly receivedMs: number };

type Map_ = { [key: string]: Value };

export class FakeServer {
  nowMs: number;
  log: Hex = "5f3b1d8ec0a74f6692d1c3e4b5a69788";
  /** The person who asks, and their replicas' last halves. */
  person: Hex;
  readonly tails = new Set<Hex>();
  /** Who sees a document; a test may change it, and then calls `move`. */
  scopesOf: (doc: Hex) => readonly string[] = () => ["all"];
  held: string[] = ["all"];
  /** A refusal for a change, null to take it. */
  judge: (change: Change) => string | null = () => null;
  /** At most so many changes a push, else 413. */
  pushMax = 1_000;

  readonly docs = new Map<Hex, { kind: string; registers: Registers; scopes: readonly string[] }>();
  readonly streams = new Map<string, Placed[]>();
  private answers = new Map<Hex, { code: string | null; bytes: string }>();
  private last = new Map<Hex, Hex>();
  pulls: Map_[] = [];
  pushed: Change[] = [];
  /** Bytes of all push bodies. */
  bytesUp = 0;
  private serverMs = 0;

  constructor(person: Hex, nowMs: number) {
    this.person = person;
    this.nowMs = nowMs;
  }

  push(body: Uint8Array): Uint8Array | number {
    const { log, changes } = decode(body) as Map_;
    this.bytesUp += body.length;
    if (hex(log as Uint8Array) !== this.log) return 409;
    if ((changes as Value[]).length > this.pushMax) return 413;
    const results = (changes as Value[]).map((change) => this.take(asChange(change)));
    return encode({ now: this.nowMs, log: unhex(this.log), results });
  }

  private take(change: Change): Value {
    this.pushed.push(change);
    const bytes = hex(encodeChange(change));
    const known = this.answers.get(change.id);
    if (known) return refusal(known.bytes === bytes ? known.code : "stamp_reused");
    const tail = change.id.slice(16);
    const code = this.codeFor(change, tail);
    if (code !== "replica") this.answers.set(change.id, { code, bytes });
    if (!code) {
      this.last.set(tail, change.id);
      this.append({ change, author: this.person, receivedMs: this.nowMs });
    }
    return refusal(code);
  }

  private codeFor(change: Change, tail: Hex): string | null {
    if (!this.tails.has(tail)) return "replica";
    if (isAhead(change.id, this.nowMs)) return "clock_ahead";
    if (change.id <= (this.last.get(tail) ?? "")) return "stamp_order";
    return this.judge(change);
  }

  /** A write of somebody else's, or (author zeros) of the server's own. */
  write(doc: Hex, kind: string, writes: [string, Value][], author: Hex = ZERO): void {
    this.serverMs = Math.max(this.serverMs + 1, this.nowMs);
    const id = makeStamp(this.serverMs, 0, "8000000000000001");
    this.append({ change: { id, doc, kind, writes }, author, receivedMs: this.nowMs });
  }

  private append(taken: Taken): void {
    const { change, author, receivedMs } = taken;
    const doc = this.docs.get(change.doc) ?? {
      kind: change.kind,
      registers: new Map(),
      scopes: [] as readonly string[],
    };
    this.docs.set(change.doc, doc);
    merge(doc.registers, change, author, receivedMs);
    const before = doc.scopes;
    doc.scopes = this.scopesOf(change.doc);
    for (const scope of doc.scopes) {
      if (before.includes(scope)) this.stream(scope).push({ taken });
      else this.enter(change.doc, scope);
    }
    for (const scope of before) if (!doc.scopes.includes(scope)) this.leave(change.doc, scope);
  }

  /** After `scopesOf` changed: documents enter and leave. */
  move(): void {
    for (const [id, doc] of this.docs) {
      const before = doc.scopes;
      doc.scopes = this.scopesOf(id);
      for (const scope of before) if (!doc.scopes.includes(scope)) this.leave(id, scope);
      for (const scope of doc.scopes) if (!before.includes(scope)) this.enter(id, scope);
    }
  }

  private enter(id: Hex, scope: string): void {
    const doc = this.docs.get(id);
    for (const [path, { stamp, value, author, receivedMs }] of doc?.registers ?? []) {
      const change: Change = { id: stamp, doc: id, kind: doc?.kind ?? "", writes: [[path, value]] };
      this.stream(scope).push({ taken: { change, author, receivedMs: receivedMs ?? 0 } });
    }
  }

  private leave(id: Hex, scope: string): void {
    this.stream(scope).push({ forget: id, receivedMs: this.nowMs });
  }

  private stream(scope: string): Placed[] {
    const found = this.streams.get(scope) ?? [];
    this.streams.set(scope, found);
    return found;
  }

  pull(body: Uint8Array): Uint8Array | number {
    const asked = decode(body) as Map_;
    this.pulls.push(asked);
    if (asked.log && hex(asked.log as Uint8Array) !== this.log) return 409;
    const cursors = asked.cursors as Record<string, number>;
    return encode(this.news(cursors, asked.limit as number));
  }

  /** The shape of a pull's answer; a frame of the socket has it too. */
  news(cursors: Record<string, number>, limit = 2_000): Map_ {
    let room = limit;
    const scopes: Map_ = {};
    for (const scope of [...this.held].sort()) {
      const from = cursors[scope] ?? 0;
      const stream = this.stream(scope);
      if (stream.length <= from) continue;
      const entries: Value[] = [];
      let seq = from;
      while (seq < stream.length && room > 0) {
        const entry = this.entry(scope, ++seq, from);
        if (!entry) continue;
        entries.push(entry);
        room--;
      }
      const more = seq < stream.length;
      scopes[scope] = more ? { seq, entries, more } : { seq, entries, more, digest: this.digest(scope) };
    }
    const gone = Object.keys(cursors).filter((scope) => !this.held.includes(scope));
    return { now: this.nowMs, log: unhex(this.log), scopes, gone };
  }

  private entry(scope: string, seq: number, from: number): Value {
    const placed = this.stream(scope)[seq - 1] as Placed;
    if ("forget" in placed) {
      const back = this.docs.get(placed.forget)?.scopes.includes(scope);
      return from > 0 && !back ? [seq, null, placed.receivedMs, unhex(placed.forget)] : null;
    }
    const { change, author, receivedMs } = placed.taken;
    const doc = this.docs.get(change.doc);
    if (!doc?.scopes.includes(scope)) return null;
    const standing = change.writes.filter(([path]) => doc.registers.get(path)?.stamp === change.id);
    if (!standing.length) return null;
    const body = decode(encodeChange({ ...change, writes: standing }));
    return [seq, unhex(author), receivedMs, body];
  }

  digest(scope: string): Uint8Array {
    const sum = new Uint8Array(16);
    for (const [id, { registers, scopes }] of this.docs) if (scopes.includes(scope)) mix(sum, digestOf(id, registers));
    return sum;
  }

  /** The database is restored to before anything after `keep` pushes was known: a new log, nothing else. */
  restore(log: Hex): void {
    this.log = log;
    this.docs.clear();
    this.streams.clear();
    this.answers = new Map();
    this.last = new Map();
  }
}

function refusal(code: string | null): Value {
  return code ? { code, message: `${code}!`, path: code === "invalid" ? "answers/a" : null } : null;
}
