/**
 * A document in a few words, such as "11月21日 自评" or "支部会议 · 11月党员大会", for lists of what waits or was refused.
 * Promises: every kind has its name; what has none of its own is named by what it belongs to.
 */
import { codePoints } from "../model/code-points";
import { evaluationOf } from "../model/evaluation";
import { idOf } from "../model/ids";
import type { Doc, Value } from "../sync/interface";
import { t } from "../text";
import { kindName } from "../text/kinds";
import { docAt, personAt } from "./here";
import { dayWords } from "./when";

type At = (path: string) => Value | undefined;

/** What a document is a part of, and whom or what place it is about: what has no title is named by these. */
const PART_OF = ["activity", "poll", "round", "honour", "bulletin", "objection", "order", "survey", "visit"];
const ABOUT = ["place", "subject", "responsible", "person", "unit"];
const STEPS_MAX = 2;
const POINTS_MAX = 40;

const textOf = (value: Value | undefined): string => {
  const said = value && typeof value === "object" && !Array.isArray(value) && "text" in value ? value.text : value;
  return typeof said === "string" ? said.trim() : "";
};

const shortened = (words: string): string =>
  codePoints(words) > POINTS_MAX ? `${Array.from(words).slice(0, POINTS_MAX).join("")}…` : words;

function nameOf(at: At, steps = STEPS_MAX): string {
  const own = (...paths: string[]) => paths.map((path) => textOf(at(path))).find(Boolean);
  const other = (paths: readonly string[]) =>
    paths
      .map((path) => docAt(idOf(at(path))))
      .map((doc) => (doc && steps > 0 ? nameOf((path) => doc.registers.get(path)?.value, steps - 1) : ""))
      .find(Boolean);
  return own("name", "title") ?? other(PART_OF) ?? own("text") ?? other(ABOUT) ?? "";
}

/** `writes` name what this device doesn't hold, such as a document that was refused whole. */
export function docWords(doc: Doc | undefined, kind = doc?.kind, writes: readonly (readonly [string, Value])[] = []) {
  const at: At = (path) => doc?.registers.get(path)?.value ?? writes.find(([each]) => each === path)?.[1];
  if (kind === "self_evaluation") {
    const day = doc && evaluationOf(doc)?.day;
    return day ? t("self.of_day", { day: dayWords(day) }) : t("self");
  }
  if (kind === "peer_review") {
    const round = docAt(idOf(at("round")))?.registers.get("title")?.value;
    const subject = personAt(idOf(at("subject")) ?? "");
    if (!subject) return t("review");
    return t("review.of", { round: typeof round === "string" ? round : "", name: subject.name });
  }
  const words = [kindName(kind ?? ""), shortened(nameOf(at))].filter(Boolean);
  return words.join(" · ") || t("record");
}
