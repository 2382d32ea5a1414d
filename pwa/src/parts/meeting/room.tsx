/** The way to the meeting's screen in the room; its remote control stands below. */
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";

export function Room({ activity }: { activity: Hex }): JSX.Element {
  return (
    <a class="btn soft" href={`/meetings/${activity}/projector`}>
      {t("meeting.projector")}
    </a>
  );
}
