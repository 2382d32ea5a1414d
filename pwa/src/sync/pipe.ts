/**
 * The machine over a pipe: a simulation in another language drives phones of this code, to the bit.
 *
 * Built by `npm run pipe` into build/pipe.mjs, run by node. One JSON object a line on stdin, one a line on stdout, in
 * order; `{"error": text}` where a command can't be done. Bytes are lower-case hexadecimal text, times Unix milliseconds
 * of the device (`wall`, `sent`, `received`), replicas decimal text, values tagged as in tests/vectors/README.md.
 *
 *     {"do": "new", "phone", "person", "replica", "log"}     → {}      log: hex or null
 *     {"do": "write", "phone", "doc", "kind", "writes": [[path, value], …], "wall"}  → {}
 *     {"do": "new_id", "phone", "wall"}                      → {"id"}
 *     {"do": "correct", "phone", "id", "writes", "wall"}     → {}
 *     {"do": "discard", "phone", "id"}                       → {}
 *     {"do": "push_body", "phone"}                           → {"body": hex | null}    null: nothing to send
 *     {"do": "push_answer", "phone", "answer", "sent", "received"}  → {"result": "done" | "log_changed"}
 *     {"do": "push_too_large", "phone"}                      → {}      HTTP 413
 *     {"do": "pull_body", "phone", "limit"}                  → {"body"}
 *     {"do": "pull_answer", "phone", "answer", "sent", "received"}  → {"result": "done" | "more" | "log_changed"}
 *     {"do": "pull_failed", "phone"}                         → {}      no answer came
 *     {"do": "log_changed", "phone", "wall"}                 → {}      HTTP 409, or a result that says so
 *     {"do": "hello", "phone"}                               → {"body"}
 *     {"do": "frame", "phone", "frame"}                      → {"pull": bool}
 *     {"do": "clock_jumped", "phone"}                        → {}
 *     {"do": "renew", "phone", "replica", "log", "wall"}     → {}      a new sign-in
 *     {"do": "wipe", "phone"}                                → {}      signed out, or the device ended
 *     {"do": "save", "phone"}                                → {}      one transaction of the store
 *     {"do": "restart", "phone"}                             → {}      back to what was last saved
 *     {"do": "rot", "phone", "doc"}                          → {}      the storage loses a document without a trace
 *     {"do": "state", "phone"}  → {"docs": {doc: {"kind", "waiting", "registers": {path: {"stamp", "value", "author",
 *         "received_ms"}}}}, "accepted": {doc: {"kind", "scopes", "registers"}}, "digests": {scope: hex},
 *         "outbox": [change, …], "waiting": [change, …], "kept": [change, …], "refused": [{"id", "doc", "code", "path",
 *         "change"}, …], "cursors", "log", "latest", "offset", "must_pull_first", "unknown_replica"}
 */
import { createInterface } from "node:readline";
import { type Held, registersOf } from "./accepted";
import { hex, unhex } from "./bytes";
import { encodeChange } from "./change";
import { Dialogue } from "./dialogue";
import type { Hex, Refused, Register, Value } from "./interface";
import { Machine } from "./machine";
import { decodePullAnswer, decodePushAnswer } from "./messages";
import type { Kept } from "./outbox";
import { correct } from "./outcome";
import { packRegisters } from "./packing";
import { tailOf } from "./stamp";
import {
  loadKept,
  restore,
  type SavedItem,
  type SavedKept,
  type SavedState,
  saveItem,
  saveKept,
  stateOf,
} from "./state";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Command = { readonly [field: string]: Json };

/** What the store would hold. */
interface Image {
  state: SavedState;
  readonly outbox: Map<Hex, SavedItem>;
  readonly kept: Map<Hex, SavedKept>;
  readonly refused: Map<Hex, Refused>;
  readonly docs: Map<Hex, Held>;
}

class Phone {
  machine: Machine;
  dialogue: Dialogue;
  readonly image: Image;

  constructor(person: Hex, replica: string, log: Hex | null) {
    this.machine = new Machine(person, tailOf(replica));
    this.machine.log = log;
    this.dialogue = new Dialogue(this.machine);
    this.image = {
      state: stateOf(this.machine),
      outbox: new Map(),
      kept: new Map(),
      refused: new Map(),
      docs: new Map(),
    };
  }

  save(): void {
    const { machine, image } = this;
    const delta = machine.take();
    image.state = stateOf(machine);
    for (const [id, item] of delta.outbox) put(image.outbox, id, item && saveItem(item));
    for (const [id, item] of delta.kept) put(image.kept, id, item && saveKept(item));
    for (const [id, refused] of delta.refused) put(image.refused, id, refused);
    for (const id of delta.docs) {
      const held = machine.accepted.docs.get(id);
      const packed = held && packRegisters(registersOf(held));
      put(image.docs, id, held && packed ? { ...held, packed, registers: null, digest: null } : null);
    }
    for (const [id, { doc }] of image.kept) if (delta.forgotten.has(doc)) image.kept.delete(id);
  }

