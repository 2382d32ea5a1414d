/** What a screen may know of one ballot. Pure. */
import type { BallotView } from "../interface";
import type { Context } from "./context";
import type { BallotRow } from "./rows";

/** Why a device that many may use has no ballot: it was not asked for one, or another device has it. */
export type Standing = "unclaimed" | "elsewhere" | null;

export function viewOf(context: Context, row: BallotRow | undefined, nowMs: number, standing: Standing): BallotView {
  const state = stateOf(context, row, nowMs, standing);
  return {
    context: context.id,
    source: context.source,
    subject: context.subject,
    state,
    code: state === "refused" ? (row?.refused ?? null) : null,
    dueMs: row?.casting?.dueMs ?? null,
    endsMs: context.closesAtMs,
    revision: row?.revision ?? 0,
    receipt: row?.receipt ?? null,
  };
}

function stateOf(
  { closesAtMs }: Context,
  row: BallotRow | undefined,
  nowMs: number,
  standing: Standing,
): BallotView["state"] {
  const over = nowMs >= closesAtMs;
  if (row?.casting) return row.casting.held ? "held" : "waiting";
  if (row?.refused === "forgotten") return over ? "over" : "recused";
  if (row?.refused === "dropped") return "over";
  if (row?.refused === "ballot_issued") return "elsewhere";
  if (row?.refused) return "refused";
  if (row?.receipt) return "counted";
  if (over) return "over";
  if (!globalThis.crypto?.subtle) return "insecure";
  return standing ?? (row?.signature && row.secret ? "ready" : "unready");
}
