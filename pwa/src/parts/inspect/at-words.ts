/** When something was, on a visit: "14:05", or with the day where it wasn't today. */
import { today } from "../here";
import { momentWords } from "../when";

export function atWords(ms: number): string {
  return momentWords(ms, today.value);
}
