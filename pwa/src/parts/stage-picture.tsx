/** 阶段图: the stages of a programme one below the other on one scale of days, with today across them. */
import type { JSX } from "preact";
import { addDays, type Day } from "../model/day";
import { covers, dueDays, type Stage, type Stretch, stretchOf, windows } from "../model/stages";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import { today } from "./here";
import { elementAt, titleIn } from "./plan-titles";
import { daysBetween } from "./plan-words";
import { type Running, runningOf } from "./plans";
import { dayWords, monthWords } from "./when";
import "./stage-picture.css";

const LONE_DAYS = 90;

interface Scale {
  readonly begin: Day;
  readonly days: number;
}

/** From the first day that is drawn to the last; an open end reaches a while beyond today. */
function scaleOf({ frame }: Running["plan"], stages: readonly Stretch[]): Scale {
  const known = stages.flatMap(({ begin, end }) => [begin, end]).filter((day) => day !== null);
  const begins = [frame.within.begin, ...known].filter((day) => day !== null).sort();
  const begin = begins[0] ?? today.value;
  const last = [frame.within.end, ...known]
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  const end = last && last > begin ? last : addDays(today.value > begin ? today.value : begin, LONE_DAYS);
  return { begin, days: Math.max(1, daysBetween(begin, end) + 1) };
}

/** Every year of which a day is drawn. */
function yearsOf({ begin, days }: Scale): number[] {
  const [first, last] = [begin, addDays(begin, days - 1)].map((day) => Number(day.slice(0, 4))) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, more) => first + more);
}

function at({ begin, days }: Scale, day: Day): number {
  return Math.min(100, Math.max(0, (daysBetween(begin, day) / days) * 100));
}

export function StagePicture({ doc }: { doc: Doc }): JSX.Element | null {
  const of = runningOf(doc);
  const { stages, within } = of.plan.frame;
  const order = ({ id }: Stage) => Number(elementAt(of.doc, "stages", id)?.order ?? 0);
  const list = [...stages.values()].sort((one, other) => order(one) - order(other));
  if (list.length === 0) return null;
  const stretches = new Map(list.map((stage) => [stage, stretchOf(stage, within.begin)]));
  const scale = scaleOf(of.plan, [...stretches.values()]);
  return (
    <section class="stack" aria-label={t("agenda.stages")}>
      <h2 class="section">{t("agenda.stages")}</h2>
      <ol class="card list stages" aria-label={t("agenda.stages")}>
        <li class="scale num" aria-hidden="true">
          <span>{monthWords(scale.begin.slice(0, 7))}</span>
          <span class="legend">{t("agenda.today", { day: dayWords(today.value) })}</span>
          <span>{monthWords(addDays(scale.begin, scale.days - 1).slice(0, 7))}</span>
        </li>
        {list.map((stage) => (
          <StageLine key={stage.id} of={of} stage={stage} stretch={stretches.get(stage) as Stretch} scale={scale} />
        ))}
      </ol>
    </section>
  );
}

interface StageLineProps {
  readonly of: Running;
  readonly stage: Stage;
  readonly stretch: Stretch;
  readonly scale: Scale;
}

function StageLine({ of, stage, stretch, scale }: StageLineProps): JSX.Element {
  const day = today.value;
  const due = stage.kind === "milestone" ? dueDays(stage) : [];
  const returning = stage.kind === "window" ? windows(stage, of.plan.frame.within, yearsOf(scale)) : [];
  const spans = stage.kind === "window" ? returning.map(([, each]) => each) : [stretch];
  const now = due.length === 0 && spans.some((each) => (each.begin !== null || each.end !== null) && covers(each, day));
  const over = (due.at(-1) ?? stretch.end ?? "9999") < day;
  return (
    <li class={`stage ${stage.parent ? "within" : ""} ${now ? "now" : ""} ${over ? "over" : ""}`}>
      <span class="row">
        <span class="grow">{titleIn(elementAt(of.doc, "stages", stage.id)) || stage.title}</span>
        {now && <span class="tag info">{t("agenda.now")}</span>}
        {over && <span class="tag">{t("agenda.over")}</span>}
      </span>
      <span class="muted small num block">{stageDays(stage, stretch, due, returning)}</span>
      <svg class="track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rail" x="0" y="4" width="100" height="2" />
        {due.length === 0 &&
          spans.map((each) => {
            const [from, to] = [at(scale, each.begin ?? scale.begin), at(scale, addDays(each.end ?? "9998-12-31", 1))];
            return <rect key={from} class="span" x={from} y="2" width={Math.max(1, to - from)} height="6" />;
          })}
        {due.map((each) => (
          <rect key={each} class="due" x={Math.min(98.5, at(scale, each))} y="0" width="1.5" height="10" />
        ))}
        <rect class="today" x={Math.min(99.4, at(scale, day))} y="0" width="0.6" height="10" />
      </svg>
    </li>
  );
}

function stageDays(
  stage: Stage,
  { begin, end }: Stretch,
  due: readonly Day[],
  returning: ReturnType<typeof windows>,
): string {
  if (due.length > 0) return due.map((day) => t("agenda.before", { day: yearly(day) })).join(t("list.comma"));
  if (stage.kind === "window") {
    const known = returning.map(
      ([{ title }, each]) => `${title} ${yearly(each.begin ?? "")}–${dayWords(each.end ?? "")}`,
    );
    const unknown = stage.moving.filter(({ at: day, from, to }) => !day && !from && !to);
    return [...known, ...unknown.map(({ title }) => t("agenda.day_unknown", { title }))].join(t("list.comma"));
  }
  if (begin && end) return `${yearly(begin)} – ${yearly(end)}`;
  if (begin) return t("agenda.from", { day: yearly(begin) });
  return end ? t("agenda.before", { day: yearly(end) }) : t("agenda.open");
}

/** A day, with its year where that isn't this one. */
function yearly(day: Day): string {
  const year = day.slice(0, 4);
  return year === today.value.slice(0, 4) ? dayWords(day) : `${t("agenda.year", { year })}${dayWords(day)}`;
}
