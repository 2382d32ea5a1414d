/** 揭晓: asked for by a key or a phone, and done once the chair says yes: R or Enter again, or the button. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { valueAt } from "../../model/facts";
import type { Scene } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { pollOf } from "./poll-of";
import { mayReveal, onlyCloses, reveal } from "./revealing";
import { wayWords } from "./way";

/** What a key says to the question; null for one that says nothing to it, "held" for one that only repeats itself. */
export function answerOf({ key, repeat }: Pick<KeyboardEvent, "key" | "repeat">): "yes" | "no" | "held" | null {
  const yes = key === "Enter" || key.toLowerCase() === "r";
  if (!yes && key !== "Escape") return null;
  if (repeat) return "held";
  return yes ? "yes" : "no";
}

function askWords(poll: Doc): string {
  const way = wayWords(poll);
  if (onlyCloses(poll)) return t("proj.end") + way;
  return valueAt(poll, "closed") === true ? way + t("proj.reveal.ask") : t("proj.reveal.close");
}

interface RevealProps {
  readonly meeting: Doc;
  readonly scene: Scene;
  readonly asking: Signal<boolean>;
}

export function Reveal({ meeting, scene, asking }: RevealProps): JSX.Element | null {
  const poll = scene.what === "poll" ? pollOf(meeting, scene.doc) : undefined;
  const open = asking.value && mayReveal(poll);
  useEffect(() => {
    if (asking.value && !open) asking.value = false;
    if (!open || !poll) return;
    const press = (event: KeyboardEvent) => {
      const answer = answerOf(event);
      if (!answer) return;
      event.preventDefault();
      // A key that is held says nothing a second time.
      if (answer === "held") return;
      asking.value = false;
      if (answer === "yes") void reveal(poll);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [open, poll, asking]);
  if (!open || !poll) return null;
  return (
    <div class="asking" role="alertdialog" aria-label={t("proj.reveal")}>
      <p>{askWords(poll)}</p>
      <button
        type="button"
        class="yes"
        onClick={() => {
          asking.value = false;
          void reveal(poll);
        }}
      >
        {onlyCloses(poll) ? t("proj.end.yes") : t("proj.reveal.yes")}
      </button>
      <button
        type="button"
        onClick={() => {
          asking.value = false;
        }}
      >
        {t("proj.reveal.no")}
      </button>
    </div>
  );
}
