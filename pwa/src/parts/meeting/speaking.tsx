/** 讲评 in the meeting: who is spoken of, the four parts as they are said, then the next; nobody is missed. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { valueAt } from "../../model/facts";
import { bytesOf, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { later } from "../later";
import { writeMeeting } from "./acts";
import { coverageAt } from "./coverage";
import { OfWhom } from "./of-whom";

const Words = later(async () => (await import("./speaking-words")).Words);

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  readonly branch: Hex;
}

export function Speaking({ activity, meeting, branch }: Props): JSX.Element {
  const coverage = coverageAt(branch);
  const left = [...coverage.drafted, ...coverage.without];
  const asked = idOf(meeting && valueAt(meeting, "speaker"));
  const subject = asked && left.includes(asked) ? asked : (left[0] ?? null);
  useEffect(() => {
    // The room, and who writes it down, are told of whom it is before anybody taps.
    if (meeting && subject && asked !== subject) void writeMeeting(activity, ["speaker", bytesOf(subject)]);
  }, [meeting?.id, subject, asked]);
  return (
    <section class="card stack" aria-label={t("meeting.item.commentary")}>
      <OfWhom activity={activity} left={left} done={coverage.with.length} subject={subject} />
      {subject && <Words key={subject} activity={activity} branch={branch} subject={subject} left={left} />}
    </section>
  );
}
