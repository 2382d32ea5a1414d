/** The pictures of what was sent, taken along into what puts it right: a picture belongs to its document, so each is kept anew. */
import { fieldOf, under, valueAt } from "../../model/facts";
import type { Doc, Hex, Value } from "../../sync/interface";
import { mine } from "../here";
import { hashOf } from "../named-photo";

/** The writes for the new document, and how many pictures neither this device nor the server has now. */
export async function copiedPictures(
  from: Doc,
  to: Hex,
): Promise<{ readonly writes: [string, Value][]; readonly missing: number }> {
  const writes: [string, Value][] = [];
  let missing = 0;
  for (const path of under(from.registers, "photos/")) {
    const value = valueAt(from, path) ?? null;
    const hash = hashOf(value);
    const picture = hash && (await mine().photo(from.id, hash));
    if (picture) {
      const [width, height] = [fieldOf(value, "width"), fieldOf(value, "height")].map(Number);
      writes.push([path, await mine().addPhoto(to, picture, width ?? 0, height ?? 0)]);
    } else missing++;
  }
  return { writes, missing };
}
