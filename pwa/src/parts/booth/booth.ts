/**
 * 匿名投票: casting without a name, for every screen that asks something anonymously.
 * Promises: what is cast is durable on this device, leaves it at a moment drawn by lot, without the session, and counts
 * once; how far it is can be read at any time. The way is in sync/booth.
 */
import { idOf } from "../../model/ids";
import type { Answers, BallotView, Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, mine, replica } from "../here";
import { say } from "../toast";

/** The context in which this person may cast for a poll (or for one subject of a round); undefined where there is none. */
export function contextFor(source: Hex, subject: Hex = source): Doc | undefined {
  return all("ballot_context").find(({ registers }) => {
    const at = (path: string) => idOf(registers.get(path)?.value);
    return at("source") === source && at("subject") === subject;
  });
}

/** How far this person's ballot of a context is, live. */
export function ballotAt(context: Hex): BallotView {
  return replica.value?.booth?.value?.ballots.value.get(context) ?? { ...NONE, context };
}

const NONE = {
  source: null,
  subject: null,
  state: globalThis.crypto?.subtle ? ("unready" as const) : ("insecure" as const),
  code: null,
  dueMs: null,
  endsMs: Number.POSITIVE_INFINITY,
  revision: 0,
  receipt: null,
};

/**
 * Resolves when the ballot is durable here; `places` are the answers that are words. RangeError where none was issued to
 * this device, or the answers are too long.
 */
export async function castAnonymously(context: Hex, answers: Answers, places?: readonly string[]): Promise<void> {
  const booth = mine().booth?.peek();
  if (!booth) throw new RangeError();
  await booth.cast(context, answers, places);
}

/** Answers that were not cast yet; they are on this device alone. Live. */
export function ballotDraft(context: Hex): Answers | undefined {
  return replica.value?.booth?.value?.drafts.value.get(context);
}

/** Says why a ballot or a draft could not be stored. */
export function unstored(error: unknown): void {
  say(t(error instanceof RangeError ? "ballot.too_long" : "ballot.no_room"));
}

/** Keeps them on the device; where there is no room that is said, and the next answer takes all of them along. */
export async function keepBallotDraft(context: Hex, answers: Answers): Promise<void> {
  await mine().booth?.peek()?.saveDraft(context, answers).catch(unstored);
}
