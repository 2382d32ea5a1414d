/** 被退回的表决: why the server didn't take it, and the form again with everything that was filled in. */
import type { JSX } from "preact";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import { SentBack } from "../sent-back";
import { sentBackOf } from "./plan";

export function PollRefused({ poll }: { poll: Hex }): JSX.Element {
  const refused = sentBackOf(poll);
  if (!refused) return <SentBack doc={poll} />;
  return (
    <section class="card stack fail">
      <span class="row">
        <Icon name="alert" />
        <span class="grow">{refused.message}</span>
      </span>
      <a class="btn" href={`/polls/again/${poll}`}>
        {t("poll.mend")}
      </a>
    </section>
  );
}
