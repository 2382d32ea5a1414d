/** From an activity to its meeting: for who prepares or runs it, and for everybody once there is one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import { meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { docAt } from "../here";
import { Icon } from "../icons";
import { mayServe, meetingOf, registersOf } from "../meeting/acts";

export function MeetingLink({ doc }: { doc: Doc }): JSX.Element | null {
  const spoken = useSignal(false);
  useEffect(() => {
    void moreTexts("meeting").then(() => {
      spoken.value = true;
    });
  }, [spoken]);
  const meeting = meetingOf(doc.id);
  const serves = mayServe(doc, meeting) && typeof valueAt(doc, "cancelled") !== "string";
  const ofBranch = docAt(idOf(valueAt(doc, "place")))?.kind === "party_branch";
  if (!spoken.value || !ofBranch || (!meeting && !serves)) return null;
  const state = meetingState(registersOf(meeting));
  const over = state === "ended" || state === "signed";
  const words = over
    ? t("meeting.minutes")
    : !serves
      ? t("meeting.follow")
      : t(state === "begun" ? "meeting.run" : "meeting.prepare");
  return (
    <a class="card row" href={`/meetings/${doc.id}`}>
      <Icon name="book" />
      <b class="grow">{words}</b>
      <Icon name="go" />
    </a>
  );
}
