/** Stores a picture for its document; null where the device has no room for it now: who took it keeps it in hand, and says so. */
import type { Hex, PhotoReference } from "../sync/interface";
import { mine } from "./here";
import type { Picture } from "./picture";

export async function keepPhoto(doc: Hex, { blob, width, height }: Picture): Promise<PhotoReference | null> {
  try {
    return await mine().addPhoto(doc, blob, width, height);
  } catch {
    // Full, or a store that the browser won't open now.
    return null;
  }
}
