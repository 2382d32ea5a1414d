/** The screen stays on while the projector runs, wherever the browser lets us ask; after each return to the page anew. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = async () => {
    if (over || document.visibilityState !== "visible") return;
    // Refused on a page without HTTPS, or by a battery that is low: the room's own settings hold then.
    const given = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    if (over) void given?.release();
    else lock = given;
  };
  const again = () => void ask();
  again();
  document.addEventListener("visibilitychange", again);
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
