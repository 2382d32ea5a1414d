/** On the first screen: a meeting of today, or one that is running: signing in, and the poll that waits, by one tap. */
import type { JSX } from "preact";
import { localOf } from "../../model/day";
import { presence, valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import { atHand } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { EARLY_MS, signingIn } from "../deeds/attendance";
import { Tag, textAt } from "../deeds/bits";
import { attendanceOf } from "../deeds/face";
import { presenceWords } from "../deeds/words";
import { all, now, replica } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { type MeetingNow, meetingsNow } from "./today";
import "../lists.css";
import "./today-card.css";

const TodayPolls = later(async () => (await import("./today-polls")).TodayPolls);

/** For `later`. */
export async function withWords(): Promise<typeof MeetingCards> {
  await Promise.all([moreTexts("meeting", "deeds"), all("poll").length > 0 && TodayPolls.fetch()]);
  return MeetingCards;
}

function MeetingCards(): JSX.Element {
  return (
    <>
      {meetingsNow.value.map((each) => (
        <Card key={each.meeting.id} {...each} />
      ))}
    </>
  );
}

function Card({ activity, meeting, running, mine, serving, due }: MeetingNow): JSX.Element {
  const [begins, ends] = ["begins_at", "ends_at"].map((path) => localOf(Number(valueAt(activity, path) ?? 0)).time);
  const here = running ? atHand(meeting.registers) : null;
  return (
    <section class="card stack" aria-label={textAt(activity, "title")}>
      <a class="row plain-link meeting-now" href={`/meetings/${activity.id}`}>
        <span class="grow">
          <b class="block">{textAt(activity, "title")}</b>
          <span class="muted block num">
            {begins}–{ends} {textAt(activity, "venue")}
          </span>
          {here && <span class="muted block">{t("meeting.card.now", { title: here.title })}</span>}
        </span>
        <Tag of={running ? [t("meeting.begun"), "info"] : [t("meeting.card.today"), ""]} />
        <Icon name="go" />
      </a>
      {all("poll").length > 0 && <TodayPolls meeting={meeting.id} />}
      {serving && (
        <a class="btn soft" href={`/meetings/${activity.id}`}>
          {t(!running ? "meeting.prepare" : mine ? "meeting.run" : "meeting.card.serve")}
        </a>
      )}
      {due && !mine && <SignIn activity={activity} />}
    </section>
  );
}

/** Who is due signs in: by the QR code on the wall, which the phone's own camera reads, or by its digits. */
function SignIn({ activity }: { activity: Doc }): JSX.Element {
  const own = attendanceOf(activity.id, replica.value?.person ?? "");
  const state = own ? presence(own.registers, idOf(valueAt(activity, "organiser")) ?? "") : "none";
  if (state !== "none") return <Tag of={presenceWords(state)} />;
  const early = now.value < Number(valueAt(activity, "begins_at") ?? 0) - EARLY_MS;
  if (early) return <span class="small">{t("meeting.card.early")}</span>;
  return (
    <a
      class="btn soft"
      href={`/activities/${activity.id}`}
      onClick={() => {
        signingIn.value = activity.id;
      }}
    >
      {t("attend.sign")}
    </a>
  );
}
