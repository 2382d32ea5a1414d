/** The second tap of a double tap lands on what has just appeared below it: for a moment that takes no tap. */
import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

export const REST_MS = 600;

/** Begins a rest; one that is begun again meanwhile lasts as long from then on. */
export function restOf(on: Signal<boolean>): () => void {
  let waking: ReturnType<typeof setTimeout> | undefined;
  return () => {
    on.value = true;
    clearTimeout(waking);
    waking = setTimeout(() => {
      on.value = false;
    }, REST_MS);
  };
}

export function useRest(): { readonly on: ReadonlySignal<boolean>; readonly begin: () => void } {
  const on = useSignal(false);
  const begin = useMemo(() => restOf(on), [on]);
  return { on, begin };
}
