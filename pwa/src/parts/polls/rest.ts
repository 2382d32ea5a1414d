/** The second tap of a double tap lands on what has just appeared below it: for a moment that takes no tap. */
import { type ReadonlySignal, useSignal } from "@preact/signals";

const REST_MS = 600;

export function useRest(): { readonly on: ReadonlySignal<boolean>; readonly begin: () => void } {
  const on = useSignal(false);
  const begin = () => {
    on.value = true;
    setTimeout(() => {
      on.value = false;
    }, REST_MS);
  };
  return { on, begin };
}
