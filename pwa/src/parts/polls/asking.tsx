/** What a poll is about, how it is cast and who counts, as its organiser says it. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Choose } from "../choose";
import { DayLine } from "../day-line";
import { TextLine } from "../entry";
import { today } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import type { Fields } from "./fields";
import type { Plan } from "./plan";
import { names } from "./words";

const PickPeople = later(async () => (await import("../deeds/pick-people")).PickPeople);

/** Whom or what the question is about. */
export function What({ fields, type }: { fields: Fields; type: Plan["type"] }): JSX.Element | null {
  if (type === "approval") return null;
  if (type === "choice") {
    return (
      <>
        <div class="line">
          <label>
            {t("poll.options")}
            <textarea
              class="input"
              rows={5}
              value={fields.options.value}
              onInput={(event) => {
                fields.options.value = event.currentTarget.value;
              }}
            />
          </label>
        </div>
        <TextLine label={t("poll.most")} value={fields.most} inputMode="numeric" />
      </>
    );
  }
  return (
    <>
      <Choose
        label={t("poll.subjects")}
        value={fields.whom}
        options={[
          { value: "all", label: t("poll.subjects.all") },
          { value: "pick", label: t("poll.subjects.pick") },
        ]}
      />
      {fields.whom.value === "pick" && <PickPeople chosen={fields.subjects} />}
      {type === "score" && (
        <>
          <TextLine label={t("poll.range.min")} value={fields.min} inputMode="numeric" />
          <TextLine label={t("poll.range.max")} value={fields.max} inputMode="numeric" />
          <TextLine label={t("poll.range.step")} value={fields.step} inputMode="numeric" />
        </>
      )}
    </>
  );
}

/** To whom it is put, and until when. */
export function Who({ fields, places }: { fields: Fields; places: Plan["places"] }): JSX.Element {
  return (
    <section class="card stack">
      <Choose
        label={t("poll.who")}
        value={fields.place}
        options={places.map(({ id, name }) => ({
          value: id,
          label: id ? t("poll.who.branch", { name }) : t("poll.who.all"),
        }))}
      />
      <Choose
        label={t("poll.voters")}
        value={fields.voters}
        options={(["everyone", "members", "heads"] as const).map((value) => ({
          value,
          label: t(`poll.voters.${value}`),
        }))}
      />
      <DayLine label={t("poll.closes_on")} value={fields.day} min={today.value} />
    </section>
  );
}

/** The mode, with what it promises in words before anybody answers. */
export function How({ fields }: { fields: Fields }): JSX.Element {
  const insecure = fields.mode.value === "anonymous" && !globalThis.crypto?.subtle;
  return (
    <section class="card stack">
      <Choose
        label={t("poll.mode")}
        value={fields.mode}
        options={(["confidential", "anonymous", "open"] as const).map((value) => ({
          value,
          label: t(`poll.mode.${value}`),
        }))}
      />
      <p class="promise" aria-live="polite">
        <Icon name="lock" />
        {t(`poll.promise.${fields.mode.value}`)}
      </p>
      {insecure && (
        <p class="hint">
          <Icon name="alert" />
          {t("poll.insecure")}
        </p>
      )}
    </section>
  );
}

export function Tellers({ chosen }: { chosen: Signal<Plan["tellers"]> }): JSX.Element {
  return (
    <details class="card stack">
      <summary class="row">
        <span class="grow">
          <b class="block">{t("poll.tellers")}</b>
          <span class="muted">{chosen.value.length ? names(chosen.value) : t("poll.tellers.none")}</span>
        </span>
      </summary>
      <PickPeople chosen={chosen} />
    </details>
  );
}
