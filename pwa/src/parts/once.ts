/** 只办一次: an act that the second tap of a double one doesn't do again; one that failed may be tried again. */

/** Runs `act` unless it is still running, or has been done. `act` says whether it was done. */
export function onceDone(act: () => Promise<boolean>): () => Promise<void> {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      running = await act();
    } catch (error) {
      running = false;
      throw error;
    }
  };
}
