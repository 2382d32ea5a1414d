/** A meeting that runs: the item at hand with what is noted on it, who speaks next, what is decided, and what comes then. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { type AgendaItem, agendaOf, atHand, itemAfter } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { Confirm } from "../confirm";
import { mine, person, personAt } from "../here";
import { later } from "../later";
import { flushAll } from "../saving";
import { pollsOf, registersOf, speakerOf, writeMeeting } from "./acts";
import { NoteField } from "./note";
import { Room } from "./room";

const Speaking = later(() => import("./speaking").then((module) => module.Speaking));
const Taking = later(() => import("./taking").then((module) => module.Taking));
const Came = later(() => import("./came").then((module) => module.Came));
const Decisions = later(() => import("./decisions").then((module) => module.Decisions));
const Polls = later(() => import("./polls").then((module) => module.Polls));
const Deciding = later(() => import("./deciding").then((module) => module.Deciding));
const Items = later(() => import("./items").then((module) => module.Items));
const Matters = later(async () => {
  const [module] = await Promise.all([import("./matters"), moreTexts("projector")]);
  return module.Matters;
});
const Staff = later(() => import("./staff").then((module) => module.Staff));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Live({ activity, meeting }: Props): JSX.Element {
  const items = agendaOf(registersOf(meeting));
  const here = atHand(registersOf(meeting));
  const at = items.findIndex(({ name }) => name === here?.name);
  return (
    <>
      {here && <Now key={here.name} activity={activity} meeting={meeting} item={here} at={at + 1} of={items.length} />}
      <Decisions activity={activity} meeting={meeting} />
      <Came activity={activity} meeting={meeting} />
      <Room activity={activity.id} />
      <h2 class="section">{t("meeting.agenda")}</h2>
      <div class="card list">
        {items.map((item, place) => (
          <button
            key={item.name}
            type="button"
            class={`line-row agenda-row${place < at ? " past" : ""}`}
            aria-current={place === at ? "true" : undefined}
            onClick={() => void writeMeeting(activity, ["at", item.name])}
          >
            <span class="number num">{place + 1}</span>
            <b class="grow">{item.title}</b>
          </button>
        ))}
      </div>
      <Items activity={activity} meeting={meeting} adding />
      <Staff activity={activity} meeting={meeting} running />
    </>
  );
}

interface NowProps extends Props {
  readonly item: AgendaItem;
  readonly at: number;
  readonly of: number;
}

function Now({ activity, meeting, item, at, of }: NowProps): JSX.Element {
  const speaker = personAt(speakerOf(meeting, item.name) ?? "");
  const branch = idOf(valueAt(activity, "place")) ?? "";
  const comments = item.kind === "commentary";
  const gives = person.value?.roles.some(({ role, at: place }) => role === "secretary" && place === branch);
  return (
    <>
      <section class="card stack" aria-label={t("meeting.now")}>
        <p class="muted num">{t("meeting.now.of", { n: at, of })}</p>
        <h2 class="item-now">{item.title}</h2>
        {speaker && <p>{t("meeting.speaks", { name: speaker.name })}</p>}
        <NoteField activity={activity} meeting={meeting} item={item.name} label={t("meeting.note")} />
      </section>
      {meeting && (item.kind === "orders" || item.kind === "findings") && (
        <Matters meeting={meeting} kind={item.kind} />
      )}
      {comments && gives && <Speaking activity={activity} meeting={meeting} branch={branch} />}
      {comments && !gives && meeting && <Taking activity={activity} meeting={meeting} branch={branch} />}
      <Polls meeting={meeting} item={item} asked />
    </>
  );
}

export function LiveDock({ activity, meeting }: Props): JSX.Element {
  const [asking, deciding] = [useSignal(false), useSignal(false)];
  const here = atHand(registersOf(meeting));
  const next = itemAfter(registersOf(meeting));
  const runs = (poll: Doc) =>
    valueAt(poll, "opened") === true && valueAt(poll, "closed") !== true && typeof valueAt(poll, "voided") !== "string";
  const open = pollsOf(meeting?.id).filter(runs).length;
  const turn = () => {
    flushAll();
    if (next) void writeMeeting(activity, ["at", next.name]);
    else asking.value = true;
  };
  const end = async () => {
    asking.value = false;
    await mine().drain();
    await writeMeeting(activity, ["ended", true]);
  };
  return (
    <>
      <button
        type="button"
        class="btn soft"
        onClick={() => {
          deciding.value = true;
        }}
      >
        {t("meeting.decide")}
      </button>
      <button type="button" class="btn" onClick={turn}>
        {next ? t("meeting.next", { title: next.title }) : t("meeting.end")}
      </button>
      <Deciding open={deciding} activity={activity} item={here?.name ?? ""} />
      <Confirm
        open={asking.value}
        title={t("meeting.end.ask")}
        words={open > 0 ? t("meeting.end.polls", { n: open }) : t("meeting.end.words")}
        yes={t("meeting.end")}
        onYes={() => void end()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
