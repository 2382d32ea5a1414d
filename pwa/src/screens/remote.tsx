/** 投影遥控: a phone of who runs the meeting, in their hand while they speak. */
import type { JSX } from "preact";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { Frame } from "../parts/frame";
import { placeName } from "../parts/here";
import { Remote } from "../parts/meeting/remote";
import { Nothing } from "../parts/nothing";
import { mayTurn, meetingOf } from "../parts/projector/course";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

export default function RemoteScreen({ params }: { params: Params }): JSX.Element {
  const meeting = meetingOf(params.activity);
  const above = `/meetings/${params.activity}`;
  if (!meeting || !mayTurn(meeting)) {
    return (
      <Frame title={t("remote")} above={above}>
        <Nothing title={t("remote.none")}>{t("remote.none.why")}</Nothing>
      </Frame>
    );
  }
  return (
    <Frame title={t("remote")} above={above} under={placeName(idOf(valueAt(meeting, "branch")))}>
      <Remote meeting={meeting} />
    </Frame>
  );
}
