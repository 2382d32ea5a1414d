/** 承诺与台账: the way to my pledges, records, activities and tasks, and first what waits for me. */
import type { JSX } from "preact";
import { pledgeStanding, recordState, taskStanding, valueAt } from "../model/deed";
import { isDue, over, own, Tag, titleOfDeed } from "../parts/deeds/face";
import { errands } from "../parts/deeds/mine";
import { wishWords } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { all, replica, today } from "../parts/here";
import { Icon, type IconName } from "../parts/icons";
import { monthWords } from "../parts/when";
import { t } from "../text";
import "../parts/lists.css";

const SHOWN_MAX = 6;

export default function Deeds(): JSX.Element {
  const waiting = errands.value;
  return (
    <Frame title={t("deeds")} above="/me">
      {waiting.length > 0 && <h2 class="section">{t("deeds.waiting", { n: waiting.length })}</h2>}
      {waiting.length > 0 && (
        <div class="card list">
          {waiting.slice(0, SHOWN_MAX).map(({ doc, wish, href }) => (
            <a key={doc.id} class="line-row" href={href}>
              <span class="grow clamp">{titleOfDeed(doc)}</span>
              <Tag of={[wishWords(wish), "warn"]} />
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
      {waiting.length > SHOWN_MAX && <p class="small">{t("deeds.more", { n: waiting.length - SHOWN_MAX })}</p>}
      <nav class="card list" aria-label={t("deeds")}>
        <Entry href="/pledges" icon="star" words={t("pledges.mine")} under={pledgesUnder()} />
        <Entry href="/records" icon="book" words={t("records")} under={recordsUnder()} />
        <Entry href="/activities" icon="flag" words={t("activities")} under={activitiesUnder()} />
        <Entry href="/tasks" icon="check" words={t("tasks")} under={tasksUnder()} />
      </nav>
      <nav class="card list" aria-label={t("pledge_board")}>
        <Entry href="/pledges/board" icon="people" words={t("pledge_board")} under={t("pledge_board.under")} />
      </nav>
    </Frame>
  );
}

function Entry({
  href,
  icon,
  words,
  under,
}: {
  href: string;
  icon: IconName;
  words: string;
  under: string;
}): JSX.Element {
  return (
    <a class="line-row" href={href}>
      <Icon name={icon} />
      <span class="grow">
        <b class="block">{words}</b>
        <span class="muted">{under}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}

function pledgesUnder(): string {
  const mine = own("pledge", "pledger").map(({ registers }) => pledgeStanding(registers).state);
  if (mine.length === 0) return t("pledges.none.short");
  const shown = mine.filter((state) => state === "published" || state === "reported").length;
  return t("pledges.under", { n: mine.filter((state) => state !== "withdrawn").length, shown });
}

function recordsUnder(): string {
  const month = today.value.slice(0, 7);
  const mine = own("record_entry", "person").filter(
    (doc) => String(valueAt(doc, "day")).startsWith(month) && recordState(doc.registers) !== "withdrawn",
  );
  return t("records.under", { month: monthWords(month), n: mine.length });
}

function activitiesUnder(): string {
  const me = replica.value?.person ?? "";
  const open = all("activity").filter((doc) => valueAt(doc, "announced") === true && !over(doc));
  return t("activities.under", { n: open.length, due: open.filter((doc) => isDue(doc, me)).length });
}

function tasksUnder(): string {
  const running = own("contracted_task", "responsible").filter(({ registers }) =>
    ["assigned", "taken", "reported", "returned"].includes(taskStanding(registers).state),
  );
  return t("tasks.under", { n: running.length });
}
