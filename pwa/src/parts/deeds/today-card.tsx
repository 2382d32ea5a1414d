/** On the first screen: what of pledges, records, activities and tasks waits for me, and the pledge I am keeping. */
import type { JSX } from "preact";
import { utc } from "../../model/day";
import { fieldOf, pledgeStanding, under } from "../../model/deed";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { today } from "../here";
import { Icon } from "../icons";
import { meetingsNow } from "../meeting/today";
import { newest, own, Tag, textAt, titleOfDeed } from "./face";
import { errands } from "./mine";
import { wishWords } from "./words";

const DAY_MS = 86_400_000;

export function DeedCards(): JSX.Element {
  const meetings = new Set(meetingsNow.value.map(({ activity }) => activity.id));
  const waiting = errands.value.filter(({ doc }) => !meetings.has(doc.id));
  const [first] = waiting;
  const keeping = newest(own("pledge", "pledger")).find(
    ({ registers }) => pledgeStanding(registers).state === "published",
  );
  return (
    <>
      {first && (
        <a class="card row" href={waiting.length === 1 ? first.href : "/deeds"}>
          <span class="grow">
            <b class="block">
              {waiting.length === 1 ? wishWords(first.wish) : t("deeds.waiting", { n: waiting.length })}
            </b>
            <span class="muted clamp">{titleOfDeed(first.doc)}</span>
          </span>
          {waiting.length > 1 && <Tag of={[wishWords(first.wish), "warn"]} />}
          <Icon name="go" />
        </a>
      )}
      {keeping && (
        <a class="card row" href={`/pledges/${keeping.id}`}>
          <span class="grow">
            <b class="block">{t("pledges.mine")}</b>
            <span class="muted clamp">
              {t("pledge.kept_for", { text: textAt(keeping, "text"), n: daysShown(keeping) })}
            </span>
          </span>
          <Icon name="go" />
        </a>
      )}
    </>
  );
}

/** For how many days a pledge has hung. */
function daysShown({ registers }: Doc): number {
  const days = under(registers, "published/").map((path) => String(fieldOf(registers.get(path)?.value, "on")));
  const since = days.sort()[0];
  return since ? Math.max(0, Math.round((utc(today.value) - utc(since)) / DAY_MS)) : 0;
}
