/** 我的互评任务: whom I review in one round, how far I am, and what was promised about it. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import type { Owed } from "../model/peer";
import { Frame } from "../parts/frame";
import { placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { PersonLine } from "../parts/person-line";
import { subjectAt } from "../parts/subject";
import { myTasks } from "../parts/tasks";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";

export default function RoundProgress({ params }: { params: Params }): JSX.Element {
  const task = myTasks.value.find(({ round }) => round.id === params.round);
  if (!task) {
    return (
      <Frame title={t("tab.reviews")} above="/reviews">
        <Nothing title={t("round.away")}>{t("round.away.why")}</Nothing>
      </Frame>
    );
  }
  const { round, owed, done } = task;
  const next = owed.find(({ state }) => state === "none" || state === "draft");
  return (
    <Frame
      title={round.title}
      above="/reviews"
      dock={
        next && (
          <a class="btn" href={`/reviews/${round.id}/${next.subject}`}>
            {next.state === "draft" ? t("self.continue") : t("review.next")}
          </a>
        )
      }
    >
      <div class="row">
        <progress class="bar grow" max={owed.length} value={done} aria-label={t("progress.label")} />
        <span class="small num">{t("progress", { n: done, of: owed.length })}</span>
      </div>
      <p class="promise">
        <Icon name="lock" />
        <span>
          {t(`promise.${round.anonymity}`, { n: round.threshold })}{" "}
          {t("closes", { day: dayWords(dayOf(round.closesAt - 1)) })}
        </span>
      </p>
      <div class="card list">
        {owed.map((one) => (
          <Subject key={one.subject} round={round.id} one={one} />
        ))}
      </div>
    </Frame>
  );
}

function Subject({ round, one }: { round: string; one: Owed }): JSX.Element | null {
  const subject = subjectAt(round, one.subject);
  if (!subject) return null;
  return (
    <PersonLine person={subject} under={placeName(subject.units[0])} href={`/reviews/${round}/${one.subject}`}>
      <StateTag state={one.state} />
      <Icon name="go" />
    </PersonLine>
  );
}

function StateTag({ state }: { state: Owed["state"] }): JSX.Element {
  if (state === "none") return <span class="tag">{t("review.none")}</span>;
  if (state === "elsewhere") return <span class="tag">{t("task.away")}</span>;
  if (state === "draft") return <span class="tag warn">{t("day.draft")}</span>;
  return (
    <span class="tag pass">
      <Icon name="check" />
      {t("day.done")}
    </span>
  );
}
