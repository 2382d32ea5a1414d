/** An order in few words: its number, whose it is, how it stands, and how long there is: in working days and as a day. */
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { colourOf, daysLeft } from "../../model/ladder";
import { OPEN, type OrderStanding, type OrderState, orderStanding } from "../../model/order";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag, textAt } from "../deeds/bits";
import type { Tone } from "../deeds/words";
import { personAt, placeName, today } from "../here";
import { Icon } from "../icons";
import { dayAndWeekday, dayWords } from "../when";
import { days } from "./days";
import { colourWords, numberOf } from "./order-words";
import "../lists.css";
import "./orders.css";
import "../deeds/chain.css";

export const unitOf = (doc: Doc) => placeName(idOf(valueAt(doc, "unit")));

/** By what an order is looked for. */
export function wordsOf(doc: Doc | undefined): string {
  if (!doc) return "";
  const who = personAt(idOf(valueAt(doc, "responsible")) ?? "")?.name ?? "";
  return [textAt(doc, "title"), numberOf(doc), unitOf(doc), who, textAt(doc, "building"), textAt(doc, "spot")].join(
    " ",
  );
}

export function stateWords(state: OrderState): [string, Tone] {
  const words: Record<OrderState, [string, Tone]> = {
    draft: [t("order.draft"), ""],
    issued: [t("order.issued"), "warn"],
    received: [t("order.received"), "info"],
    reported: [t("order.reported"), "warn"],
    failed: [t("order.failed"), "fail"],
    passed: [t("order.passed"), "info"],
    closed: [t("order.closed"), "pass"],
    reopened: [t("order.reopened"), "warn"],
    withdrawn: [t("order.withdrawn"), ""],
  };
  return words[state];
}

/** 还有 3 个工作日 / 今天到期 / 已逾期 2 个工作日 */
export function leftWords(due: string): string {
  const left = daysLeft(due, today.value, days.value);
  if (due === today.value) return t("order.due.today");
  return left < 0 || due < today.value
    ? t("order.due.over", { n: Math.max(1, -left) })
    : t("order.due.left", { n: left });
}

export function originWords(doc: Doc): string {
  const origin = valueAt(doc, "origin");
  const words = fieldOf(origin, "words");
  if (typeof words === "string" && words.trim()) return words.trim();
  switch (fieldOf(origin, "kind")) {
    case "finding":
      return t("origin.finding");
    case "commentary":
      return t("origin.commentary");
    case "complaint":
      return t("origin.complaint");
    case "survey":
      return t("origin.survey");
    case "result":
      return t("origin.result");
    case "meeting":
      return t("origin.meeting");
    default:
      return t("origin.words");
  }
}

/** The due day, large: how many working days are left, and which day that is. */
export function Due({ standing }: { standing: OrderStanding }): JSX.Element | null {
  const { due_on: due, state } = standing;
  if (!due) return null;
  const colour = colourOf(standing, today.value, days.value);
  const runs = OPEN.includes(state);
  return (
    <p class={`due ${colour}`}>
      <Icon name="clock" />
      <span class="grow">
        {runs && <b class="num block">{leftWords(due)}</b>}
        <span class="num">{t("until", { day: dayAndWeekday(due) })}</span>
      </span>
      {colour && <span class="tag">{colourWords(colour)}</span>}
    </p>
  );
}

/** An order as a line of a list. */
export function OrderLine({ doc, wish }: { doc: Doc; wish?: string }): JSX.Element {
  const standing = orderStanding(doc.registers);
  const colour = colourOf(standing, today.value, days.value);
  const due = standing.due_on;
  const parts = [
    standing.state === "draft" ? "" : numberOf(doc),
    unitOf(doc),
    due && OPEN.includes(standing.state) ? `${dayWords(due)} ${leftWords(due)}` : due && dayWords(due),
  ];
  return (
    <a class={`line-row tall order-line ${colour}`} href={`/orders/${doc.id}`}>
      <span class="grow">
        <b class="clamp">{textAt(doc, "title") || t("order.untitled")}</b>
        <span class="muted block num">{parts.filter(Boolean).join(" · ")}</span>
        <span class="quick">
          {colour && (
            <Tag of={[colourWords(colour), colour === "red" ? "fail" : colour === "blue" ? "info" : "warn"]} />
          )}
          <Tag of={wish ? [wish, "warn"] : stateWords(standing.state)} />
          {doc.waiting && <span class="tag">{t("still.here")}</span>}
        </span>
      </span>
      <Icon name="go" />
    </a>
  );
}
