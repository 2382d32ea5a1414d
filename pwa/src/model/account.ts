/**
 * 账号记录: what others did to one's account, as the server wrote it down.
 * Promises: pure; only one's own events, the newest first; what this version has no words for is left out.
 */
import type { Doc, Hex } from "../sync/interface";
import type { AccountEvent as Registers } from "./generated";
import { idOf } from "./ids";

export type AccountAct = NonNullable<Registers["what"]>;

export interface AccountEvent {
  readonly id: Hex;
  /** Who made the code; of a code that was used, the person themselves: whoever held it. */
  readonly by: Hex | null;
  readonly what: AccountAct;
  readonly atMs: number;
}

const ACTS: readonly string[] = ["code_issued", "account_reset", "account_opened"] satisfies AccountAct[];
const RECENT_MS = 30 * 86_400_000;

export function accountEvents(docs: readonly Doc[], person: Hex): AccountEvent[] {
  const events: AccountEvent[] = [];
  for (const { id, registers } of docs) {
    const value = (path: string) => registers.get(path)?.value;
    const [what, atMs] = [value("what"), value("at")];
    if (idOf(value("person")) !== person || typeof what !== "string" || !ACTS.includes(what)) continue;
    if (typeof atMs === "number") events.push({ id, by: idOf(value("by")), what: what as AccountAct, atMs });
  }
  return events.sort((one, other) => other.atMs - one.atMs || (other.id > one.id ? 1 : -1));
}

/** What one should look at: the newest event of the last thirty days, unless it is that the account was opened. */
export function toNotice(events: readonly AccountEvent[], nowMs: number): AccountEvent | null {
  const [newest] = events;
  return newest && newest.what !== "account_opened" && nowMs - newest.atMs < RECENT_MS ? newest : null;
}
