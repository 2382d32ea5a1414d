/** 揭晓: asked for by a key or a phone, and done once the chair says yes: R or Enter again, or the button. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { valueAt } from "../../model/facts";
import { dashed } from "../../model/ids";
import type { Scene } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { isOrganiser, mine } from "../here";
import { pollOf } from "./poll-of";

/** Whether this person closes and reveals the poll, and it is open to that. */
export function mayReveal(poll: Doc | undefined): poll is Doc {
  if (!poll || valueAt(poll, "opened") !== true || valueAt(poll, "revealed") === true) return false;
  if (typeof valueAt(poll, "voided") === "string") return false;
  return isOrganiser.value || valueAt(poll, `chair/${dashed(mine().person)}`) === true;
}

/** Closes the poll where it still runs, then reveals it. */
export async function reveal(poll: Doc): Promise<void> {
  if (valueAt(poll, "closed") !== true) await mine().write(poll.id, "poll", [["closed", true]]);
  await mine().write(poll.id, "poll", [["revealed", true]]);
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
      const yes = event.key === "Enter" || event.key.toLowerCase() === "r";
      if (!yes && event.key !== "Escape") return;
      event.preventDefault();
      // A key that is held says nothing a second time.
      if (event.repeat) return;
      asking.value = false;
      if (yes) void reveal(poll);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [open, poll, asking]);
  if (!open || !poll) return null;
  return (
    <div class="asking" role="alertdialog" aria-label={t("proj.reveal")}>
      <p>{valueAt(poll, "closed") === true ? t("proj.reveal.ask") : t("proj.reveal.close")}</p>
      <button
        type="button"
        class="yes"
        onClick={() => {
          asking.value = false;
          void reveal(poll);
        }}
      >
        {t("proj.reveal.yes")}
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
