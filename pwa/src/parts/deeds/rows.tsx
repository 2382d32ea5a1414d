/** Pledges, records, activities and tasks as lines of a list. */
import type { JSX } from "preact";
import { dayOf } from "../../model/day";
import { pledgeStanding, presence, recordState, taskStanding, valueAt } from "../../model/deed";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { replica, today } from "../here";
import { Icon } from "../icons";
import { dayWords } from "../when";
import { attendanceOf, isDue, isMe, nameOfPerson, over, pledgeOf, recordTitle, Tag, textAt, titleOfDeed } from "./face";
import {
  activityType,
  pledgeType,
  pledgeWords,
  presenceWords,
  recordType,
  recordWords,
  type Tone,
  taskWords,
} from "./words";
import "../lists.css";

export interface Line {
  readonly doc: Doc;
  readonly href: string;
  readonly title: string;
  readonly under: string;
  readonly tags: readonly [string, Tone][];
}

/** Due words: in red once the day has passed. */
function dueTag(day: string, open: boolean): [string, Tone][] {
  return open && day && day < today.value ? [[t("overdue"), "fail"]] : [];
}

export function lineOf(doc: Doc): Line {
  const due = textAt(doc, "due_on");
  switch (doc.kind) {
    case "pledge": {
      const standing = pledgeStanding(doc.registers);
      const open = ["accepted", "published"].includes(standing.state);
      const whose = isMe(doc, "pledger") && !valueAt(doc, "unit") && !valueAt(doc, "branch") ? "" : pledgeOf(doc);
      const under = [whose, pledgeType(valueAt(doc, "type")), due && t("until", { day: dayWords(due) })];
      return {
        doc,
        href: `/pledges/${doc.id}`,
        title: textAt(doc, "text") || t("pledge.empty"),
        under: under.filter(Boolean).join(" · "),
        tags: [...dueTag(due, open), pledgeWords(standing)],
      };
    }
    case "record_entry": {
      const hours = valueAt(doc, "hours");
      const parts = [dayWords(textAt(doc, "day")), recordType(valueAt(doc, "type")), textAt(doc, "place")];
      if (hours) parts.push(t("hours.n", { n: String(hours) }));
      return {
        doc,
        href: `/records/${doc.id}`,
        title: isMe(doc, "person") ? recordTitle(doc) : titleOfDeed(doc),
        under: parts.filter(Boolean).join(" · "),
        tags: [recordWords(recordState(doc.registers))],
      };
    }
    case "activity":
      return {
        doc,
        href: `/activities/${doc.id}`,
        title: textAt(doc, "title"),
        under: [
          dayWords(dayOf(Number(valueAt(doc, "begins_at") ?? 0))),
          activityType(valueAt(doc, "type")),
          textAt(doc, "venue"),
        ]
          .filter(Boolean)
          .join(" · "),
        tags: activityTags(doc),
      };
    default: {
      const { state, percent } = taskStanding(doc.registers);
      const open = ["assigned", "taken", "returned"].includes(state);
      const under = [
        nameOfPerson(idOf(valueAt(doc, "responsible"))),
        due && t("until", { day: dayWords(due) }),
        state === "taken" ? `${percent}%` : "",
      ];
      return {
        doc,
        href: `/tasks/${doc.id}`,
        title: textAt(doc, "title"),
        under: under.filter(Boolean).join(" · "),
        tags: [...dueTag(due, open), taskWords(state)],
      };
    }
  }
}

/** Whether it is over, and how I stand to it. */
function activityTags(doc: Doc): [string, Tone][] {
  const me = replica.value?.person ?? "";
  const own = attendanceOf(doc.id, me);
  const ended: [string, Tone][] = over(doc) ? [[t("activity.ended"), ""]] : [];
  if (own) return [...ended, presenceWords(presence(own.registers, idOf(valueAt(doc, "organiser")) ?? ""))];
  return isDue(doc, me) && !over(doc) ? [[t("wish.answer"), "warn"]] : ended;
}

export function Rows({ docs }: { docs: readonly Doc[] }): JSX.Element | null {
  if (docs.length === 0) return null;
  return (
    <div class="card list">
      {docs.map(lineOf).map(({ doc, href, title, under, tags }) => (
        <a key={doc.id} class="line-row tall" href={href}>
          <span class="grow">
            <b class="clamp">{title}</b>
            <span class="muted block">{under}</span>
            {tags.length > 0 && (
              <span class="quick">
                {tags.map((tag) => (
                  <Tag key={tag[0]} of={tag} />
                ))}
                {doc.waiting && <span class="tag">{t("still.here")}</span>}
              </span>
            )}
          </span>
          <Icon name="go" />
        </a>
      ))}
    </div>
  );
}
