/** What else waits on the first screen: what needs the person's eye, days left open, reviews owed, the unit's day. */
import type { JSX } from "preact";
import { gaps } from "../model/repeat";
import { moreTexts, t } from "../text";
import { type Charge, charges, members, submitted } from "./charge";
import { all, isAdmin, now, person, placeName, replica, today } from "./here";
import { Icon } from "./icons";
import { here, install, offer } from "./install";
import { later } from "./later";
import { losses } from "./losses";
import { myDays } from "./own";
import { people } from "./roster";
import { myTasks, type Task } from "./tasks";
import { dayWords } from "./when";
import "./kit.css";

/** What the programmes ask: fetched after the rest, since reading them takes the whole timetable. */
async function fetchAgenda(): Promise<typeof import("./agenda")> {
  const [module] = await Promise.all([import("./agenda"), moreTexts("agenda")]);
  return module;
}

const Agenda = later(async () => {
  const module = await fetchAgenda();
  await module.fetchWhole();
  return module.Agenda;
});
const Programmes = later(async () => (await fetchAgenda()).Programmes);
const DeedCards = later(async () => {
  const [module] = await Promise.all([import("./deeds/today-card"), moreTexts("deeds")]);
  return module.DeedCards;
});

const OrderCards = later(async () => {
  const [module] = await Promise.all([import("./orders/today-card"), moreTexts("deeds", "orders")]);
  return module.OrderCards;
});
const VisitCards = later(async () => (await import("./inspect/today-card")).withWords());

const PollCards = later(async () => (await import("./polls/today-card")).withWords());

const LateBallots = later(async () => (await import("./booth/late-card")).withWords());

const MeetingCards = later(async () => (await import("./meeting/today-card")).withWords());

const VoiceCards = later(async () => (await import("./voice/today-card")).withWords());

const RoundErrands = later(async () => (await import("./round-errands")).withWords());

/** Who has more to do than every colleague: an office, a task from outside, or perhaps a survey. */
function leads(): boolean {
  return all("survey_round").length > 0 || !!person.value?.roles.some(({ role }) => role !== "staff");
}

/** Whether somebody has told this house what was wrong. */
const voiced = () => ["complaint", "rating_case", "rating_flag"].some((kind) => all(kind).length > 0);

/** Whether an anonymous ballot of this device came too late. */
const missed = () =>
  [...(replica.value?.booth?.value?.ballots.value.values() ?? [])].some(({ code }) => code === "closed");

/** Until all that this person may see is here: shown in one piece, nothing moves under a thumb. */
export async function fetchParts(): Promise<void> {
  const perhaps = [
    leads() && RoundErrands,
    all("order").length > 0 && OrderCards,
    all("visit").length > 0 && VisitCards,
    all("poll").length > 0 && PollCards,
    all("meeting").length > 0 && MeetingCards,
    voiced() && VoiceCards,
  ].filter((part) => part !== false);
  await Promise.all([Agenda, Programmes, DeedCards, ...perhaps].map((part) => part.fetch()));
}

export function Errands(): JSX.Element {
  return (
    <>
      <Notices />
      {missed() && <LateBallots />}
      {all("meeting").length > 0 && <MeetingCards />}
      {all("order").length > 0 && <OrderCards />}
      {all("poll").length > 0 && <PollCards />}
      {voiced() && <VoiceCards />}
      <Gaps />
      <Agenda />
      {myTasks.value.map((task) => (
        <TaskCard key={task.round.id} task={task} />
      ))}
      <DeedCards />
      {leads() && <RoundErrands />}
      {all("visit").length > 0 && <VisitCards />}
      {charges().map((charge) => (
        <ChargeCard key={charge.at} charge={charge} />
      ))}
      <Programmes />
      <Beginning />
      <InstallCard />
    </>
  );
}

