/** 发出的时限: within how long an anonymous ballot leaves its phone, by its poll or round and by the institution. Pure. */
import type { Doc } from "../sync/interface";

/** Up to an hour, unless the institution or a meeting says less. */
const SPREAD_MS_USUAL = 3_600_000;
/** In a meeting room everybody casts within the same minute: that hides more than an hour would. */
const SPREAD_MS_MEETING = 20_000;

/** A poll of a meeting is cast within the same minute by everybody; an institution may say less than the usual hour. */
export function ballotSpreadMs(source: Doc | undefined, institution: Doc | undefined): number {
  const seconds = institution?.registers.get("ballot_spread_s")?.value;
  const spread = typeof seconds === "number" ? Math.min(seconds * 1_000, SPREAD_MS_USUAL) : SPREAD_MS_USUAL;
  return source?.registers.get("meeting")?.value ? Math.min(spread, SPREAD_MS_MEETING) : spread;
}
