/** Periods, due days and kinds of tasks in words, in the language chosen now. */
import { type Day, utc } from "../model/day";
import type { PlanTask } from "../model/timetable";
import { type Key, t } from "../text";
import { elementAt, titleIn } from "./plan-titles";
import type { Running } from "./plans";
import { language } from "./preferences";
import { dayWords, monthWords } from "./when";

const DAY_MS = 86_400_000;
const SOON_DAYS = 20;

export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

/** What is asked for, as the programme calls it; which kind of work it is, where the title alone stands for several. */
export function taskTitle({ doc }: Running, { asked }: PlanTask): string {
  return titleIn(elementAt(doc, asked.section, asked.element)) || asked.title;
}

const KINDS: { readonly [kind: string]: Key } = {
  self: "agenda.kind.self",
  peer: "agenda.kind.peer",
  branch_commentary: "agenda.kind.branch_commentary",
  leader_remark: "agenda.kind.leader_remark",
  mass: "agenda.kind.mass",
  patient: "agenda.kind.patient",
  upward: "agenda.kind.upward",
  pledge_fulfilment: "agenda.kind.pledge_fulfilment",
  combined: "agenda.kind.combined",
  external: "agenda.kind.external",
  unit_self: "agenda.kind.unit_self",
  unit_assessment: "agenda.kind.unit_assessment",
  personal_assessment: "agenda.kind.personal_assessment",
  comparison: "agenda.kind.comparison",
  rating: "agenda.kind.rating",
  experience: "agenda.kind.experience",
  survey: "agenda.kind.survey",
  checklist: "agenda.kind.checklist",
  inspection: "agenda.kind.inspection",
  publication: "agenda.kind.publication",
  document: "agenda.kind.document",
  milestone: "agenda.kind.milestone",
};

export function kindWords(kind: string): string {
  const key = KINDS[kind];
  return key ? t(key) : "";
}

const PARTS: { readonly [part: string]: Key } = {
  Q1: "agenda.Q1",
  Q2: "agenda.Q2",
  Q3: "agenda.Q3",
  Q4: "agenda.Q4",
  H1: "agenda.H1",
  H2: "agenda.H2",
};

/** 11月, 第四季度, 上半年, 2026年, 11月3日–9日, or the stage's name; empty where the due day says it all. */
export function periodWords({ doc }: Running, { label, begin, end, due }: PlanTask, today: Day): string {
  if (label === due && begin !== end) return "";
  const year = label.slice(0, 4) === today.slice(0, 4) ? "" : t("agenda.year", { year: label.slice(0, 4) });
  if (label.startsWith("stage:")) return titleIn(elementAt(doc, "stages", label.slice(6)));
  const part = PARTS[label.slice(4)];
  if (part) return year + t(part);
  if (/^\d{4}$/.test(label)) return t("agenda.year", { year: label });
  if (/^\d{4}-\d{2}$/.test(label)) return year ? monthWords(label) : shortMonth(label);
  if (/^\d{4}-\d{2}\/\d{4}-\d{2}$/.test(label)) return label.split("/").map(shortMonth).join("–");
  return begin === end ? dayWords(begin) : `${dayWords(begin)} – ${dayWords(end)}`;
}

function shortMonth(month: string): string {
  const words = monthWords(month);
  return language.value === "en" ? (words.split(" ")[0] ?? words) : words.slice(words.indexOf("年") + 1);
}

/** 今天到期, 还有 3 天, 逾期 2 天, 12月31日前, 12月1日开始; empty where nothing is due. */
export function dueWords({ state, due, opens }: PlanTask, today: Day): string {
  if (state === "ahead") return t("agenda.opens", { day: dayWords(opens) });
  if (due === null) return t("agenda.no_due");
  const left = daysBetween(today, due);
  if (left === 0) return t("agenda.due_today");
  if (left < 0) return t("agenda.late", { n: -left });
  return left <= SOON_DAYS ? t("days.left", { n: left }) : t("agenda.before", { day: dayWords(due) });
}
