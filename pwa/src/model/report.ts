/**
 * 上报: by when a report is due, and how a report or a brief stands. Mirrors models/report_due.py and models/report.py.
 * Promises: pure.
 */
import type { Doc, Hex, Register, Value } from "../sync/interface";
import type { Day } from "./day";
import { type Given, mapOf, type Registers, text } from "./given";
import { dayOfMonth, monthAfter } from "./plan-day";
import { moved, type WorkingDays } from "./working-days";

export type ReportType = "monthly" | "yearly";
const DUE_DAY = 5;
export const WARN_DAYS = 3;
const CONTENT = ["title", "reason", "text", "type", "unit", "who", "sections/", "figures/", "targets/", "photos/"];

/** A month's report is due in the month after it, a year's at the year's end. */
export function reportDue(type: string, period: string, rule: Given, days: WorkingDays): Day {
  const holiday = text(rule.on_holiday) || "same";
  if (type === "yearly") return moved(days, `${period}-12-31`, holiday);
  const day = typeof rule.due_day === "number" ? rule.due_day : DUE_DAY;
  return moved(days, dayOfMonth(monthAfter(period, 1), day), holiday);
}

/** What a programme says of reports upward. */
export function ruleOf(registers: Registers, type: ReportType): Given | null {
  const wanted = type === "monthly" ? "monthly" : "year_end";
  for (const path of [...registers.keys()].sort()) {
    if (!path.startsWith("publications/") || path.split("/").length !== 2) continue;
    const given = mapOf(registers.get(path));
    const cadence = mapOf(given?.cadence);
    if (given?.kind === "report" && cadence?.type === wanted) return cadence;
  }
  return null;
}

/** `returned`: sent back; `changed`: written in since it was checked. */
export type ReportState = "draft" | "returned" | "changed" | "checked" | "sent";

export function reportState(doc: Doc): ReportState {
  if (doc.registers.get("sent")?.value === true) return "sent";
  const checks = checksOf(doc).sort((one, other) => (one.stamp < other.stamp ? 1 : -1));
  const latest = checks[0];
  if (!latest) return "draft";
  if (!accepts(latest)) return "returned";
  const content = contentOf(doc);
  if (content.length > 0 && content.every((part) => isChecked(part, checks))) return "checked";
  return content.some((part) => !isBefore(part, latest)) ? "changed" : "draft";
}

/** Whether there is something in it that nobody has checked yet and that this person didn't write. */
export function awaitsCheckOf(doc: Doc, person: Hex): boolean {
  const checks = checksOf(doc);
  return contentOf(doc).some((part) => part.author !== person && !isChecked(part, checks));
}

const contentOf = ({ registers }: Doc): Register[] =>
  [...registers].flatMap(([path, each]) => (CONTENT.some((name) => path.startsWith(name)) ? each : []));

const checksOf = ({ registers }: Doc): Register[] =>
  [...registers].flatMap(([path, each]) => (path.startsWith("checks/") && mapOf(each.value) ? each : []));

const accepts = ({ value }: Register): boolean => mapOf(value)?.ruling === "accepted";

/** Each part is taken by somebody who didn't write it, and who had it before them. */
const isChecked = (part: Register, checks: readonly Register[]): boolean =>
  checks.some((check) => accepts(check) && check.author !== part.author && isBefore(part, check));

/** What waits in the outbox arrives last. */
const isBefore = (part: Register, check: Register): boolean =>
  part.stamp < check.stamp && (part.receivedMs ?? Infinity) <= (check.receivedMs ?? Infinity);

/** Who drafted it: the author of what is written once at its making. */
export function creatorOf({ registers }: Doc): Hex | null {
  return registers.get("institution")?.author ?? null;
}

export interface Part {
  readonly key: string;
  readonly said: Given;
}

/** The maps under a prefix, in their order. */
export function partsOf({ registers }: Doc, prefix: string): Part[] {
  const parts = [...registers].flatMap(([path, { value }]) => {
    const said = path.startsWith(prefix) ? mapOf(value) : null;
    return said ? [{ key: path.slice(prefix.length), said }] : [];
  });
  return parts.sort((one, other) => Number(one.said.order) - Number(other.said.order));
}

export function saidAt({ registers }: Doc, path: string): string {
  return text(registers.get(path)?.value as Value);
}

/** Sent after its day, or not sent though its day is over. */
export function isLate(due: Day, sent: Day, today: Day): boolean {
  return due !== "" && (sent || today) > due;
}
