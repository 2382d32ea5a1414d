/** 表彰种类: of which kinds an award is. Mirrors models/award.py. Pure. */
import { type Given, listOf, mapOf } from "./given";

/** title, star, flag …: one, several, or one for each kind of subject; a title where it says nothing. */
export function kindsOf(award: Given): string[] {
  const each = mapOf(award.kind);
  const said = each ? Object.values(each) : listOf(award.kind);
  return said.length > 0 ? said.map(String) : ["title"];
}
