/**
 * Giving what was filled in out of one's hand, once: what it still lacks is shown first, then a question is asked.
 * Promises: what was typed last counts; what could not be saved is told by the next screen, and saved again.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { t } from "../text";
import { Confirm } from "./confirm";
import { showWrong } from "./fields/wrong";
import { Frame } from "./frame";
import { mine } from "./here";
import { flushAll } from "./saving";

interface GivingProps {
  readonly title: string;
  readonly under?: string;
  readonly above: string;
  /** How much is lacking in what is shown. */
  readonly left: number;
  /** What the button says, and the one of the question too. */
  readonly act: string;
  /** Null where nothing is asked. */
  readonly question: string | null;
  readonly words: string;
  /** Goes to the first thing that lacks as everything stands now; whether there is one. */
  readonly showLack: () => boolean;
  readonly onGive: () => Promise<void>;
  /** Once somebody has tried to give it, what lacks is marked. */
  readonly children: (strict: boolean) => ComponentChildren;
}

export function Giving(props: GivingProps): JSX.Element {
  const strict = useSignal(false);
  const asking = useSignal(false);
  const giving = useSignal(false);
  const give = () => {
    asking.value = false;
    giving.value = true;
    void props.onGive().finally(() => {
      giving.value = false;
    });
  };
  const ask = async () => {
    // The second tap of a double one on the answer falls through to the dock.
    if (giving.value) return;
    flushAll();
    strict.value = true;
    if (showWrong()) return;
    // What was typed last is still on its way into the document.
    await mine().drain();
    if (props.showLack()) return;
    if (props.question === null) give();
    else asking.value = true;
  };
  return (
    <Frame
      title={props.title}
      {...(props.under === undefined ? {} : { under: props.under })}
      above={props.above}
      dock={
        <>
          {props.left > 0 && <span class="dock-words small">{t("left", { n: props.left })}</span>}
          <button type="button" class="btn" onClick={() => void ask()}>
            {props.act}
          </button>
        </>
      }
    >
      {props.children(strict.value)}
      <Confirm
        open={asking.value}
        title={props.question ?? ""}
        words={props.words}
        yes={props.act}
        no={t("look.again")}
        onYes={give}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
