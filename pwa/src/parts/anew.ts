/** 换一个人: after a sign-out the page begins anew, and nothing that a module knew is there for whoever comes next. */
import { returning } from "../router";

/** How long a page may need to come. */
const PATIENCE_MS = 5_000;

/** Leads there on a page loaded anew, of which no module knows what was before; false where no page would come. */
export async function beginAnew(to: string): Promise<boolean> {
  const signal = AbortSignal.timeout?.(PATIENCE_MS);
  const comes = navigator.serviceWorker?.controller ?? (await fetch("/api/info", { signal }).catch(() => null))?.ok;
  await returning;
  if (!comes) return false;
  // Going back finds no screen of who was here: a browser may keep the page as it stands.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  document.body.inert = true;
  location.replace(to);
  return true;
}