function Notices(): JSX.Element | null {
  const status = replica.value?.status.value;
  const notices = replica.value?.notices.value ?? [];
  if (!status) return null;
  const lines: { tone: "fail" | "warn"; words: string }[] = [];
  const back = (replica.value?.refused.value ?? []).filter(({ code }) => code !== "step_up").length;
  if (back > 0) lines.push({ tone: "fail", words: t("notice.refused", { n: back }) });
  if (status.phase === "signed_out") lines.push({ tone: "fail", words: t("notice.signed_out") });
  if (status.phase === "portal") lines.push({ tone: "warn", words: t("notice.portal") });
  const lost = losses();
  const evicted = lost.filter(({ code }) => code === "storage_evicted").length;
  if (evicted > 0) lines.push({ tone: "warn", words: t("notice.storage_evicted") });
  if (lost.length > evicted) lines.push({ tone: "warn", words: t("notice.lost", { n: lost.length - evicted }) });
  if (notices.some(({ code }) => code === "quota_full")) lines.push({ tone: "warn", words: t("notice.quota_full") });
  return (
    <>
      {lines.map(({ tone, words }) => (
        <a key={words} class={`card row ${tone}`} href="/me/sync">
          <Icon name="alert" />
          <span class="grow">{words}</span>
          <Icon name="go" />
        </a>
      ))}
    </>
  );
}

function Gaps(): JSX.Element | null {
  const [latest, ...others] = gaps(today.value, myDays.value);
  if (!latest) return null;
  return (
    <a class="card row" href={`/self/${latest}`}>
      <span class="grow">
        <b>{t("gap", { day: dayWords(latest) })}</b>
        <span class="muted block">{others.length > 0 ? t("gap.more", { n: others.length }) : t("gap.how")}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}

const DAY_MS = 86_400_000;

function TaskCard({ task }: { task: Task }): JSX.Element {
  const { round, owed, left, done } = task;
  const days = Math.max(0, Math.ceil((round.closesAt - now.value) / DAY_MS));
  return (
    <a class="card stack" href={`/reviews/${round.id}`}>
      <span class="row">
        <b class="grow">{round.title}</b>
        <span class={left > 0 && days <= 2 ? "tag warn" : "tag"}>{t("days.left", { n: days })}</span>
      </span>
      <progress class="bar" max={owed.length} value={done} aria-label={round.title} />
      <span class="muted">
        {left > 0 ? t("task.left", { n: left }) : t(done < owed.length ? "task.elsewhere" : "task.done")} ·{" "}
        {t(`anonymity.${round.anonymity}`)}
      </span>
    </a>
  );
}

function ChargeCard({ charge }: { charge: Charge }): JSX.Element {
  const done = submitted(today.value);
  const list = members(charge);
  const count = list.filter(({ id }) => done.has(id)).length;
  return (
    <a class="card stack" href="/unit">
      <span class="row">
        <b class="grow">{placeName(charge.at)}</b>
        <span class="tag num">{t("unit.count", { n: count, of: list.length })}</span>
        <Icon name="go" />
      </span>
      <progress class="bar" max={list.length || 1} value={count} aria-label={placeName(charge.at)} />
    </a>
  );
}

/** A new institution with nobody in it but its administrator. */
function Beginning(): JSX.Element | null {
  if (!isAdmin.value || people.value.length > 1) return null;
  return (
    <a class="card row" href="/people">
      <span class="grow">
        <b>{t("start.people")}</b>
        <span class="muted block">{t("start.people.why")}</span>
      </span>
      <Icon name="go" />
    </a>
  );
}

function InstallCard(): JSX.Element | null {
  if (!offer.value || here() === "installed") return null;
  return (
    <section class="card row wrap">
      <div class="grow">
        <h2>{t("install")}</h2>
        <p class="muted">{t("install.why")}</p>
      </div>
      <button type="button" class="btn soft" onClick={() => void install()}>
        {t("install.do")}
      </button>
    </section>
  );
}
