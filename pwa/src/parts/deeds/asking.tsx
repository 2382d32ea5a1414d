/** A button that asks in a sheet before it acts. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { Sheet } from "./ask";

interface AskingProps {
  /** On the button; the sheet's heading and its yes where those aren't given. */
  readonly words: string;
  readonly title?: string;
  readonly yes?: string;
  /** The button's classes. */
  readonly face?: string;
  readonly ready?: boolean;
  readonly onYes: () => void;
  readonly children: ComponentChildren;
}

export function Asking({ words, title, yes, face, ready = true, onYes, children }: AskingProps): JSX.Element {
  const asking = useSignal(false);
  return (
    <>
      <button
        type="button"
        class={face ?? "btn soft"}
        onClick={() => {
          asking.value = true;
        }}
      >
        {words}
      </button>
      <Sheet open={asking} title={title ?? words} yes={yes ?? words} ready={ready} onYes={onYes}>
        {children}
      </Sheet>
    </>
  );
}
