/** What was decided: who does it by when, and the task or order that it became, or the tap that makes it. */
import type { JSX } from "preact";
import { fieldOf } from "../../model/facts";
import { idOf } from "../../model/ids";
import { type Decision, decisionsOf } from "../../model/meeting";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { Tag } from "../deeds/bits";
import { all, docAt, mine, personAt, placeName } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { dayWords } from "../when";
import { registersOf } from "./acts";

const Make = later(() => import("./make").then((module) => module.Make));

/**
 * Where the task or order stands that a decision became: its own word, the server's of an order that rests on it, or the
 * order that waits on this device. What the server sent back was not made.
 */
function madeOf(meeting: Doc | undefined, { name, doc }: Decision): Hex | null {
  const waiting = all("order").find(({ registers }) => {
    const origin = registers.get("origin")?.value;
    return idOf(fieldOf(origin, "id")) === meeting?.id && fieldOf(origin, "part") === name;
  });
  const told = ["tasked", "ordered"].map((way) => idOf(registersOf(meeting).get(`${way}/${name}`)?.value));
  const made = told[0] ?? told[1] ?? doc ?? waiting?.id ?? null;
  return mine().refused.value.some((each) => each.doc === made) && !docAt(made) ? null : made;
}

function hrefOf(made: Hex): string | null {
  const doc = docAt(made);
  return doc ? `/${doc.kind === "order" ? "orders" : "tasks"}/${made}` : null;
}

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
      {becomes !== "note" && made && (
        <Tag of={[t(becomes === "task" ? "meeting.made.task" : "meeting.made.order"), "pass"]} />
      )}
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
