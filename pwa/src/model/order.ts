/**
 * 限期整改通知书: how an order stands, read from its facts. Mirror of `models/order_standing.py`.
 * Promises: pure, and the same as Python for every case of `tests/vectors/orders.json`; any order of arrival gives the
 * same; what came when it could no longer count is named (`odd`), not hidden.
 */
import type { Value } from "../sync/interface";
import { closedAt, numbers } from "./closings";
import { fieldOf, type Registers, stampOf, under, type Verdict, verdict } from "./facts";

export { closedAt, numbers };

export type OrderState =
  | "draft"
  | "issued"
  | "received"
  | "reported"
  | "failed"
  | "passed"
  | "closed"
  | "reopened"
  | "withdrawn";

/** The unit owes something: here the clock runs. */
export const OPEN: readonly OrderState[] = ["issued", "received", "failed", "reopened"];

/** 整改状态 */
export interface OrderStanding {
  readonly state: OrderState;
  /** The last report's, from 1; 0 for none. */
  readonly round: number;
  /** The day that was set last. */
  readonly due_on: string;
  /** The number of the extension that waits for an answer; 0 for none. */
  readonly asked: number;
  readonly failures: number;
  readonly disputed: boolean;
  readonly odd: readonly string[];
}

export function orderStanding(registers: Registers): OrderStanding {
  const checked = verdict(registers, "reports/", "rechecks/");
  const [state, odd] = stateOf(registers, checked);
  const here = rulings(registers, checked.round);
  let failures = 0;
  for (let round = 1; round <= checked.round; round++) failures += Number(rulings(registers, round).has("returned"));
  const waiting = numbers(registers, "extensions/").filter((each) => granted(registers, each) === "");
  return {
    state,
    round: checked.round,
    due_on: dueAt(registers),
    asked: waiting.at(-1) ?? 0,
    failures,
    disputed: here.size > 1 || (state === "closed" && here.has("returned")),
    odd: [...new Set([...checked.odd, ...odd])].sort(),
  };
}

/** The round that a report now is of: a new one, or the last while nobody has looked at it. */
export function nextRound({ state, round }: OrderStanding): number {
  return state === "reported" ? round : round + 1;
}

/** What became of an extension: accepted, returned, or nothing yet; a refusal outweighs. */
export function granted(registers: Registers, number: number): "accepted" | "returned" | "" {
  const found = under(registers, `grants/${number}/`).map((path) => fieldOf(registers.get(path)?.value, "ruling"));
  return found.includes("returned") ? "returned" : found.length > 0 ? "accepted" : "";
}

/** The day that was set last, or last before a stamp. */
export function dueAt(registers: Registers, before?: string): string {
  let best: readonly [string, string] = ["", ""];
  for (const one of daysSet(registers)) if ((before === undefined || one[0] < before) && one[0] > best[0]) best = one;
  return best[1];
}

function stateOf(registers: Registers, checked: Verdict): [OrderState, string[]] {
  const withdrawn = stampOf(registers, "withdrawn");
  const closed = closedAt(registers);
  if (stampOf(registers, "issued") === null) return [withdrawn === null ? "draft" : "withdrawn", []];
  if (withdrawn !== null && (closed === null || withdrawn < closed)) return ["withdrawn", []];
  const odd = withdrawn === null ? [] : ["withdrawn"];
  if (closed !== null) return ["closed", odd];
  const last = numbers(registers, "reopenings/").at(-1);
  const again = last === undefined ? null : stampOf(registers, `reopenings/${last}`);
  const reported = stampOf(registers, `reports/${checked.round}`);
  if (again !== null && (reported === null || reported < again)) return ["reopened", odd];
  if (checked.state === "draft") return [under(registers, "receipts/").length > 0 ? "received" : "issued", odd];
  const states = { waiting: "reported", returned: "failed", accepted: "passed" } as const;
  return [states[checked.state], odd];
}

function rulings(registers: Registers, round: number): Set<Value> {
  return new Set(under(registers, `rechecks/${round}/`).map((path) => fieldOf(registers.get(path)?.value, "ruling")));
}

function daysSet(registers: Registers): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const first = registers.get("due_on");
  if (typeof first?.value === "string") found.push([first.stamp, first.value]);
  for (const number of numbers(registers, "extensions/")) {
    if (granted(registers, number) !== "accepted") continue;
    const stamps = under(registers, `grants/${number}/`).map((path) => registers.get(path)?.stamp ?? "");
    const until = fieldOf(registers.get(`extensions/${number}`)?.value, "until");
    found.push([stamps.sort().at(-1) ?? "", String(until)]);
  }
  for (const path of [...under(registers, "rechecks/"), ...under(registers, "reopenings/")]) {
    const register = registers.get(path);
    const day = fieldOf(register?.value, "due_on");
    if (register && typeof day === "string" && day && fieldOf(register.value, "ruling") !== "accepted") {
      found.push([register.stamp, day]);
    }
  }
  return found;
}
