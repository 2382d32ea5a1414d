/** The machine for conditions, fetched when the first form that has any is opened. Live. */
import { signal } from "@preact/signals";
import type { Steps } from "../model/steps";

const fetched = signal<Steps | null>(null);
let asked = false;

/** The machine, or null while it is on its way; whoever asked is drawn again once it is there. */
export function steps(): Steps | null {
  if (!asked) void ask();
  return fetched.value;
}

async function ask(): Promise<void> {
  asked = true;
  try {
    fetched.value = (await import("../model/condition")).STEPS;
  } catch {
    asked = false;
  }
}
