/**
 * What this phone keeps beyond what everybody needs at once: what was said to people, the running score, the screens of
 * the office where somebody with an office has signed in, and English. Asked of the worker in a quiet moment after the
 * first screen, so nothing waits for it.
 */
import { effect } from "@preact/signals";
import { person } from "./here";

const QUIET_MS = 2_000;
const asked = new Set<string>();

/** Begins to ask; call once. */
export function startKeeping(): void {
  effect(() => {
    const me = person.value;
    if (!me) return;
    const office = me.roles.some(({ role }) => role !== "staff");
    const keep = ["said", "score", ...(office ? ["office"] : []), "en"].filter((name) => !asked.has(name));
    if (!keep.length) return;
    for (const name of keep) asked.add(name);
    setTimeout(() => void ask(keep), QUIET_MS);
  });
}

async function ask(keep: readonly string[]): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ keep });
}
