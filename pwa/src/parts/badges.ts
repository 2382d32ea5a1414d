/** How many things wait behind each tab; whoever knows says so. */
import { signal } from "@preact/signals";

export const badges = signal<Readonly<Record<string, number>>>({});
