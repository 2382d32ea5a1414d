/** A button that opens a sheet. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

export function Open({ of, words, face }: { of: Signal<boolean>; words: string; face: string }): JSX.Element {
  return (
    <button
      type="button"
      class={face}
      onClick={() => {
        of.value = true;
      }}
    >
      {words}
    </button>
  );
}