  restart(): void {
    const { state, outbox, kept, refused, docs } = this.image;
    const machine = new Machine(this.machine.person, state.tail);
    const waiting = state.waiting.flatMap(([id]) => kept.get(id) ?? []);
    const sorted = [...outbox.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const held = [...docs.values()].map((doc) => ({ ...doc }));
    restore(machine, { state, outbox: sorted, waiting, refused: [...refused.values()], docs: held });
    this.machine = machine;
    this.dialogue = new Dialogue(machine);
  }

  /** Own accepted changes, saved or not. */
  kept(): Kept[] {
    this.save();
    return [...this.image.kept.values()].map(loadKept);
  }
}

const phones = new Map<string, Phone>();

function put<T>(map: Map<Hex, T>, id: Hex, value: T | null | undefined): void {
  if (value) map.set(id, value);
  else map.delete(id);
}

function run(command: Command): Json {
  const name = String(command.phone);
  const text = (field: string): string => String(command[field]);
  const ms = (field: string): number => Number(command[field]);
  const log = typeof command.log === "string" ? command.log : null;
  if (command.do === "new") {
    phones.set(name, new Phone(text("person"), text("replica"), log));
    return {};
  }
  const phone = phones.get(name);
  if (!phone) throw new Error(`no phone ${name}`);
  const { machine, dialogue } = phone;
  switch (command.do) {
    case "write":
      machine.write(text("doc"), text("kind"), writesOf(command.writes), ms("wall"));
      return {};
    case "new_id":
      return { id: machine.newId(ms("wall")) };
    case "correct":
      correct(machine, text("id"), writesOf(command.writes), ms("wall"));
      return {};
    case "discard":
      machine.discard(text("id"));
      return {};
    case "clock_jumped":
      machine.clockJumped();
      return {};
    case "renew":
      dialogue.renew(tailOf(text("replica")));
      if (log !== machine.log) dialogue.logChanged(log, phone.kept(), ms("wall"));
      return {};
    case "wipe":
      dialogue.wipe();
      phone.save();
      phone.image.kept.clear();
      return {};
    case "save":
      phone.save();
      return {};
    case "restart":
      phone.restart();
      return {};
    case "state":
      return stateFor(phone);
    case "rot":
      machine.accepted.docs.delete(text("doc"));
      return {};
  }
  return exchange(phone, command);
}

function exchange(phone: Phone, command: Command): Json {
  const { dialogue } = phone;
  const bytes = (field: string): Uint8Array => unhex(String(command[field]));
  const moments = [Number(command.sent), Number(command.received)] as const;
  switch (command.do) {
    case "push_body": {
      const body = dialogue.pushBody();
      return { body: body && hex(body) };
    }
    case "push_answer":
      return { result: dialogue.pushAnswer(decodePushAnswer(bytes("answer")), ...moments) };
    case "push_too_large":
      dialogue.pushTooLarge();
      return {};
    case "pull_body":
      return { body: hex(dialogue.pullBody(0, null, Number(command.limit ?? 2_000))) };
    case "pull_answer":
      return { result: dialogue.pullAnswer(decodePullAnswer(bytes("answer")), ...moments) };
    case "pull_failed":
      dialogue.pullFailed();
      return {};
    case "log_changed":
      dialogue.logChanged(null, phone.kept(), Number(command.wall));
      return {};
    case "hello":
      return { body: hex(dialogue.hello()) };
    case "frame":
      return { pull: dialogue.frame(decodePullAnswer(bytes("frame"))) };
  }
  throw new Error(`no command ${command.do}`);
}

function stateFor(phone: Phone): Json {
  const { machine, dialogue } = phone;
  const docs: { [doc: Hex]: Json } = {};
  for (const id of machine.docs()) {
    const doc = machine.view(id);
    if (doc) docs[id] = { kind: doc.kind, waiting: doc.waiting, registers: tellRegisters(doc.registers) };
  }
  const accepted: { [doc: Hex]: Json } = {};
  for (const held of machine.accepted.docs.values()) {
    accepted[held.id] = { kind: held.kind, scopes: [...held.scopes], registers: tellRegisters(registersOf(held)) };
  }
  return {
    docs,
    accepted,
    digests: Object.fromEntries(
      [...machine.accepted.cursors.keys()].map((scope) => [scope, hex(dialogue.news.digest(scope))]),
    ),
    outbox: [...machine.outbox.items()].map(({ bytes }) => hex(bytes)),
    waiting: [...machine.waiting.values()].map(({ item }) => hex(item.bytes)),
    kept: phone.kept().map(({ bytes }) => hex(bytes)),
    refused: [...machine.refused.values()].map((refused) => {
      const { id, doc, code, path } = refused;
      return { id, doc, code, path, change: hex(encodeChange(refused)) };
    }),
    cursors: Object.fromEntries(machine.accepted.cursors),
    log: machine.log,
    latest: machine.clock.latest,
    offset: machine.clock.offset,
    must_pull_first: dialogue.mustPullFirst,
    unknown_replica: machine.unknownReplica,
  };
}

function tellRegisters(registers: ReadonlyMap<string, Register>): Json {
  const told: { [path: string]: Json } = {};
  for (const [path, { stamp, value, author, receivedMs }] of registers) {
    told[path] = { stamp, value: tag(value), author, received_ms: receivedMs };
  }
  return told;
}

function writesOf(writes: Json | undefined): [string, Value][] {
  return (writes as [string, Json][]).map(([path, value]) => [path, untag(value)]);
}

function tag(value: Value): Json {
  if (value instanceof Uint8Array) return { bin: hex(value) };
  if (typeof value === "number" && !Number.isInteger(value)) return { float: String(value) };
  if (Array.isArray(value)) return value.map(tag);
  if (typeof value !== "object" || value === null) return value;
  return { map: Object.entries(value).map(([key, item]) => [key, tag(item)]) };
}

function untag(tagged: Json): Value {
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (typeof tagged !== "object" || tagged === null) return tagged;
  if (typeof tagged.bin === "string") return unhex(tagged.bin);
  if (tagged.float !== undefined) return Number(tagged.float);
  return Object.fromEntries((tagged.map as [string, Json][]).map(([key, value]) => [key, untag(value)]));
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer: Json;
  try {
    answer = run(JSON.parse(line) as Command);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
