/**
 * How far an anonymous ballot is, in words: what the phone does next, what the person can do, and why something was not
 * taken. For every screen that asks something anonymously.
 */
import type { JSX } from "preact";
import type { BallotView } from "../../sync/interface";
import { type Key, moreTexts, t } from "../../text";
import { mine, now, today } from "../here";
import { Icon, type IconName } from "../icons";
import { momentWords } from "../when";
import { ballotAt } from "./booth";

type State = BallotView["state"];

const FACES: Readonly<Record<State, readonly [icon: IconName, tone: string]>> = {
  insecure: ["alert", "tag warn"],
  unready: ["clock", "tag"],
  elsewhere: ["lock", "tag"],
  unclaimed: ["lock", "tag info"],
  ready: ["lock", "tag info"],
  waiting: ["clock", "tag info"],
  held: ["up", "tag info"],
  counted: ["check", "tag pass"],
  refused: ["alert", "tag fail"],
  recused: ["lock", "tag"],
  over: ["clock", "tag"],
};

/** Whether answers can be given in this state. */
export function isOpen({ state, code }: BallotView): boolean {
  return state === "ready" || (state === "refused" && code !== "closed" && code !== "issuer_wrong");
}

/** The state as a tag: 已计入 and the like. */
export function BallotTag({ view }: { view: BallotView }): JSX.Element {
  const [icon, tone] = FACES[view.state];
  return (
    <span class={tone}>
      <Icon name={icon} />
      {t(`ballot.${view.state}` as Key)}
    </span>
  );
}

/** What the state means, and what happens next. */
export function ballotWords({ state, dueMs, endsMs, code, receipt }: BallotView): string {
  const over = now.value >= endsMs;
  if (over && (state === "waiting" || state === "held")) return t(`ballot.${state}.over`);
  if (state === "waiting" && dueMs !== null) {
    return t("ballot.waiting.why", { time: momentWords(Math.ceil(dueMs / 60_000) * 60_000, today.value) });
  }
  if (state === "counted" && receipt?.proof === "proven") return t("ballot.proven.why");
  if (state === "counted" && receipt?.proof === "missing") return t("ballot.missing.why");
  if (state === "counted" && over) return t("ballot.counted.over");
  if (state === "refused")
    return REFUSALS.has(code ?? "") ? t(`ballot.refused.${code}` as Key) : t("ballot.refused.why");
  return t(`ballot.${state}.why` as Key);
}

const REFUSALS = new Set(["closed", "ballot_invalid", "ballot_revision", "issuer_wrong"]);

interface CardProps {
  readonly context: string;
  /** Casts anew; absent where that can't be done here. */
  readonly onRevise?: () => void;
  /** Takes no tap just now. */
  readonly rests?: boolean;
}

/** The state of a ballot as a card, with what can be done about it. */
export function BallotCard({ context, onRevise, rests = false }: CardProps): JSX.Element {
  const view = ballotAt(context);
  const cast = view.state === "waiting" || view.state === "held" || view.state === "counted";
  return (
    <section class={view.state === "refused" ? "card stack fail" : "card stack"} aria-live="polite">
      <span class="row">
        <BallotTag view={view} />
      </span>
      <p>{ballotWords(view)}</p>
      {view.state === "unclaimed" && (
        <button type="button" class="btn" onClick={() => void mine().booth?.peek()?.claim(context)}>
          {t("ballot.claim")}
        </button>
      )}
      {view.state === "waiting" && (
        <button
          type="button"
          class="btn plain"
          disabled={rests}
          onClick={() => void mine().booth?.peek()?.sendNow(context)}
        >
          {t("ballot.now")}
        </button>
      )}
      {cast && onRevise && (
        <button type="button" class="btn soft" disabled={rests} onClick={onRevise}>
          {t("ballot.revise")}
        </button>
      )}
      <a class="btn plain" href="/me/ballots">
        {t("ballot.how")}
      </a>
    </section>
  );
}

/** The card once its words are there, for `later`. */
export async function cardWithWords(): Promise<typeof BallotCard> {
  await moreTexts("booth");
  return BallotCard;
}
