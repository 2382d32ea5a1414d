/** The steps of a pledge as they were taken, and those that are still to come. */
import { fieldOf, pledgeStanding, under, valueAt } from "../../model/deed";
import type { Doc, Register } from "../../sync/interface";
import { t } from "../../text";
import { dayWords } from "../when";
import type { Step } from "./chain";
import { textAt } from "./face";
import { gradeWords } from "./words";

const text = (value: unknown) => (typeof value === "string" ? value : "");

export function pledgeSteps(doc: Doc): Step[] {
  const { registers } = doc;
  const { state, odd, excused } = pledgeStanding(registers);
  const found: (Step & { readonly from: Register })[] = [];
  const add = (path: string, title: string, words: string, tone: Step["tone"] = "done", photos: string[] = []) => {
    const from = registers.get(path);
    if (from && from.value !== null) found.push({ title, from, words, tone, photos, odd: odd.includes(path) });
  };
  add("institution", t("step.drafted"), "");
  for (const path of under(registers, "handed_in/")) add(path, t("step.handed_in"), "");
  for (const path of under(registers, "reviews/")) {
    const value = registers.get(path)?.value;
    const back = fieldOf(value, "ruling") === "returned";
    add(path, back ? t("step.returned") : t("step.accepted"), text(fieldOf(value, "reason")), back ? "bad" : "done");
  }
  for (const path of under(registers, "published/")) add(path, t("step.published"), displayWords(registers.get(path)));
  const pictures = under(registers, "photos/");
  for (const path of under(registers, "fulfilments/")) {
    const own = pictures.filter((picture) => picture.startsWith(`photos/${path.slice("fulfilments/".length)}.`));
    add(path, t("step.fulfilled"), text(fieldOf(registers.get(path)?.value, "text")), "done", own);
  }
  add("excuse", t("step.excuse"), textAt(doc, "excuse"));
  add("reported", t("step.reported"), "");
  add("withdrawn", t("step.withdrawn"), "", "bad");
  for (const path of under(registers, "grades/")) {
    const value = registers.get(path)?.value;
    const [words] = gradeWords(fieldOf(value, "grade") as "kept", excused);
    add(path, t("step.graded", { grade: words }), text(fieldOf(value, "reason")));
  }
  found.sort((one, other) => (one.from.stamp < other.from.stamp ? -1 : 1));
  return [...found, ...toCome(state, String(valueAt(doc, "due_on") ?? ""))];
}

function displayWords(register: Register | undefined): string {
  const places = fieldOf(register?.value, "places");
  const on = text(fieldOf(register?.value, "on"));
  return [on && dayWords(on), ...(Array.isArray(places) ? places.map(String) : [])].filter(Boolean).join(" · ");
}

function toCome(state: string, due: string): Step[] {
  const all: Step[] = [
    { title: t("next.review"), tone: "later" },
    { title: t("next.publish"), tone: "later" },
    { title: t("next.fulfil"), tone: "later", words: due ? t("until", { day: dayWords(due) }) : "" },
    { title: t("next.grade"), tone: "later" },
  ];
  const from = { waiting: 0, accepted: 1, published: 2, reported: 3 }[state];
  if (from === undefined) return [];
  return all.slice(from).map((step, at) => (at === 0 ? { ...step, tone: "now" } : step));
}
