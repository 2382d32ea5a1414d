/** 今天: what is to be done now: the day's self-evaluation first, then what else waits. */
import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { addDays, localOf } from "../model/day";
import { type Evaluation, lastBefore, stateOf, streak } from "../model/evaluation";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { person, placeName, selfForm, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { myDays } from "../parts/own";
import { Week } from "../parts/week";
import { dayAndWeekday, dayWords } from "../parts/when";
import { moreTexts, t } from "../text";

/** What stands below the day's card; fetched after the first paint, so that nothing waits for it. */
const errands = signal<ComponentType | null>(null);

async function fetchErrands(): Promise<void> {
  if (errands.peek()) return;
  const [module] = await Promise.all([import("../parts/errands"), moreTexts()]);
  await module.fetchParts();
  errands.value = module.Errands;
}

export function Today(): JSX.Element {
  const day = today.value;
  const state = stateOf(day, day, myDays.value);
  const unit = placeName(person.value?.units[0]);
  const outside = has(person.value, "assessor") && !unit;
  const Errands = errands.value;
  useEffect(() => void fetchErrands().catch(() => undefined), []);
  return (
    <Frame
      title={t("tab.today")}
      under={unit ? `${dayAndWeekday(day)} · ${unit}` : dayAndWeekday(day)}
      tab="today"
      dock={state === "done" || outside ? undefined : <StartDock draft={state === "draft"} />}
    >
      {!outside && <SelfCard />}
      {Errands && <Errands />}
    </Frame>
  );
}

function SelfCard(): JSX.Element {
  const day = today.value;
  const days = myDays.value;
  const row = streak(day, days);
  return (
    <section class="card stack" aria-labelledby="self">
      <div class="row">
        <h2 class="grow" id="self">
          {t("self.today")}
        </h2>
        <SelfTag evaluation={days.get(day)} />
      </div>
      <Week today={day} days={days} />
      <a class="row streak" href={`/calendar/${day.slice(0, 7)}`}>
        <Icon name="flame" />
        <span class="grow">{row > 0 ? t("streak", { n: row }) : t("streak.begin")}</span>
        <span class="small">{t("calendar")}</span>
        <Icon name="go" />
      </a>
    </section>
  );
}

function SelfTag({ evaluation }: { evaluation: Evaluation | undefined }): JSX.Element {
  if (evaluation?.submittedMs != null) {
    const { time } = localOf(evaluation.submittedMs);
    return (
      <span class="tag pass">
        <Icon name="check" />
        {evaluation.waiting ? t("self.waiting", { time }) : t("self.done", { time })}
      </span>
    );
  }
  if (evaluation && evaluation.answers.size > 0) {
    return <span class="tag warn num">{t("self.draft", { n: evaluation.answers.size })}</span>;
  }
  return <span class="tag warn">{t("self.until")}</span>;
}

function StartDock({ draft }: { draft: boolean }): JSX.Element {
  const day = today.value;
  const last = draft ? null : lastBefore(day, selfForm.value, myDays.value);
  return (
    <>
      {last && (
        <button
          type="button"
          class="btn soft"
          onClick={() => void import("../parts/as-before").then(({ beginAsBefore }) => beginAsBefore(day))}
        >
          <Icon name="repeat" />
          {last.day === addDays(day, -1) ? t("self.as_yesterday") : t("self.as_day", { day: dayWords(last.day) })}
        </button>
      )}
      <a class="btn" href={`/self/${day}`}>
        {draft ? t("self.continue") : t("self.start")}
      </a>
    </>
  );
}
