/** 工作日历: the year's holidays and days worked instead, as the library has them, and the institution's own over them. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays, type Day } from "../model/day";
import { bytesOf, dashed, idOf } from "../model/ids";
import { textAt } from "../model/person";
import { isWholeDay } from "../model/plan-day";
import { isKnown, type SpecialDay, workingDays } from "../model/working-days";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { all, institution, isAdmin, mine, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { DayPick } from "../parts/pick";
import { say } from "../parts/toast";
import { dayWords } from "../parts/when";
import type { Doc } from "../sync/interface";
import { type Key, t } from "../text";
import "../parts/lists.css";

type DayType = "work" | "rest" | "holiday";
const WORDS: { readonly [type: string]: Key } = {
  work: "agenda.days.work",
  rest: "agenda.days.rest",
  holiday: "agenda.days.holiday",
};

/** The institution's own calendar of a year. */
function ownOf(year: string): Doc | undefined {
  return all("work_calendar").find(
    ({ registers }) =>
      registers.get("year")?.value === year &&
      idOf(registers.get("institution")?.value) === (institution.value?.id ?? ""),
  );
}

/** Where the library has a year's holidays from. */
function sourceOf(year: string): string {
  const found = all("work_calendar").find(
    (doc) => doc.registers.get("year")?.value === year && doc.id !== ownOf(year)?.id,
  );
  return found ? textAt(found, "source") : "";
}

/** A day whose words no line's end parts, however large the text. */
function whole(day: string): string {
  return [...dayWords(day)].join("\u2060");
}

export default function OfficeDays(): JSX.Element {
  const year = useSignal(today.value.slice(0, 4));
  const id = institution.value?.id;
  if (!isAdmin.value || !id) {
    return (
      <Frame title={t("agenda.days")} above="/me">
        <Nothing title={t("not_yours")}>{t("admin.not_yours")}</Nothing>
      </Frame>
    );
  }
  const days = workingDays(all("work_calendar"), id);
  const listed = [...days.special].filter(([day]) => day.startsWith(year.value)).sort();
  const next = String(Number(today.value.slice(0, 4)) + 1);
  return (
    <Frame title={t("agenda.days")} above="/me">
      <div class="row wrap">
        {[today.value.slice(0, 4), next].map((each) => (
          <button
            key={each}
            type="button"
            class={each === year.value ? "btn short" : "btn soft short"}
            aria-pressed={each === year.value}
            onClick={() => {
              year.value = each;
            }}
          >
            {t("agenda.year", { year: each })}
          </button>
        ))}
      </div>
      {!isKnown(days, `${year.value}-01-01`) && (
        <p class="hint">
          <Icon name="info" />
          {t("agenda.unknown_year", { year: year.value })}
        </p>
      )}
      {listed.length > 0 && (
        <ul class="card list plain" aria-label={t("agenda.days")}>
          {stretches(listed).map((stretch) => (
            <StretchLine key={stretch.from} stretch={stretch} year={year.value} />
          ))}
        </ul>
      )}
      {sourceOf(year.value) && <p class="muted small">{t("agenda.days.source", { source: sourceOf(year.value) })}</p>}
      <NewDay year={year.value} />
    </Frame>
  );
}

interface Stretch extends SpecialDay {
  readonly from: Day;
  readonly to: Day;
}

/** Days of one kind and name that follow each other are one line. */
function stretches(listed: readonly (readonly [Day, SpecialDay])[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [day, { type, name }] of listed) {
    const last = found.at(-1);
    const free = (each: string) => each !== "work";
    const goesOn = last && last.name === name && free(last.type) === free(type) && addDays(last.to, 1) === day;
    if (goesOn) found[found.length - 1] = { ...last, to: day };
    else found.push({ from: day, to: day, type, name });
  }
  return found;
}

function StretchLine({ stretch: { from, to, type, name }, year }: { stretch: Stretch; year: string }): JSX.Element {
  const own = ownOf(year);
  const mineAlone = from === to && own?.registers.get(`days/${from.slice(5)}`)?.value != null;
  const remove = async () => {
    if (own) await mine().write(own.id, "work_calendar", [[`days/${from.slice(5)}`, null]]);
  };
  return (
    <li class="line-row">
      <span class="grow">
        <b class="block num">{from === to ? dayWords(from) : `${whole(from)} – ${whole(to)}`}</b>
        <span class="muted block">{name}</span>
      </span>
      <span class={type === "work" ? "tag info" : "tag pass"}>{t(WORDS[type] ?? "agenda.days.rest")}</span>
      {mineAlone && (
        <button type="button" class="btn plain short" onClick={() => void remove()}>
          {t("agenda.days.remove")}
        </button>
      )}
    </li>
  );
}

/** One day that the institution settles for itself. */
function NewDay({ year }: { year: string }): JSX.Element {
  const day = useSignal("");
  const type = useSignal<DayType>("rest");
  const name = useSignal("");
  const types = (["rest", "work", "holiday"] as const).map((value) => ({ value, label: t(WORDS[value] as Key) }));
  const right = isWholeDay(day.value) && day.value.startsWith(year);
  const save = async () => {
    const id = institution.peek()?.id;
    if (!id || !right) return;
    const doc = ownOf(year)?.id ?? (await mine().naturalId("work_calendar", dashed(id), year));
    const once = ownOf(year) ? [] : [["institution", bytesOf(id)] as const, ["year", year] as const];
    const value = { type: type.value, name: name.value.trim() };
    await mine().write(doc, "work_calendar", [...once, [`days/${day.value.slice(5)}`, value]]);
    say(t("agenda.days.saved", { day: dayWords(day.value) }));
    day.value = "";
    name.value = "";
  };
  return (
    <section class="card stack" aria-label={t("agenda.days.own")}>
      <h2>{t("agenda.days.own")}</h2>
      <p class="muted">{t("agenda.days.why")}</p>
      <DayPick label={t("agenda.days.day")} value={day} />
      <Choose label={t("agenda.days.type")} value={type} options={types} />
      <TextLine label={t("agenda.days.name")} value={name} />
      <button type="button" class="btn" disabled={!right} onClick={() => void save()}>
        {t("admin.save")}
      </button>
    </section>
  );
}
