/** 新活动: what, where, when, and who is due; announced at once to those whom it concerns. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf, dashed } from "../model/ids";
import { startOf } from "../model/months";
import type { Person } from "../model/person";
import { Confirm } from "../parts/confirm";
import { Chips, Line, Words } from "../parts/deeds/ask";
import { dueOf } from "../parts/deeds/due";
import type { Offer } from "../parts/deeds/programmes";
import { myPlaces } from "../parts/deeds/rights";
import { activityTypes } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { mine, person, placeName, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/deeds/chain.css";

const MINUTE_MS = 60_000;

interface Plan {
  readonly type: Signal<string>;
  readonly title: Signal<string>;
  readonly venue: Signal<string>;
  readonly agenda: Signal<string>;
  readonly place: Signal<string>;
  readonly from: Signal<string>;
  readonly to: Signal<string>;
  readonly begins: Signal<string>;
  readonly ends: Signal<string>;
  readonly dueBy: Signal<string>;
  readonly named: Signal<readonly string[]>;
  /** The activity of a programme that this one is, if any. */
  readonly source: Signal<Offer | undefined>;
}

function momentAt(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return startOf(day) + (hours * 60 + minutes) * MINUTE_MS;
}

const SPANS = ["service_month", "service_week"];

/** Those for whom the announcement is meant, as this phone knows the roster. */
function invited(plan: Plan): readonly Person[] {
  return dueOf(plan.place.value, plan.dueBy.value, new Set(plan.named.value));
}

function faultOf(plan: Plan): string {
  if (!plan.title.value.trim()) return t("activity.fault.title");
  if (momentAt(plan.to.value, plan.ends.value) <= momentAt(plan.from.value, plan.begins.value)) {
    return t("activity.fault.time");
  }
  return invited(plan).length === 0 ? t("activity.fault.people") : "";
}

async function announce(plan: Plan): Promise<void> {
  const id = mine().newId();
  const own = person.peek();
  const writes: [string, Value][] = [
    ["institution", own?.institution ? bytesOf(own.institution) : null],
    ["organiser", bytesOf(mine().person)],
    ["place", bytesOf(plan.place.value)],
    ["type", plan.type.value],
    ["title", plan.title.value.trim()],
    ["venue", plan.venue.value.trim()],
    ["agenda", plan.agenda.value.trim()],
    ["begins_at", momentAt(plan.from.value, plan.begins.value)],
    ["ends_at", momentAt(plan.to.value, plan.ends.value)],
    ["due_by", plan.dueBy.value],
    ...plan.named.value.map((who): [string, Value] => [`people/${dashed(who)}`, true]),
    ["announced", true],
  ];
  const source = plan.source.value;
  if (source) writes.push(["programme", bytesOf(source.programme)], ["element", source.element]);
  await mine().write(id, "activity", writes);
  const key = crypto.getRandomValues(new Uint8Array(16));
  await mine().write(await mine().naturalId("activity_key", dashed(id), dashed(mine().person)), "activity_key", [
    ["activity", bytesOf(id)],
    ["organiser", bytesOf(mine().person)],
    ["key", key],
  ]);
  navigate(`/activities/${id}`, { replace: true });
  say(t("activity.announced"));
}

const Offers = later(() => import("../parts/deeds/offers").then((module) => module.Offers));
const PickPeople = later(() => import("../parts/deeds/pick-people").then((module) => module.PickPeople));

export default function ActivityNew(): JSX.Element {
  if (myPlaces().length > 0) return <NewActivity />;
  return (
    <Frame title={t("activity.new")} above="/activities">
      <Nothing title={t("not_yours")}>{t("activity.not_yours")}</Nothing>
    </Frame>
  );
}

