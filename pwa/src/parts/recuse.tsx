/** 回避: who is bound to somebody steps back: the server draws another, and nobody learns why. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed, idOf } from "../model/ids";
import { navigate } from "../router";
import type { Hex } from "../sync/interface";
import { moreTexts, t } from "../text";
import { Confirm } from "./confirm";
import type { Draft } from "./draft";
import { mine } from "./here";
import { say } from "./toast";

/** The way to step back, once its words are there. */
export async function withWords(): Promise<typeof Recuse> {
  await moreTexts("rounds");
  return Recuse;
}

interface Props {
  readonly name: string;
  readonly draft: Draft;
  readonly round: Hex;
  /** What else goes with it, before the server hears of it. */
  readonly first?: () => Promise<void>;
}

function Recuse({ name, draft, round, first }: Props): JSX.Element {
  const asking = useSignal(false);
  const recuse = async () => {
    asking.value = false;
    await first?.();
    const subject = draft.once.find(([path]) => path === "subject")?.[1] ?? null;
    const id = await mine().naturalId("recusal", dashed(round), dashed(mine().person), dashed(idOf(subject) ?? ""));
    await mine().write(id, "recusal", draft.once);
    navigate(`/reviews/${round}`, { replace: true });
    say(t("recuse.done"));
  };
  return (
    <>
      <button
        type="button"
        class="btn plain"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("recuse")}
      </button>
      <Confirm
        open={asking.value}
        title={t("recuse.ask", { name })}
        words={t("recuse.words")}
        yes={t("recuse")}
        onYes={() => void recuse()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
