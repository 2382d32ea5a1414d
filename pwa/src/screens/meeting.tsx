/** 支部会议: prepared, run and written down by its secretary, chair and scribes; followed by everybody who is due. */
import type { JSX } from "preact";
import { localOf } from "../model/day";
import { under, valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { meetingState } from "../model/meeting";
import { Tag, textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { docAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { mayServe, meetingOf, registersOf } from "../parts/meeting/acts";
import { stateWords } from "../parts/meeting/words";
import { Nothing } from "../parts/nothing";
import { dayAndWeekday } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { moreTexts, t } from "../text";
import "../parts/lists.css";
import "../parts/meeting/meeting.css";

const Prepare = later(() => import("../parts/meeting/prepare").then((module) => module.Prepare));
const PrepareDock = later(() => import("../parts/meeting/prepare").then((module) => module.PrepareDock));
const Live = later(() => import("../parts/meeting/live").then((module) => module.Live));
const LiveDock = later(() => import("../parts/meeting/live").then((module) => module.LiveDock));
const Minutes = later(() => import("../parts/meeting/minutes").then((module) => module.Minutes));
const MinutesDock = later(() => import("../parts/meeting/minutes").then((module) => module.MinutesDock));
const Following = later(() => import("../parts/meeting/following").then((module) => module.Following));
const Remote = later(async () => {
  const [module] = await Promise.all([import("../parts/meeting/remote"), moreTexts("projector")]);
  return module.Remote;
});
const AsGuest = later(() => import("../parts/deeds/attend").then((module) => module.AsGuest));

export default function MeetingScreen({ params }: { params: Params }): JSX.Element {
  const activity = docAt(params.activity);
  if (activity?.kind !== "activity") {
    return (
      <Frame title={t("meeting")} above="/activities">
        <Nothing title={t("deed.away")}>{t("deed.away.why")}</Nothing>
      </Frame>
    );
  }
  const meeting = meetingOf(activity.id);
  const state = meetingState(registersOf(meeting));
  const cancelled = typeof valueAt(activity, "cancelled") === "string";
  // What was written down until it was called off is read as after its end.
  const over = state === "ended" || state === "signed" || (cancelled && state === "begun");
  const serves = mayServe(activity, meeting) && !cancelled;
  const both = { activity, meeting };
  const dock = over ? (
    serves && <MinutesDock {...both} />
  ) : !serves ? (
    <AsGuest doc={activity} />
  ) : state === "begun" ? (
    <LiveDock {...both} />
  ) : (
    <PrepareDock {...both} />
  );
  return (
    <Frame
      title={textAt(activity, "title") || t("meeting")}
      above={`/activities/${activity.id}`}
      under={placeName(idOf(valueAt(activity, "place")))}
      dock={dock}
    >
      <About {...both} />
      {over ? (
        <Minutes {...both} />
      ) : !serves ? (
        <Following {...both} />
      ) : state === "begun" ? (
        <Live {...both} />
      ) : (
        <Prepare {...both} />
      )}
      {serves && !over && meeting && <Remote meeting={meeting} titled />}
    </Frame>
  );
}

function About({ activity, meeting }: { activity: Doc; meeting: Doc | undefined }): JSX.Element {
  const [begins, ends] = ["begins_at", "ends_at"].map((path) => localOf(Number(valueAt(activity, path) ?? 0)));
  const cancelled = textAt(activity, "cancelled");
  return (
    <a class="card row about" href={`/activities/${activity.id}`}>
      <span class="grow">
        <b class="block num">
          {begins && dayAndWeekday(begins.day)} {begins?.time}–{ends?.time}
        </b>
        <span class="muted block">
          {[textAt(activity, "venue"), t("meeting.due", { n: under(activity.registers, "due/").length })]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <Tag of={cancelled ? [t("meeting.cancelled"), ""] : stateWords(meetingState(registersOf(meeting)))} />
      <Icon name="go" />
    </a>
  );
}
