/** The week at a glance: seven days, each with a mark and a word for it; each leads to its form. */
import type { JSX } from "preact";
import { type Day, weekdayOf, weekOf } from "../model/day";
import { type DayState, type Evaluation, stateOf } from "../model/evaluation";
import { t } from "../text";
import { Icon } from "./icons";
import { dayAndWeekday, weekdays } from "./when";
import "./week.css";

/** The word for a day's state. */
export function stateWords(state: DayState): string {
  const words = {
    none: t("day.none"),
    draft: t("day.draft"),
    done: t("day.done"),
    late: t("day.late"),
    future: t("day.future"),
  };
  return words[state];
}

interface DayMarkProps {
  readonly day: Day;
  readonly today: Day;
  readonly state: DayState;
}

export function DayMark({ day, today, state }: DayMarkProps): JSX.Element {
  const face = (
    <b aria-hidden="true">{state === "done" || state === "late" ? <Icon name="check" /> : Number(day.slice(8))}</b>
  );
  const classes = `day ${state}${day === today ? " today" : ""}`;
  const label = `${dayAndWeekday(day)} ${stateWords(state)}`;
  if (state === "future") {
    return (
      <span class={classes}>
        {face}
        <span class="away">{label}</span>
      </span>
    );
  }
  return (
    <a class={classes} href={`/self/${day}`} aria-label={label}>
      {face}
    </a>
  );
}

export function Week({ today, days }: { today: Day; days: ReadonlyMap<Day, Evaluation> }): JSX.Element {
  return (
    <div class="week">
      <WeekdayNames today={today} />
      {weekOf(today).map((day) => (
        <DayMark key={day} day={day} today={today} state={stateOf(day, today, days)} />
      ))}
    </div>
  );
}

/** The seven names over the columns; said again in each day's own name. */
export function WeekdayNames({ today }: { today?: Day }): JSX.Element {
  const now = today === undefined ? -1 : weekdayOf(today);
  return (
    <>
      {weekdays().map((name, at) => (
        <span key={name} class={at === now ? "weekday now" : "weekday"} aria-hidden="true">
          {name}
        </span>
      ))}
    </>
  );
}
