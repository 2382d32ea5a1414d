/** What stands in the meeting's room: the projector, and its remote control in the hand. */
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";

export function Room({ activity }: { activity: Hex }): JSX.Element {
  return (
    <div class="tiles">
      <a class="btn soft" href={`/meetings/${activity}/projector`}>
        {t("meeting.projector")}
      </a>
      <a class="btn soft" href={`/meetings/${activity}/remote`}>
        {t("meeting.remote")}
      </a>
    </div>
  );
}
