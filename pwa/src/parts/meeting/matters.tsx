/** Under the item at hand: the findings or the orders that it is about, as the meeting was told of them. */
import type { JSX } from "preact";
import { utc } from "../../model/day";
import type { MeetingItemKind } from "../../model/generated";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Tag } from "../deeds/bits";
import type { Tone } from "../deeds/words";
import { placeName, today } from "../here";
import { findingsOf } from "../projector/findings-of";
import { ordersOf, titleOf } from "../projector/orders-of";
import { dayWords } from "../when";

const DAY_MS = 86_400_000;

interface Row {
  readonly key: string;
  readonly title: string;
  readonly under: string;
  readonly tag: [string, Tone];
}

export function Matters({ meeting, kind }: { meeting: Doc; kind: MeetingItemKind }): JSX.Element | null {
  const rows = kind === "orders" ? orderRows(meeting) : kind === "findings" ? findingRows(meeting) : [];
  if (rows.length === 0) return null;
  return (
    <ul class="card list plain-list">
      {rows.map(({ key, title, under, tag }) => (
        <li key={key} class="line-row decision">
          <span class="grow">
            <b class="block">{title}</b>
            <span class="muted">{under}</span>
          </span>
          <Tag of={tag} />
        </li>
      ))}
    </ul>
  );
}

function orderRows(meeting: Doc): Row[] {
  return ordersOf(meeting).map((order): Row => {
    const late = Math.round((utc(today.value) - utc(order.due)) / DAY_MS);
    const due: [string, Tone] = [t("meeting.until", { day: dayWords(order.due) }), ""];
    const tag: [string, Tone] =
      late > 0 ? [t("proj.late", { n: late }), "fail"] : late === 0 ? [t("proj.due_today"), "warn"] : due;
    return { key: order.key, title: titleOf(order), under: placeName(order.unit), tag };
  });
}

function findingRows(meeting: Doc): Row[] {
  return findingsOf(meeting).map((one): Row => {
    const open: [string, Tone] = [t("proj.open"), "warn"];
    const tag: [string, Tone] = one.praise ? [t("proj.praise"), "pass"] : one.fixed ? [t("proj.fixed"), "pass"] : open;
    return {
      key: one.key,
      title: one.text,
      under: [placeName(one.unit), ...one.where].filter(Boolean).join(" · "),
      tag,
    };
  });
}
