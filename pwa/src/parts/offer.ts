/** The browser's own offer to install the app, kept until the person wants it. It may come with the first paint. */
import { signal } from "@preact/signals";

export interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer; null if it makes none, or none yet. */
export const offer = signal<InstallOffer | null>(null);

export function listenForInstall(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  window.addEventListener("appinstalled", () => {
    offer.value = null;
    // Browsers agree to keep the data of what is installed; the next start hears of it.
    void navigator.storage?.persist?.();
  });
}
