/** 活动: what and when, who is due; the organiser ticks and ends it, everybody else signs in or asks for leave. */
import type { JSX } from "preact";
import { dayOf, localOf } from "../model/day";
import { type Presence, presence, under, valueAt } from "../model/deed";
import { dashed, idOf } from "../model/ids";
import { Photos } from "../parts/deeds/chain";
import { attendanceOf, nameOfPerson, Tag, textAt } from "../parts/deeds/face";
import { mayRun } from "../parts/deeds/rights";
import { activityType, presenceWords } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { docAt, placeName, replica } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayAndWeekday } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const MeetingLink = later(() => import("../parts/deeds/meeting-link").then((module) => module.MeetingLink));
const AsGuest = later(() => import("../parts/deeds/attend").then((module) => module.AsGuest));
const Running = later(() => import("../parts/deeds/running").then((module) => module.Running));
const RunningDock = later(() => import("../parts/deeds/running").then((module) => module.RunningDock));

export default function ActivityScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.activity);
  if (!doc) {
    return (
      <Frame title={t("activities")} above="/activities">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const runs = mayRun(doc);
  return (
    <Frame
      title={activityType(valueAt(doc, "type"))}
      above="/activities"
      under={placeName(idOf(valueAt(doc, "place")))}
      dock={runs ? <RunningDock doc={doc} /> : <AsGuest doc={doc} />}
    >
      <About doc={doc} />
      {valueAt(doc, "type") === "meeting" && <MeetingLink doc={doc} />}
      {runs && <Running doc={doc} />}
    </Frame>
  );
}

function whenWords(doc: Doc): string {
  const [from, to] = ["begins_at", "ends_at"].map((path) => Number(valueAt(doc, path) ?? 0));
  const [begins, ends] = [localOf(from ?? 0), localOf(to ?? 0)];
  if (begins.day === ends.day) return `${dayAndWeekday(begins.day)} ${begins.time}–${ends.time}`;
  return `${dayAndWeekday(dayOf(from ?? 0))} – ${dayAndWeekday(ends.day)}`;
}

function About({ doc }: { doc: Doc }): JSX.Element {
  const me = replica.value?.person ?? "";
  const mine = attendanceOf(doc.id, me);
  const organiser = idOf(valueAt(doc, "organiser")) ?? "";
  const state: Presence = mine ? presence(mine.registers, organiser) : "none";
  const cancelled = textAt(doc, "cancelled");
  const photos = under(doc.registers, "photos/");
  return (
    <section class="card stack">
      <h2>{textAt(doc, "title")}</h2>
      {cancelled && <p class="wrong-words">{t("activity.cancelled.why", { why: cancelled })}</p>}
      {valueAt(doc, "ended") === true && (
        <p>
          <Tag of={[t("activity.ended"), ""]} />
        </p>
      )}
      <p class="num">{whenWords(doc)}</p>
      <p class="muted">
        {[textAt(doc, "venue"), t("activity.by", { name: nameOfPerson(organiser) })].filter(Boolean).join(" · ")}
      </p>
      {textAt(doc, "agenda") && <p class="words">{textAt(doc, "agenda")}</p>}
      {doc.registers.has(`due/${dashed(me)}`) && (
        <p class="row">
          <span class="muted">{t("activity.mine")}</span>
          <Tag of={presenceWords(state)} />
        </p>
      )}
      {textAt(doc, "minutes") && (
        <>
          <h3>{t("activity.minutes")}</h3>
          <p class="words">{textAt(doc, "minutes")}</p>
        </>
      )}
      {photos.length > 0 && <Photos doc={doc} paths={photos} />}
    </section>
  );
}
