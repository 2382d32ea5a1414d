/**
 * What this phone keeps beyond what everybody needs at once: what was said to people, the running score, the screens of
 * the office where somebody with an office has signed in, and English. Asked of the worker in a quiet moment after the
 * first screen, so nothing waits for it.
 */
import { effect } from "@preact/signals";
import { all, person, replica } from "./here";
import { KEPT } from "./kept";

const QUIET_MS = 2_000;
/** How long the worker may take before it is asked again: a download that broke off is begun anew. */
const PATIENCE_MS = 60_000;
const wanted = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Begins to ask; call once. */
export function startKeeping(): void {
  effect(() => {
    const me = person.value;
    if (!me) return;
    const before = wanted.size;
    const office = me.roles.some(({ role }) => role !== "staff");
    const orders = office || all("order").length > 0;
    const ballots = all("ballot_context").length > 0;
    const own = [
      ...(orders ? ["orders"] : []),
      ...(ballots ? ["booth"] : []),
      ...(all("poll").length > 0 ? ["polls"] : []),
      ...(office ? ["office", "inspect", "room"] : []),
      ...(all("meeting").length > 0 || office ? ["meeting"] : []),
    ];
    for (const name of ["said", "score", ...own, "en"]) wanted.add(name);
    if (wanted.size > before) askIn(QUIET_MS);
  });
  addEventListener("online", () => askIn(QUIET_MS));
}

function askIn(milliseconds: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void ask(), milliseconds);
}

async function ask(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const kept: readonly string[] = (await (await caches.match(KEPT))?.json()) ?? [];
  if ([...wanted].every((name) => kept.includes(name))) return;
  if (replica.peek()?.silent?.peek()) return askIn(PATIENCE_MS);
  active?.postMessage({ keep: [...wanted] });
  askIn(PATIENCE_MS);
}
