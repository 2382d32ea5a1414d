/** 一项考核: one evaluation of a programme as it stands in its registers, what has been judged there, and whom it is of. */
import { type Assessment, assessmentOf } from "../model/assessment";
import { type Given, mapOf } from "../model/given";
import type { Params } from "../router";
import type { Doc, Hex } from "../sync/interface";
import { all, docAt, personAt, placeName } from "./here";
import { language } from "./preferences";
import { monthWords } from "./when";

export interface Matter {
  readonly programme: Doc;
  readonly element: string;
  readonly title: string;
  readonly given: Given;
}

export function matterOf({ programme, element = "" }: Params, section = "evaluations"): Matter | null {
  const doc = docAt(programme);
  const given = doc?.kind === "programme" ? mapOf(doc.registers.get(`${section}/${element}`)?.value) : null;
  if (!doc || !given) return null;
  return { programme: doc, element, given, title: titleIn(given) };
}

/** A title in the language chosen now. */
export function titleIn({ title, title_en }: Given): string {
  return String((language.value === "en" && title_en) || (title ?? ""));
}

/** What people call a programme. */
export function programmeName({ registers }: Doc): string {
  const text = (path: string) => registers.get(path)?.value ?? "";
  return titleIn({ title: text("about/short_title") || text("about/title"), title_en: text("about/title_en") });
}

/** A month as people write it; other periods by their labels. */
export function labelWords(label: string): string {
  return /^\d{4}-\d{2}$/.test(label) ? monthWords(label) : label;
}

/** What has been judged here that I may read, drafts of mine too; the latest first. */
export function assessmentsOf({ programme, element }: Matter): Assessment[] {
  return all("assessment")
    .map(assessmentOf)
    .filter((one) => one.programme === programme.id && one.element === element)
    .sort((one, other) => other.atMs - one.atMs);
}

/** A person's, a place's or the house's own name. */
export function subjectName(id: Hex | null): string {
  return (id && (docAt(id)?.kind === "person" ? personAt(id)?.name : placeName(id))) || "";
}
