/** Results in words: what a period is called, what a component is, which results this person holds. */
import { aspectOf, type Component, type PeriodResult, periodResultOf, spanOf } from "../model/results";
import { t } from "../text";
import { all } from "./here";
import { monthWords } from "./when";

/** The component that is a count and no measure. */
export const RECORDS = "records";

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
  if (component.id === RECORDS) return t("part.records");
  if (component.source === "peer_review") return t("part.peer", { label });
  return component.source === "self_evaluation" ? t("part.self", { label }) : label;
}

export function sourceWords({ id, source, n, hits, weight }: Component): string {
  const share = weight ? ` · ${t("part.weight", { n: Number(weight) })}` : "";
  if (id === "days") return t("part.days.from", { n, hits: hits ?? 0 }) + share;
  if (source === "peer_review") return t("part.peer.from", { n });
  return source === "self_evaluation" ? t("part.self.from", { n }) + share : t("part.records.from", { n });
}

/** Every result that this device holds, whole ones only. */
export function allResults(): PeriodResult[] {
  return all("period_result").flatMap((doc) => periodResultOf(doc) ?? []);
}
