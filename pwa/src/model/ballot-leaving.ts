/**
 * 发出的时限: within how long an anonymous ballot leaves its phone, by its poll or round and by the institution; and until
 * when a round takes what is on its way, as `grace_ms` of `models/round_ballots.py`. Pure.
 */
import type { Doc } from "../sync/interface";

/** Up to an hour, unless the institution or a meeting says less. */
const SPREAD_MS_USUAL = 3_600_000;
/** In a meeting room everybody casts within the same minute: that hides more than an hour would. */
const SPREAD_MS_MEETING = 20_000;
const ASK_AGAIN_MS_MAX = 600_000;
const ASK_AGAIN_MS_MIN = 3_000;

/** And so long a slow network may take to bring it. */
const NETWORK_MS = 60_000;

/** A poll of a meeting is cast within the same minute by everybody; an institution may say less than the usual hour. */
export function ballotSpreadMs(source: Doc | undefined, institution: Doc | undefined): number {
  const seconds = institution?.registers.get("ballot_spread_s")?.value;
  const spread = typeof seconds === "number" ? Math.min(seconds * 1_000, SPREAD_MS_USUAL) : SPREAD_MS_USUAL;
  return source?.registers.get("meeting")?.value ? Math.min(spread, SPREAD_MS_MEETING) : spread;
}

/** After how long a phone asks again about a ballot that the server holds, half more or less by lot. */
export function askedAgainMs(spreadMs: number): number {
  return Math.min(Math.max(spreadMs / 6, ASK_AGAIN_MS_MIN), ASK_AGAIN_MS_MAX);
}

/** 在路上的票: until when ballots of a poll may take to leave, and how long they take to come again after a restart. */
export interface Way {
  /** Of those on the roll, how many were given a ballot, and how many are written, in steps of five. */
  readonly issued: number;
  readonly cast: number;
  readonly closed: boolean;
  /** By then a ballot that was cast in time has left its phone, if that has a network. */
  readonly untilMs: number;
  /** Minutes, rounded up: how long ballots take to leave, and how long to be sent again to a server that lost them. */
  readonly leavingMinutes: number;
  readonly againMinutes: number;
}

/** Null where no ballot can be on its way: of a poll that isn't anonymous, or doesn't take any. */
export function wayOf(poll: Doc, context: Doc | undefined, institution: Doc | undefined): Way | null {
  const at = (doc: Doc | undefined, path: string) => doc?.registers.get(path)?.value ?? null;
  const over = at(poll, "revealed") === true || typeof at(poll, "voided") === "string";
  if (at(poll, "mode") !== "anonymous" || at(poll, "opened") !== true || over) return null;
  const spreadMs = ballotSpreadMs(poll, institution);
  const ended = Number(at(poll, "ended") ?? at(poll, "closes_at"));
  const minutes = (ms: number) => Math.max(1, Math.ceil(ms / 60_000));
  return {
    issued: Number(at(context, "issued_steps")),
    cast: Number(at(context, "cast_steps")),
    closed: at(poll, "closed") === true,
    untilMs: ended + spreadMs,
    leavingMinutes: minutes(spreadMs),
    againMinutes: minutes(askedAgainMs(spreadMs) * 1.5),
  };
}

/** Until then sheets of an anonymous round may be on their way after its end, and nobody publishes it. */
export function takenUntilMs(closesAtMs: number, institution: Doc | undefined): number {
  return closesAtMs + ballotSpreadMs(undefined, institution) + NETWORK_MS;
}
