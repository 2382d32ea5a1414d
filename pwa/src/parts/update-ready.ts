/** Whether a newer version of the app waits to be taken. */
import { signal } from "@preact/signals";

export const updateReady = signal(false);
