/**
 * Saving while somebody types: at most one write in a quarter of a second, and none left behind.
 * Promises: after `flushAll` everything typed has been handed to the replica.
 */
export const SAVE_EVERY_MS = 250;

const flushes = new Set<() => void>();

export interface Saver<T> {
  /** Saves now if the last save was long enough ago, otherwise soon. */
  put(value: T): void;
  flush(): void;
  /** Flushes, and is forgotten. */
  end(): void;
}

export function throttledSaver<T>(save: (value: T) => void, everyMs = SAVE_EVERY_MS): Saver<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: { value: T } | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const taken = held;
    held = undefined;
    if (taken) save(taken.value);
  };
  const rest = () => {
    timer = undefined;
    if (!held) return;
    flush();
    timer = setTimeout(rest, everyMs);
  };
  flushes.add(flush);
  return {
    put(value) {
      if (timer !== undefined) {
        held = { value };
        return;
      }
      save(value);
      timer = setTimeout(rest, everyMs);
    },
    flush,
    end() {
      flush();
      flushes.delete(flush);
    },
  };
}

/** Hands everything typed and not yet saved to the replica. */
export function flushAll(): void {
  for (const flush of flushes) flush();
}
