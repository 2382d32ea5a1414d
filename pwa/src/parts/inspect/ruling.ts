/** 组长裁定, as a write: under the leader's own name, one change. */
import { bytesOf, dashed } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { docAt, mine } from "../here";
import { kept, type Writes } from "./acts";

export async function rule(visit: Hex, item: string, ruled: { readonly [key: string]: Value }): Promise<void> {
  const id = await mine().naturalId("visit_ruling", dashed(visit), item);
  const once: Writes = [
    ["visit", bytesOf(visit)],
    ["item", item],
  ];
  const known = docAt(id)?.registers;
  const writes: Writes = [[`by/${dashed(mine().person)}`, ruled]];
  await kept(mine().write(id, "visit_ruling", [...once.filter(([path]) => !known?.has(path)), ...writes]));
}
