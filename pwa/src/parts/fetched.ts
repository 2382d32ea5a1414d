/** A module that is fetched when it is first asked for; null until it is there. Its reader is told when it is. */
import { signal } from "@preact/signals";

export function fetched<M>(load: () => Promise<M>): () => M | null {
  const found = signal<M | null>(null);
  let fetching = false;
  return () => {
    if (!found.value && !fetching) {
      fetching = true;
      load().then(
        (module) => {
          found.value = module;
        },
        () => {
          fetching = false;
        },
      );
    }
    return found.value;
  };
}
