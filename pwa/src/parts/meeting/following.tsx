/** A meeting for who is due: what is on, what comes, what is decided, where a vote waits. */
import type { JSX } from "preact";
import { agendaOf, atHand, meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { personAt } from "../here";
import { later } from "../later";
import { Nothing } from "../nothing";
import { peopleAt, registersOf, speakerOf } from "./acts";

const Mine = later(() => import("./came").then((module) => module.Mine));
const Decisions = later(() => import("./decisions").then((module) => module.Decisions));
const Polls = later(() => import("./polls").then((module) => module.Polls));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Following({ activity, meeting }: Props): JSX.Element {
  const registers = registersOf(meeting);
  const items = agendaOf(registers);
  const running = meetingState(registers) === "begun";
  const here = running ? atHand(registers) : null;
  const chairs = peopleAt(meeting, "chair/").map((id) => personAt(id)?.name);
  return (
    <>
      <Mine activity={activity} />
      {here && (
        <section class="card stack" aria-label={t("meeting.now")}>
          <p class="muted">{t("meeting.now")}</p>
          <h2 class="item-now">{here.title}</h2>
          {speakerOf(meeting, here.name) && (
            <p>{t("meeting.speaks", { name: personAt(speakerOf(meeting, here.name) ?? "")?.name ?? "" })}</p>
          )}
        </section>
      )}
      <Polls meeting={meeting} />
      <Decisions activity={activity} meeting={meeting} />
      {items.length === 0 ? (
        <Nothing title={t("meeting.agenda.none")}>{t("meeting.agenda.later")}</Nothing>
      ) : (
        <>
          <h2 class="section">{t("meeting.agenda")}</h2>
          <ol class="card list plain-list">
            {items.map((item, at) => (
              <li
                key={item.name}
                class="line-row agenda-row"
                aria-current={item.name === here?.name ? "true" : undefined}
              >
                <span class="number num">{at + 1}</span>
                <b class="grow">{item.title}</b>
              </li>
            ))}
          </ol>
        </>
      )}
      {chairs.length > 0 && (
        <p class="muted centred">{t("meeting.chaired", { name: chairs.join(t("meeting.and")) })}</p>
      )}
    </>
  );
}
