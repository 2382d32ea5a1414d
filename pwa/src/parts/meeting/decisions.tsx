/** What was decided: who does it by when, and the task or order that it became, or the tap that makes it. */
import type { JSX } from "preact";
import { type Decision, decisionsOf } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag } from "../deeds/bits";
import { personAt, placeName } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { dayWords } from "../when";
import { registersOf } from "./acts";
import { hrefOf, madeOf, madeWords } from "./made";

const Make = later(() => import("./make").then((module) => module.Make));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Decisions({ activity, meeting }: Props): JSX.Element | null {
  const found = decisionsOf(registersOf(meeting));
  if (found.length === 0) return null;
  return (
    <>
      <h2 class="section">{t("meeting.decisions")}</h2>
      <div class="card list">
        {found.map((decision) => (
          <Row key={decision.name} activity={activity} meeting={meeting} decision={decision} />
        ))}
      </div>
    </>
  );
}

function Row({ activity, meeting, decision }: Props & { decision: Decision }): JSX.Element {
  const { text, becomes, responsible, unit, dueOn } = decision;
  const made = madeOf(meeting, decision);
  const href = made && hrefOf(made);
  const under = [
    responsible ? (personAt(responsible)?.name ?? "") : placeName(unit),
    dueOn && t("meeting.until", { day: dayWords(dueOn) }),
  ].filter(Boolean);
  const inside = (
    <>
      <span class="grow">
        <b class="block words-of">{text}</b>
        {under.length > 0 && <span class="muted num">{under.join(" · ")}</span>}
      </span>
      {becomes !== "note" && made && <Tag of={madeWords(made, becomes)} />}
    </>
  );
  if (href) {
    return (
      <a class="line-row wraps decision" href={href}>
        {inside}
        <Icon name="go" />
      </a>
    );
  }
  return (
    <div class="line-row wraps decision">
      {inside}
      {becomes !== "note" && !made && <Make activity={activity} meeting={meeting} decision={decision} />}
    </div>
  );
}