function NewActivity(): JSX.Element {
  const plan: Plan = {
    type: useSignal("training"),
    title: useSignal(""),
    venue: useSignal(""),
    agenda: useSignal(""),
    place: useSignal(myPlaces()[0] ?? ""),
    from: useSignal(today.value),
    to: useSignal(today.value),
    begins: useSignal("16:30"),
    ends: useSignal("17:30"),
    dueBy: useSignal("everyone"),
    named: useSignal<readonly string[]>([]),
    source: useSignal<Offer | undefined>(undefined),
  };
  const asking = useSignal(false);
  const tried = useSignal(false);
  const fault = faultOf(plan);
  return (
    <Frame
      title={t("activity.new")}
      above="/activities"
      dock={
        <button
          type="button"
          class="btn"
          onClick={() => {
            tried.value = true;
            asking.value = fault === "";
          }}
        >
          {t("activity.announce")}
        </button>
      }
    >
      {tried.value && fault && (
        <p class="wrong-words" role="alert">
          {fault}
        </p>
      )}
      <What plan={plan} />
      <When plan={plan} />
      <Who plan={plan} />
      <Confirm
        open={asking.value}
        title={t("activity.ask", { n: invited(plan).length })}
        words={t("activity.ask.words")}
        yes={t("activity.announce")}
        no={t("look.again")}
        onYes={() => void announce(plan)}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}

function What({ plan }: { plan: Plan }): JSX.Element {
  const types = activityTypes();
  return (
    <section class="card stack">
      <Chips
        label={t("activity.type")}
        of={types.map(({ value }) => value)}
        on={[plan.type.value]}
        words={(value) => types.find((one) => one.value === value)?.label ?? ""}
        onTap={(type) => {
          plan.type.value = type;
          if (type === "talk") plan.dueBy.value = "list";
        }}
      />
      <Offers
        chosen={plan.source}
        onChoose={(offer, type) => {
          plan.title.value = offer.title;
          plan.type.value = type;
        }}
      />
      <Line label={t("activity.title")} value={plan.title} />
      <Line label={t("activity.venue")} value={plan.venue} />
      <Words label={t("activity.agenda")} value={plan.agenda} />
    </section>
  );
}

function When({ plan }: { plan: Plan }): JSX.Element {
  const field = (label: string, value: Signal<string>, type: "date" | "time") => (
    <div class="line grow">
      <label>
        {label}
        <input
          class="input"
          type={type}
          value={value.value}
          onChange={(event) => {
            if (event.currentTarget.value) value.value = event.currentTarget.value;
            if (plan.to.value < plan.from.value || !SPANS.includes(plan.type.value)) plan.to.value = plan.from.value;
          }}
        />
      </label>
    </div>
  );
  return (
    <section class="card stack">
      {field(t("activity.day"), plan.from, "date")}
      {SPANS.includes(plan.type.value) && field(t("activity.to_day"), plan.to, "date")}
      <div class="row wrap">
        {field(t("activity.begins"), plan.begins, "time")}
        {field(t("activity.ends"), plan.ends, "time")}
      </div>
    </section>
  );
}

function Who({ plan }: { plan: Plan }): JSX.Element {
  const places = myPlaces();
  const whole = places.includes(person.value?.institution ?? "");
  const choices = ["everyone", "party", ...(whole ? ["heads"] : []), "list"];
  const words: Record<string, string> = {
    everyone: t("due.everyone"),
    party: t("due.party"),
    heads: t("due.heads"),
    list: t("due.list"),
  };
  return (
    <section class="card stack">
      {places.length > 1 && (
        <Chips
          label={t("activity.place")}
          of={places}
          on={[plan.place.value]}
          words={placeName}
          onTap={(place) => {
            plan.place.value = place;
          }}
        />
      )}
      <Chips
        label={t("activity.due")}
        of={choices}
        on={[plan.dueBy.value]}
        words={(value) => words[value] ?? ""}
        onTap={(value) => {
          plan.dueBy.value = value;
        }}
      />
      {plan.dueBy.value === "list" && <PickPeople chosen={plan.named} />}
      <p class="muted num" role="status">
        {t("activity.invited", { n: invited(plan).length })}
      </p>
    </section>
  );
}
