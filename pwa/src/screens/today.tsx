/** 今天: what is to be done now: the day's self-evaluation, reviews owed, and what the person should know. */
import type { JSX } from "preact";
import { addDays, localOf } from "../model/day";
import { before, type Evaluation, gaps, repeated, stateOf, streak } from "../model/evaluation";
import { selfEvaluationDraft, writeDraft } from "../parts/draft";
import { Frame } from "../parts/frame";
import { formNamed, now, person, placeName, replica, selfForm, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { here, install, offer } from "../parts/install";
import { myDays, myTasks, type Task } from "../parts/own";
import { Week } from "../parts/week";
import { dayAndWeekday, dayWords } from "../parts/when";
import { navigate } from "../router";
import { t } from "../text";

export function Today(): JSX.Element {
  const day = today.value;
  const state = stateOf(day, day, myDays.value);
  const unit = placeName(person.value?.units[0]);
  return (
    <Frame
      title={t("tab.today")}
      under={unit ? `${dayAndWeekday(day)} · ${unit}` : dayAndWeekday(day)}
      tab="today"
      dock={state === "done" ? undefined : <StartDock draft={state === "draft"} />}
    >
      <Notices />
      <SelfCard />
      <Gaps />
      {myTasks.value.map((task) => (
        <TaskCard key={task.round.id} task={task} />
      ))}
      <InstallCard />
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
        <span class="grow">{row > 1 ? t("streak", { n: row }) : t("streak.begin")}</span>
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
  const form = formNamed(selfForm.value);
  if (evaluation && evaluation.answers.size > 0 && form) {
    return <span class="tag warn num">{t("self.draft", { n: evaluation.answers.size, of: form.items.length })}</span>;
  }
  return <span class="tag warn">{t("self.until")}</span>;
}

/** Copies the judgements of the latest submitted day into today's draft and opens it for a look. */
async function repeat(): Promise<void> {
  const day = today.peek();
  const form = formNamed(selfForm.peek());
  const last = form && before(day, form.name, myDays.peek());
  if (form && last) {
    const draft = await selfEvaluationDraft(day, form.name);
    const writes = repeated(form, last.answers).map(([item, value]) => [`answers/${item}`, value] as const);
    await writeDraft(draft, writes);
  }
  navigate(`/self/${day}`);
}

function StartDock({ draft }: { draft: boolean }): JSX.Element {
  const day = today.value;
  const last = draft ? null : before(day, selfForm.value, myDays.value);
  return (
    <>
      {last && (
        <button type="button" class="btn soft" onClick={() => void repeat()}>
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

function Gaps(): JSX.Element | null {
  const [latest, ...others] = gaps(today.value, myDays.value);
  if (!latest) return null;
  return (
    <a class="card row" href={`/self/${latest}`}>
      <span class="grow">
        <b>{t("gap", { day: dayWords(latest) })}</b>
        <span class="muted block">{others.length > 0 ? t("gap.more", { n: others.length }) : t("gap.how")}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}

function TaskCard({ task }: { task: Task }): JSX.Element {
  const { round, owed, left } = task;
  const days = Math.max(0, Math.ceil((round.closesAt - now.value) / 86_400_000));
  return (
    <a class="card stack" href={`/reviews/${round.id}`}>
      <div class="row">
        <h2 class="grow">{round.title}</h2>
        <span class={left > 0 && days <= 2 ? "tag warn" : "tag"}>{t("days.left", { n: days })}</span>
      </div>
      <progress class="bar" max={owed.length} value={owed.length - left} aria-label={round.title} />
      <span class="muted">
        {left > 0 ? t("task.left", { n: left }) : t("task.done")} ·{" "}
        {round.anonymity === "confidential" ? t("anonymity.confidential") : t("anonymity.named")}
      </span>
    </a>
  );
}

function Notices(): JSX.Element | null {
  const status = replica.value?.status.value;
  const notices = replica.value?.notices.value ?? [];
  if (!status) return null;
  const refused = status.refused > 0;
  const lines: string[] = [];
  if (refused) lines.push(t("notice.refused", { n: status.refused }));
  if (status.phase === "signed_out") lines.push(t("notice.signed_out"));
  if (status.phase === "portal") lines.push(t("notice.portal"));
  if (notices.some(({ code }) => code === "storage_evicted")) lines.push(t("notice.storage_evicted"));
  return (
    <>
      {lines.map((line) => (
        <a key={line} class={`card row ${refused ? "fail" : "warn"}`} href="/me/sync">
          <Icon name="alert" />
          <span class="grow">{line}</span>
          <Icon name="go" />
        </a>
      ))}
    </>
  );
}

function InstallCard(): JSX.Element | null {
  if (!offer.value || here() === "installed") return null;
  return (
    <section class="card row wrap">
      <div class="grow">
        <h2>{t("install")}</h2>
        <p class="muted">{t("install.why")}</p>
      </div>
      <button type="button" class="btn soft" onClick={() => void install()}>
        {t("install.do")}
      </button>
    </section>
  );
}
