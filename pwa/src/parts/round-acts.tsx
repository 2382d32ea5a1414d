/** What who runs a round does with it: opens it, publishes it; and from when on that can be. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { takenUntilMs } from "../model/ballot-leaving";
import { idOf } from "../model/ids";
import type { Round } from "../model/peer";
import { t } from "../text";
import { Confirm } from "./confirm";
import { docAt, mine, now, today } from "./here";
import { Icon } from "./icons";
import { momentWords } from "./when";

/** A button that asks once before what can't be taken back. */
function Asking(props: { act: string; title: string; words: string; onYes: () => void }): JSX.Element {
  const asking = useSignal(false);
  const { act, title, words, onYes } = props;
  return (
    <>
      <button
        type="button"
        class="btn"
        onClick={() => {
          asking.value = true;
        }}
      >
        {act}
      </button>
      <Confirm
        open={asking.value}
        title={title}
        words={words}
        yes={act}
        onYes={() => {
          asking.value = false;
          onYes();
        }}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}

export function Open({ round }: { round: Round }): JSX.Element {
  return (
    <Asking
      act={t("plan.open")}
      title={t("plan.ask", { title: round.title })}
      words={t("plan.words")}
      onYes={() => void mine().write(round.id, "peer_round", [["opened", true]])}
    />
  );
}

/** Nothing while anonymous sheets may be on their way: the server takes no publication then. */
export function Publish({ round, combined }: { round: Round; combined: boolean }): JSX.Element | null {
  if (!combined && now.value < publishableMs(round)) return null;
  return (
    <Asking
      act={t("publish")}
      title={t("publish.ask", { title: round.title })}
      words={t("publish.words", { n: round.threshold })}
      onYes={() => void mine().write(round.id, "peer_round", [["published", true]])}
    />
  );
}

/** From when on its results can be published: of an anonymous round once what is on its way has had its time. */
function publishableMs(round: Round): number {
  if (round.anonymity !== "anonymous") return round.closesAt;
  return takenUntilMs(round.closesAt, docAt(idOf(docAt(round.id)?.registers.get("institution")?.value)));
}

/** The full minute after which it is so. */
function untilWords(ms: number): string {
  return momentWords(Math.ceil(ms / 60_000) * 60_000, today.value);
}

/** While it runs, when its results can be published; after its end, what is waited for until then. */
export function Way({ round }: { round: Round }): JSX.Element | null {
  const fromMs = publishableMs(round);
  const running = now.value < round.closesAt;
  if (running) {
    const waits = fromMs > round.closesAt;
    return <p class="muted">{waits ? t("rnd.way.from", { time: untilWords(fromMs) }) : t("round.publish.later")}</p>;
  }
  if (now.value >= fromMs) return null;
  return (
    <p class="hint">
      <Icon name="clock" />
      <span>{t("rnd.way", { time: untilWords(fromMs) })}</span>
    </p>
  );
}
