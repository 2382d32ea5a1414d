/** 交好了: the moment after submitting: what happened to it, the row one keeps, and what comes next. */
import type { JSX } from "preact";
import { streak } from "../model/evaluation";
import { gaps } from "../model/repeat";
import { Frame } from "../parts/frame";
import { replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { myDays } from "../parts/own";
import { myTasks } from "../parts/tasks";
import { Week } from "../parts/week";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";
import "./done.css";

export default function Done({ params }: { params: Params }): JSX.Element {
  const day = params.day ?? "";
  const status = replica.value?.status.value;
  const sent = status?.phase === "synced" && status.waitingChanges === 0;
  const row = streak(today.value, myDays.value);
  const title = day === today.value ? t("done.today") : t("done.day", { day: dayWords(day) });
  return (
    <Frame
      title={title}
      above="/"
      dock={
        <a class="btn" href="/" data-tab>
          {t("done.back")}
        </a>
      }
    >
      <div class="empty done-mark">
        <Icon name={status?.unsaved ? "alert" : "check"} />
        <p class="done-words">{t("done.thanks")}</p>
        <p>{t(status?.unsaved ? "done.unsaved" : sent ? "done.sent" : "done.kept")}</p>
      </div>
      <section class="card stack">
        <Week today={today.value} days={myDays.value} />
        {row > 1 && (
          <p class="row hint">
            <Icon name="flame" />
            {t("streak", { n: row })}
          </p>
        )}
      </section>
      <Next />
    </Frame>
  );
}

function Next(): JSX.Element | null {
  const task = myTasks.value.find(({ left }) => left > 0);
  const [gap] = gaps(today.value, myDays.value);
  if (!task && !gap) return null;
  return (
    <>
      <h2 class="aside">{t("done.next")}</h2>
      {task && (
        <a class="card row" href={`/reviews/${task.round.id}`}>
          <span class="grow">
            <b>{task.round.title}</b>
            <span class="muted block">{t("task.left", { n: task.left })}</span>
          </span>
          <Icon name="go" />
        </a>
      )}
      {gap && (
        <a class="card row" href={`/self/${gap}`}>
          <span class="grow">{t("gap", { day: dayWords(gap) })}</span>
          <Icon name="go" />
        </a>
      )}
    </>
  );
}
