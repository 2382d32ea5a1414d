/** Installing: taking up the browser's offer, and who needs words instead. */
import { offer } from "./offer";
import { type Surroundings, surroundings } from "./surroundings";

export { offer };

export function here(): Surroundings {
  const standalone =
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
  return surroundings(navigator.userAgent, standalone);
}

export async function install(): Promise<void> {
  const made = offer.peek();
  offer.value = null;
  await made?.prompt();
}
