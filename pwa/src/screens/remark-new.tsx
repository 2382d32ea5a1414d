/** 写点评: to whom, what; two taps from today. The four parts of a quarter are one tap further. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { byName, find, type Place, under } from "../model/people";
import { quarterSpokenOf } from "../model/period";
import { has, type Person } from "../model/person";
import { Frame } from "../parts/frame";
import { mine, person, personAt, placeName, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { sourceOf } from "../parts/of-programme";
import { people, units } from "../parts/roster";
import { say } from "../parts/toast";
import { back, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/fields/fields.css";

const OfProgramme = later(async () => (await import("../parts/remark-list")).OfProgramme);
const SHOWN_MAX = 30;
const WORDS_MAX = 2000;

/** The units that this person leads: all for a leader, for a head the own and what is below. */
function ledUnits(): readonly Place[] {
  if (has(person.value, "leader")) return units.value;
  const own = person.value?.roles.filter(({ role }) => role === "head") ?? [];
  const led = new Set(own.flatMap(({ at }) => (at ? [...under(at, units.value)] : [])));
  return units.value.filter(({ id }) => led.has(id));
}

function led(): Person[] {
  const places = new Set(ledUnits().map(({ id }) => id));
  const everybody = has(person.value, "leader");
  const own = replica.value?.person;
  return people.value
    .filter((one) => one.id !== own && (everybody || one.units.some((unit) => places.has(unit))))
    .sort(byName);
}

export default function RemarkNew({ params }: { params: Params }): JSX.Element {
  const chosen = useSignal<Hex>(params.subject ?? "");
  if (!has(person.value, "leader", "head")) {
    return (
      <Frame title={t("say.remark")} above="/remarks">
        <Nothing title={t("not_yours")}>{t("say.leaders_only")}</Nothing>
      </Frame>
    );
  }
  if (params.programme && !chosen.value) return <OfProgramme params={params} chosen={chosen} />;
  return chosen.value ? <Writer subject={chosen.value} params={params} /> : <Whom chosen={chosen} />;
}

function Whom({ chosen }: { chosen: Signal<Hex> }): JSX.Element {
  const typed = useSignal("");
  const persons = find(led(), typed.value).slice(0, SHOWN_MAX);
  const places = ledUnits().filter(({ name }) => name.includes(typed.value.trim()));
  return (
    <Frame title={t("say.whom")} above="/remarks">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          aria-label={t("say.search")}
          placeholder={t("people.hint")}
          autocomplete="off"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </div>
      {persons.length + places.length === 0 && <Nothing title={t("people.none")}>{t("people.none.why")}</Nothing>}
      {persons.length > 0 && (
        <div class="card list">
          {persons.map((one) => (
            <button key={one.id} type="button" class="line-row" onClick={() => (chosen.value = one.id)}>
              <Row person={one} />
            </button>
          ))}
        </div>
      )}
      {places.length > 0 && <h2 class="section">{t("say.places")}</h2>}
      {places.length > 0 && (
        <div class="card list">
          {places.map(({ id, name }) => (
            <button key={id} type="button" class="line-row" onClick={() => (chosen.value = id)}>
              <Icon name="unit" />
              <span class="grow">{name}</span>
              <Icon name="go" />
            </button>
          ))}
        </div>
      )}
    </Frame>
  );
}

function Row({ person: one }: { person: Person }): JSX.Element {
  return (
    <span class="grow">
      <b class="block">{one.name}</b>
      <span class="muted">{placeName(one.units[0])}</span>
    </span>
  );
}

function Writer({ subject, params }: { subject: Hex; params: Params }): JSX.Element {
  const words = useSignal("");
  const followUp = useSignal(false);
  const one = personAt(subject);
  const name = one?.name ?? placeName(subject);
  const period = quarterSpokenOf(today.value);
  const give = async () => {
    const institution = person.peek()?.institution;
    if (!institution) return;
    await mine().write(mine().newId(), "leader_remark", [
      ["by", bytesOf(mine().person)],
      ["subject", bytesOf(subject)],
      ["institution", bytesOf(institution)],
      ["text", words.value.trim()],
      ...sourceOf(params, "leader_remark"),
      ...(followUp.value ? ([["follow_up", true]] as const) : []),
    ]);
    say(t("say.given", { name }));
    back("/remarks");
  };
  return (
    <Frame
      title={t("say.to", { name })}
      under={one ? placeName(one.units[0]) : ""}
      above="/remarks"
      dock={
        <button type="button" class="btn" disabled={!words.value.trim()} onClick={() => void give()}>
          {t("say.give")}
        </button>
      }
    >
      <section class="card stack">
        <textarea
          class="input"
          rows={5}
          data-max={WORDS_MAX}
          aria-label={t("say.words_of_remark")}
          placeholder={t("say.hint")}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
        <label class="choice">
          <input
            type="checkbox"
            checked={followUp.value}
            onChange={(event) => (followUp.value = event.currentTarget.checked)}
          />
          <span>
            {t("say.follow_up")}
            <Icon name="check" />
          </span>
        </label>
      </section>
      <p class="promise">
        <Icon name="people" />
        <span>{one ? t("say.readers") : t("say.readers.place")}</span>
      </p>
      {one && (
        <a class="card row" href={`/remarks/${period}/${subject}`}>
          <span class="grow">
            <b>{t("say.quarterly")}</b>
            <span class="muted block">{t("say.quarterly.why")}</span>
          </span>
          <Icon name="go" />
        </a>
      )}
    </Frame>
  );
}
