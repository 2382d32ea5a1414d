/** Installing: the browser's own offer kept until the person wants it, and who needs words instead. */
import { signal } from "@preact/signals";
import { type Surroundings, surroundings } from "./surroundings";

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer; null if it makes none, or none yet. */
export const offer = signal<InstallOffer | null>(null);

export function here(): Surroundings {
  const standalone =
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
  return surroundings(navigator.userAgent, standalone);
}

export function listenForInstall(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  window.addEventListener("appinstalled", () => {
    offer.value = null;
  });
}

export async function install(): Promise<void> {
  const made = offer.peek();
  offer.value = null;
  await made?.prompt();
}
