/** Before a meeting: its agenda, who chairs and writes, how many must come; then it begins. */
import type { JSX } from "preact";
import { under, valueAt } from "../../model/facts";
import { agendaOf } from "../../model/meeting";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { later } from "../later";
import { registersOf, writeMeeting } from "./acts";
import { Room } from "./room";

const Items = later(() => import("./items").then((module) => module.Items));
const Suggest = later(() => import("./suggest").then((module) => module.Suggest));
const Polls = later(() => import("./polls").then((module) => module.Polls));
const Staff = later(() => import("./staff").then((module) => module.Staff));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Prepare({ activity, meeting }: Props): JSX.Element {
  const items = agendaOf(registersOf(meeting));
  return (
    <>
      <h2 class="section">{t("meeting.agenda")}</h2>
      {items.length === 0 && <p class="muted">{t("meeting.agenda.none")}</p>}
      <Items activity={activity} meeting={meeting} />
      <Suggest activity={activity} meeting={meeting} />
      <Staff activity={activity} meeting={meeting} />
      {meeting && <Polls meeting={meeting} asked />}
      {meeting && <Room activity={activity.id} />}
    </>
  );
}

export function PrepareDock({ activity, meeting }: Props): JSX.Element {
  const items = agendaOf(registersOf(meeting));
  if (valueAt(activity, "announced") !== true) {
    return (
      <a class="btn" href={`/activities/draft/${activity.id}`}>
        {t("meeting.announce")}
      </a>
    );
  }
  const begin = () => {
    const first = items[0]?.name;
    void writeMeeting(activity, ["begun", true], ...(first ? ([["at", first]] as [string, Value][]) : []));
  };
  return (
    <button
      type="button"
      class="btn"
      disabled={items.length === 0 || under(activity.registers, "due/").length === 0}
      onClick={begin}
    >
      {t("meeting.begin")}
    </button>
  );
}
