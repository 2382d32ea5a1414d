/** What an inspector does on a visit, as writes: each is one change under its own time, durable before anything else. */
import { bytesOf, dashed } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { docAt, mine } from "../here";
import { say } from "../toast";

export type Writes = readonly (readonly [string, Value])[];

const ids = new Map<string, Hex>();

/** The document in which I keep what I see of an item. */
export async function observationId(visit: Hex, item: string, by: Hex = mine().person): Promise<Hex> {
  const name = `${visit}/${item}/${by}`;
  const known = ids.get(name);
  if (known) return known;
  const id = await mine().naturalId("observation", dashed(visit), item, dashed(by));
  ids.set(name, id);
  return id;
}

/** Writes into my observation of an item, making it where there is none. */
export async function observe(visit: Hex, item: string, writes: Writes): Promise<void> {
  const id = await observationId(visit, item);
  const once: Writes = [
    ["visit", bytesOf(visit)],
    ["item", item],
    ["inspector", bytesOf(mine().person)],
  ];
  const known = docAt(id)?.registers;
  await kept(mine().write(id, "observation", [...once.filter(([path]) => !known?.has(path)), ...writes]));
}

/** Writes facts of the visit itself; `<me>` at the end of a path stands for who writes. */
export async function note(visit: Hex, writes: Writes): Promise<void> {
  const own = dashed(mine().person);
  const signed: Writes = writes.map(([path, value]) => [path.replace("<me>", own), value] as const);
  await kept(mine().write(visit, "visit", signed));
}

/** Says so where the device could not keep it. */
export async function kept(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch {
    say(t("save.failed"));
  }
}
