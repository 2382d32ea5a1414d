/** Before words are put where somebody may be typing: the field is left, and what stands in it is kept. */
import { mine } from "../here";
import { flushAll } from "../saving";

export async function settled(): Promise<void> {
  // A tap on a button leaves no field on an iPhone; one that is left shows what is written meanwhile.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  flushAll();
  await mine().drain();
}
