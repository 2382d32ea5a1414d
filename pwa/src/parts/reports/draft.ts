/**
 * 起草: what a month or a year was, from what this phone holds of it: figures with those of the time before, what is
 * still open, and the programme's targets. What is drafted is a beginning: the office writes the rest.
 */

import { dayOf } from "../../model/day";
import { type Given, listOf, mapOf, text } from "../../model/given";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { OPEN, orderStanding } from "../../model/order";
import { monthAfter } from "../../model/plan-day";
import type { ReportType } from "../../model/report";
import type { Doc, Hex, Value } from "../../sync/interface";
import { type Key, t } from "../../text";
import { all, institution, mine, placeName } from "../here";

interface Figure {
  readonly label: Key;
  readonly count: (within: (day: string) => boolean, period: string) => number | string | null;
  readonly unit: string;
}

const dayAt = (doc: Doc, path: string): string => text(doc.registers.get(path)?.value);
const counted = (kind: string, path: string) => (within: (day: string) => boolean) =>
  all(kind).filter((doc) => dayAt(doc, path) && within(dayAt(doc, path))).length;

const FIGURES: readonly Figure[] = [
  { label: "draft.days", count: (_, period) => daysShare(period), unit: "%" },
  { label: "draft.found", count: counted("finding", "day"), unit: "" },
  { label: "draft.orders", count: counted("order", "issued_on"), unit: "" },
  { label: "draft.bulletins", count: counted("bulletin", "issued_on"), unit: "" },
  { label: "draft.complaints", count: counted("complaint", "day"), unit: "" },
  { label: "draft.activities", count: (within) => activities(within), unit: "" },
  { label: "draft.deeds", count: (within) => deeds(within), unit: "" },
  { label: "draft.satisfaction", count: (within) => satisfaction(within), unit: "%" },
];

/** The share of days filled in time, by the house's own result. */
function daysShare(period: string): string | null {
  const house = institution.value?.id;
  const result = all("period_result").find(
    ({ registers }) => registers.get("period")?.value === period && idOf(registers.get("subject")?.value) === house,
  );
  const components = listOf(result?.registers.get("components")?.value).map((each) => mapOf(each));
  return text(components.find((each) => each?.id === "days")?.value) || null;
}

function activities(within: (day: string) => boolean): number {
  return all("activity").filter(({ registers }) => {
    const begins = registers.get("begins_at")?.value;
    return registers.get("announced")?.value === true && typeof begins === "number" && within(dayOf(begins));
  }).length;
}

function deeds(within: (day: string) => boolean): number {
  return all("brief").filter((doc) => dayAt(doc, "type") === "good_deed" && within(dayAt(doc, "day"))).length;
}

/** The last survey that was published in the time. */
function satisfaction(within: (day: string) => boolean): string | null {
  const rates = all("survey_result").flatMap((doc) => {
    const { value: rate, receivedMs: at } = doc.registers.get("rate") ?? { value: null, receivedMs: null };
    return rate && at && within(dayOf(at)) ? [[at, String(rate)] as const] : [];
  });
  return rates.sort(([one], [other]) => other - one)[0]?.[1] ?? null;
}

const before = (type: ReportType, period: string): string =>
  type === "monthly" ? monthAfter(period, -1) : String(Number(period) - 1);

/** The registers of a report as it is begun. */
export function draftOf(type: ReportType, period: string): [string, Value][] {
  const house = institution.peek();
  const writes: [string, Value][] = [
    ["institution", house ? bytesOf(house.id) : null],
    ["type", type],
    ["period", period],
    ["edition", "1"],
    ["title", titleOf(type, period)],
  ];
  const told: string[] = [];
  let order = 0;
  for (const { label, count, unit } of FIGURES) {
    const now = count((day) => day.startsWith(period), period);
    if (now === null) continue;
    const former = count((day) => day.startsWith(before(type, period)), before(type, period));
    const figure: { [key: string]: Value } = { order: ++order, label: t(label), value: `${now}${unit}` };
    if (former !== null) figure.before = `${former}${unit}`;
    writes.push([`figures/f${order}`, figure]);
    if (now !== 0) told.push(`${t(label)} ${now}${unit}`);
  }
  const open = stillOpen();
  const sections = [
    [t("draft.whole"), told.length > 0 ? told.join(t("draft.comma")) + t("draft.stop") : ""],
    [t("draft.problems"), open.length > 0 ? t("draft.open", { what: open.join(t("draft.of")) }) : ""],
    [t(type === "monthly" ? "draft.month" : "draft.year"), ""],
  ] as const;
  sections.forEach(([heading, words], at) => {
    writes.push([`sections/s${at + 1}`, { order: at + 1, heading, text: words, drafted: true }]);
  });
  if (type === "yearly") writes.push(...targets());
  return writes;
}

function titleOf(type: ReportType, period: string): string {
  const year = period.slice(0, 4);
  return type === "monthly"
    ? t("draft.title.monthly", { year, month: Number(period.slice(5)) })
    : t("draft.title.yearly", { year });
}

function stillOpen(): string[] {
  return all("order")
    .filter(({ registers }) => OPEN.includes(orderStanding(registers).state))
    .map((doc) => `${placeName(idOf(doc.registers.get("unit")?.value))}${dayAt(doc, "title")}`)
    .slice(0, 8);
}

/** The targets of the programmes that run; what a survey measured is held against its number. */
function targets(): [string, Value][] {
  const rate = satisfaction(() => true);
  const wanted = running().flatMap((doc) =>
    [...doc.registers].flatMap(([path, { value }]): Given[] => {
      const given = path.startsWith("targets/") && path.split("/").length === 2 ? mapOf(value) : null;
      return given ? [given] : [];
    }),
  );
  return wanted.map((target, at) => {
    const measured = target.metric === "satisfaction_rate" ? rate : null;
    const least = typeof target.value === "number" ? target.value : null;
    const said: { [key: string]: Value } = { order: at + 1, label: text(target.title) };
    if (least !== null) said.wanted = `${String(target.op ?? "")}${least}${target.unit === "percent" ? "%" : ""}`;
    if (measured !== null) said.value = `${measured}%`;
    said.met = measured !== null && least !== null && target.op === ">=" ? Number(measured) >= least : null;
    return [`targets/t${at + 1}`, said];
  });
}

/** The programmes in force, each in its newest version. */
function running(): Doc[] {
  const out = all("programme").filter(
    ({ registers }) => registers.get("published")?.value === true && !registers.get("ended")?.value,
  );
  const replaced = new Set(out.map(({ registers }) => idOf(registers.get("supersedes")?.value)));
  return out.filter(({ id }) => !replaced.has(id));
}

/** The id of a house's report of a period. */
export function reportId(house: Hex, type: ReportType, period: string, edition = "1"): Promise<Hex> {
  return mine().naturalId("report", dashed(house), type, period, edition);
}
