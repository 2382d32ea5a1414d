/** 新活动: what, where, when, and who is due; announced at once to those whom it concerns. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { localOf } from "../model/day";
import { idOf } from "../model/ids";
import type { Person } from "../model/person";
import { Confirm } from "../parts/confirm";
import type { Plan } from "../parts/deeds/announce";
import { Chips, Line, Words } from "../parts/deeds/ask";
import { dueOf } from "../parts/deeds/due";
import { textAt } from "../parts/deeds/face";
import type { Offer } from "../parts/deeds/programmes";
import { myPlaces } from "../parts/deeds/rights";
import { activityTypes } from "../parts/deeds/words";
import { Frame } from "../parts/frame";
import { docAt, mine, person, placeName, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/deeds/chain.css";

const SPANS = ["service_month", "service_week"];

/** Those for whom the announcement is meant, as this phone knows the roster. */
function invited(plan: Plan): readonly Person[] {
  return dueOf(plan.place.value, plan.dueBy.value, new Set(plan.named.value));
}

function faultOf(plan: Plan): string {
  if (!plan.title.value.trim()) return t("activity.fault.title");
  const [begins, ends] = [plan.from.value + plan.begins.value, plan.to.value + plan.ends.value];
  if (ends <= begins) return t("activity.fault.time");
  return invited(plan).length === 0 ? t("activity.fault.people") : "";
}

const writing = () => import("../parts/deeds/announce");
const Offers = later(() => import("../parts/deeds/offers").then((module) => module.Offers));
const PickPeople = later(() => import("../parts/deeds/pick-people").then((module) => module.PickPeople));

export default function ActivityNew({ params }: { params: Params }): JSX.Element {
  if (myPlaces().length > 0) return <NewActivity draft={docAt(params.activity)} />;
  return (
    <Frame title={t("activity.new")} above="/activities">
      <Nothing title={t("not_yours")}>{t("activity.not_yours")}</Nothing>
    </Frame>
  );
}

interface NewProps {
  /** The draft that one goes on with. */
  readonly draft: Doc | undefined;
}

function NewActivity({ draft }: NewProps): JSX.Element {
  const [id] = useState(() => draft?.id ?? mine().newId());
  const stood = (path: string, otherwise: string) => (draft && textAt(draft, path)) || otherwise;
  const moment = (path: string) => localOf(Number(draft?.registers.get(path)?.value ?? 0));
  const plan: Plan = {
    type: useSignal(stood("type", "training")),
    title: useSignal(stood("title", "")),
    venue: useSignal(stood("venue", "")),
    agenda: useSignal(stood("agenda", "")),
    place: useSignal(idOf(draft?.registers.get("place")?.value) ?? myPlaces()[0] ?? ""),
    from: useSignal(draft ? moment("begins_at").day : today.value),
    to: useSignal(draft ? moment("ends_at").day : today.value),
    begins: useSignal(draft ? moment("begins_at").time : "16:30"),
    ends: useSignal(draft ? moment("ends_at").time : "17:30"),
    dueBy: useSignal(stood("due_by", "everyone")),
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
        <>
          <button
            type="button"
            class="btn soft"
            disabled={!plan.title.value.trim()}
            onClick={() => void writing().then(({ keep }) => keep(plan, id))}
          >
            {t("activity.draft")}
          </button>
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
        </>
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
        onYes={() => void writing().then(({ announce }) => announce(plan, id))}
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

type Due = "everyone" | "party" | "heads" | "list";

function Who({ plan }: { plan: Plan }): JSX.Element {
  const places = myPlaces();
  const whole = places.includes(person.value?.institution ?? "");
  const choices: readonly Due[] = whole ? ["everyone", "party", "heads", "list"] : ["everyone", "party", "list"];
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
        words={(value) => t(`due.${value as Due}`)}
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
