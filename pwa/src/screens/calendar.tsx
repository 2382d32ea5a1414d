/** 月历: a month of self-evaluations, the row one keeps, and the way to any past day's form. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { monthOf } from "../model/day";
import { stateOf, streak } from "../model/evaluation";
import { addMonths, monthPage } from "../model/months";
import { Frame } from "../parts/frame";
import { today } from "../parts/here";
import { Icon } from "../parts/icons";
import { readOlder } from "../parts/older";
import { myDays } from "../parts/own";
import { DayMark, stateWords, WeekdayNames } from "../parts/week";
import { monthWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";
import "./calendar.css";

export default function Calendar({ params }: { params: Params }): JSX.Element {
  const given = params.month ?? "";
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : monthOf(today.value);
  useEffect(() => readOlder(`${month}-01`), [month]);
  const days = myDays.value;
  const done = [...days.values()].filter(({ day, submittedMs }) => monthOf(day) === month && submittedMs !== null);
  const late = done.filter((evaluation) => evaluation.late).length;
  return (
    <Frame title={t("calendar")} above="/">
      <div class="figures">
        <Figure value={streak(today.value, days)} words={t("calendar.row")} />
        <Figure value={done.length} words={t("calendar.done")} />
        <Figure value={late} words={t("calendar.late")} />
      </div>
      <section class="card" aria-label={monthWords(month)}>
        <Pager month={month} />
        <div class="month">
          <WeekdayNames />
        </div>
        {monthPage(month).map((week) => (
          <div key={week[0]} class="month">
            {week.map((day) =>
              monthOf(day) === month ? (
                <DayMark key={day} day={day} today={today.value} state={stateOf(day, today.value, days)} />
              ) : (
                <span key={day} />
              ),
            )}
          </div>
        ))}
      </section>
      <Legend />
      <p class="small">{t("streak.rule")}</p>
    </Frame>
  );
}

function Figure({ value, words }: { value: number; words: string }): JSX.Element {
  return (
    <p class="card figure">
      <b class="num">{value}</b>
      <span class="small">{words}</span>
    </p>
  );
}

function Pager({ month }: { month: string }): JSX.Element {
  const next = addMonths(month, 1);
  return (
    <div class="row pager">
      <a class="back" href={`/calendar/${addMonths(month, -1)}`} data-replace aria-label={t("month.before")}>
        <Icon name="back" />
      </a>
      <h2 class="grow">{monthWords(month)}</h2>
      {next <= monthOf(today.value) ? (
        <a class="back" href={`/calendar/${next}`} data-replace aria-label={t("month.after")}>
          <Icon name="go" />
        </a>
      ) : (
        <span class="back" />
      )}
    </div>
  );
}

function Legend(): JSX.Element {
  return (
    <ul class="legend small">
      {(["done", "late", "draft", "none"] as const).map((state) => (
        <li key={state} class={`day ${state}`}>
          <b aria-hidden="true">{state === "done" || state === "late" ? <Icon name="check" /> : ""}</b>
          {stateWords(state)}
        </li>
      ))}
    </ul>
  );
}
