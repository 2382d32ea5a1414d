/** Results in words: what a period is called, what a component is, which results this person holds. */
import { aspectOf, type Component, type PeriodResult, periodResultOf, spanOf } from "../model/results";
import { type Key, t } from "../text";
import { all } from "./here";
import { monthWords } from "./when";

/** The components that are counts and no measures. */
export const COUNTED: readonly string[] = ["records", "commentary", "remarks"];

/** 2026年10月, 2026年第4季度, 2026年. */
export function periodWords(period: string): string {
  const year = period.slice(0, 4);
  const span = spanOf(period);
  if (span === "month") return monthWords(period);
  return span === "quarter"
    ? t("period.quarter.words", { year, n: period.slice(5) })
    : t("period.year.words", { year });
}

export function componentWords(component: Component): string {
  const label = aspectOf(component) ?? "";
  if (component.id === "days") return t("part.days");
  if (component.id in DEEDS) return t(DEEDS[component.id as keyof typeof DEEDS]);
  if (component.source === "peer_review") return t("part.peer", { label });
  return component.source === "self_evaluation" ? t("part.self", { label }) : label;
}

const DEEDS = {
  records: "part.records",
  pledges: "part.pledges",
  activities: "part.activities",
  commentary: "part.commentary",
  remarks: "part.remarks",
} as const;

const FROM = {
  self_evaluation: "part.self.from",
  peer_review: "part.peer.from",
  records: "part.records.from",
  pledges: "part.pledges.from",
  activities: "part.activities.from",
} as const;

/** From what, and whether it counts: by its weight, by the programme's model, or not at all. */
export function sourceWords({ id, source, n, hits, weight, counts }: Component): string {
  const share = weight ? t("part.weight", { n: Number(weight) }) : counts ? t("part.counts") : t("part.shown");
  const key = id === "days" ? "part.days.from" : (FROM[source as keyof typeof FROM] ?? "part.said.from");
  const from = t(key, { n, hits: hits ?? 0 });
  return `${from} · ${share}`;
}

/** Every result that this device holds, whole ones only. */
export function allResults(): PeriodResult[] {
  return all("period_result").flatMap((doc) => periodResultOf(doc) ?? []);
}

/** A grade of the default rule in the language chosen now, its key the code points of its Chinese; others as written. */
export function gradeWords(grade: string): string {
  const signs = [...grade].map((sign) => sign.codePointAt(0)?.toString(16)).join("_");
  const words = t(`grades.${signs}` as Key);
  return words.startsWith("grades.") ? grade : words;
}
