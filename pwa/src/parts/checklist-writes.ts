/** A document with many items, written in acts that a push can carry: what it is first, then its items in their order. */
import type { Hex, Value } from "../sync/interface";
import { mine } from "./here";

const ITEMS_AN_ACT_MAX = 60;
const CHARACTERS_AN_ACT_MAX = 60_000;

export async function writeItems(
  id: Hex,
  kind: string,
  about: readonly (readonly [string, Value])[],
  items: readonly (readonly [string, Value])[],
): Promise<void> {
  let writes: [string, Value][] = about.map(([path, value]) => [path, value]);
  let characters = 0;
  let count = 0;
  for (const [item, value] of items) {
    const size = JSON.stringify(value).length;
    if (count > 0 && (count >= ITEMS_AN_ACT_MAX || characters + size > CHARACTERS_AN_ACT_MAX)) {
      await mine().write(id, kind, writes);
      writes = [];
      characters = count = 0;
    }
    writes.push([`items/${item}`, value]);
    characters += size;
    count++;
  }
  if (writes.length > 0) await mine().write(id, kind, writes);
}
