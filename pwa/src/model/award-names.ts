/** 称号: awards that share a name are one where places are counted. Mirrors models/award.py, by the cases of honours.json. */
import type { Doc } from "../sync/interface";
import { type Given, listOf, mapOf } from "./given";

const QUOTES = /[“”‘’"'《》 ]/g;

function namesOf(award: Given): string[] {
  const said = [award.title ?? null, ...listOf(award.aliases)];
  return said.flatMap((each) => (typeof each === "string" && each ? each.normalize("NFKC").replace(QUOTES, "") : []));
}

/** The elements of a programme that are this award, under whatever name. */
export function sameAward(registers: Doc["registers"], element: string): string[] {
  const own = namesOf(mapOf(registers.get(`awards/${element}`)?.value) ?? {});
  const alike = [...registers].flatMap(([path, { value }]) => {
    const [section, id, ...more] = path.split("/");
    const shares =
      section === "awards" && more.length === 0 && namesOf(mapOf(value) ?? {}).some((each) => own.includes(each));
    return shares && id ? [id] : [];
  });
  return [...new Set([element, ...alike])].sort();
}
