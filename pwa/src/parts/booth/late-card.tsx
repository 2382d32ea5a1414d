/** On the first screen: anonymous ballots that came too late, told plainly to who cast them. */
import type { JSX } from "preact";
import { moreTexts, t } from "../../text";
import { replica } from "../here";
import { Icon } from "../icons";

/** For `later`. */
export async function withWords(): Promise<typeof LateBallots> {
  await moreTexts("booth");
  return LateBallots;
}

function LateBallots(): JSX.Element {
  const views = [...(replica.value?.booth?.value?.ballots.value.values() ?? [])];
  return (
    <a class="card row fail" href="/me/ballots">
      <Icon name="alert" />
      <span class="grow">{t("ballot.late", { n: views.filter(({ code }) => code === "closed").length })}</span>
      <Icon name="go" />
    </a>
  );
}
