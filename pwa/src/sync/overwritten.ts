/**
 * 被覆盖的话: where two people wrote words in one place and neither had the other's, the later stamp stands. What lies
 * under it is kept on the device that wrote it, beside what was refused, until its author has put it back, copied it or
 * let it go.
 * Promises: no words go under unseen; what somebody wrote on top of words that he had before him is told to nobody.
 */
import { registersOf } from "./accepted";
import type { Change } from "./change";
import type { Hex, Refused, Value } from "./interface";
import type { Machine } from "./machine";
import { msOf } from "./stamp";

/** What took longer to arrive was written without a network: its author may not have had what stood there. */
const ARRIVES_WITHIN_MS = 30_000;
const DAY_MS = 86_400_000;
/** Of these the server itself keeps what was written over, in a note to whoever wrote it. */
const KEPT_BY_SERVER = new Set(["branch_commentary", "quarterly_remark"]);
/** More than printable letters and signs of ASCII: no code, name of an element or day. */
const SPOKEN = /[^\x21-\x7e]/;

function wordsOf(value: Value | undefined): string {
  if (typeof value === "string") return SPOKEN.test(value) ? value.trim() : "";
  if (!value || typeof value !== "object" || value instanceof Uint8Array) return "";
  return Object.values(value).map(wordsOf).filter(Boolean).join("\n");
}

/** Whether words are under what stands over them: it doesn't hold them. */
export function buries(over: Value | undefined, under: Value): boolean {
  const words = wordsOf(under);
  return over !== undefined && words !== "" && !wordsOf(over).includes(words);
}

/** What this device has written at a place, and when the server had it. */
interface Own {
  readonly id: Hex;
  readonly value: Value;
  readonly receivedMs: number | null;
}

/** Looks at a change of the server's before it is taken in: whose words it lays itself over. */
export function keepOverwritten(machine: Machine, change: Change, receivedMs: number): void {
  if (change.id.slice(16) === machine.clock.tail || KEPT_BY_SERVER.has(change.kind)) return;
  const unheard = hasLeft(machine, change.doc);
  for (const [path, value] of change.writes) {
    const own = unheard.get(path) ?? arrived(machine, change.doc, path);
    if (!own || own.id >= change.id || (own.receivedMs !== null && !blind(change, receivedMs, own.receivedMs)))
      continue;
    if (buries(value, own.value)) keep(machine, change, own.id, path, own.value);
  }
}

/** Own writes of a document that no answer has brought back, the last of each place. */
function hasLeft(machine: Machine, doc: Hex): ReadonlyMap<string, Own> {
  const found = new Map<string, Own>();
  const held = machine.accepted.docs.get(doc);
  const taken = [...machine.waiting.values()].map(({ item }) => item).filter((item) => item.doc === doc);
  for (const { id, writes } of [...taken, ...machine.outbox.of(doc)])
    for (const [path, value] of writes)
      if (((held && registersOf(held).get(path)?.stamp) ?? "") < id) found.set(path, { id, value, receivedMs: null });
  return found;
}

function arrived(machine: Machine, doc: Hex, path: string): Own | null {
  const held = machine.accepted.docs.get(doc);
  const stands = held && registersOf(held).get(path);
  if (stands?.stamp.slice(16) !== machine.clock.tail) return null;
  return { id: stands.stamp, value: stands.value, receivedMs: stands.receivedMs ?? 0 };
}

/** Whether who wrote this hardly had what the server took at that moment. */
function blind({ id }: Change, receivedMs: number, ownMs: number): boolean {
  const ms = msOf(id);
  return ms < ownMs || (receivedMs - ms > ARRIVES_WITHIN_MS && ms - ownMs < DAY_MS);
}

function keep(machine: Machine, { doc, kind }: Change, id: Hex, path: string, lost: Value): void {
  // Whoever types saves again and again: the last of a text holds the ones before it.
  for (const other of [...machine.refused.values()]) {
    const [[place, before] = ["", null]] = other.writes;
    const alike = other.code === "overwritten" && other.doc === doc && other.writes.length === 1 && place === path;
    if (alike && other.id !== id && wordsOf(lost).includes(wordsOf(before))) machine.discard(other.id);
  }
  const before = machine.refused.get(id);
  const refused: Refused = {
    ...(before ?? { id, doc, kind, code: "overwritten", message: "", path, stampMs: msOf(id) }),
    writes: [...(before?.writes ?? []).filter(([each]) => each !== path), [path, lost]],
  };
  machine.refused.set(id, refused);
  machine.delta.refused.set(id, refused);
}
