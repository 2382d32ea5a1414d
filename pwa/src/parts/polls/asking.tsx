/** What a poll is about, how it is cast and who counts, as its organiser says it. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Choose } from "../choose";
import { DayLine } from "../day-line";
import { TextLine } from "../entry";
import { today } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { At } from "./fault";
import type { Fields } from "./fields";
import type { Plan } from "./plan";

const PickPeople = later(async () => (await import("../deeds/pick-people")).PickPeople);

/** What is asked. */
export function Question({ fields }: { fields: Fields }): JSX.Element {
  return (
    <section class="card stack">
      <At name="title" fault={fields.fault}>
        <TextLine label={t("poll.title")} value={fields.title} hint={t("poll.title.hint")} />
      </At>
      <Choose
        label={t("poll.type")}
        value={fields.type}
        options={(["appraisal", "approval", "choice", "score"] as const).map((value) => ({
          value,
          label: t(`poll.type.${value}`),
        }))}
      />
      <What fields={fields} type={fields.type.value} />
    </section>
  );
}

/** Whom or what the question is about. */
function What({ fields, type }: { fields: Fields; type: Plan["type"] }): JSX.Element | null {
  if (type === "approval") return null;
  if (type === "choice") {
    return (
      <>
        <At name="options" fault={fields.fault}>
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
        </At>
        <At name="most" fault={fields.fault}>
          <TextLine label={t("poll.most")} value={fields.most} inputMode="numeric" />
        </At>
      </>
    );
  }
  return (
    <>
      <At name="subjects" fault={fields.fault}>
        <Choose
          label={t("poll.subjects")}
          value={fields.whom}
          options={[
            { value: "all", label: t("poll.subjects.all") },
            { value: "pick", label: t("poll.subjects.pick") },
          ]}
        />
        {fields.whom.value === "pick" && <PickPeople chosen={fields.subjects} />}
      </At>
      {type === "score" && (
        <At name="range" fault={fields.fault}>
          <TextLine label={t("poll.range.min")} value={fields.min} inputMode="numeric" />
          <TextLine label={t("poll.range.max")} value={fields.max} inputMode="numeric" />
          <TextLine label={t("poll.range.step")} value={fields.step} inputMode="numeric" />
        </At>
      )}
    </>
  );
}

/** To whom it is put, and until when. */
export function Who({ fields, plan: { places, voters } }: { fields: Fields; plan: Plan }): JSX.Element {
  const again = voters === "same";
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
      <At name="voters" fault={fields.fault}>
        <Choose
          label={t("poll.voters")}
          value={fields.voters}
          options={(["everyone", "members", "heads", ...(again ? (["same"] as const) : [])] as const).map((value) => ({
            value,
            label: t(`poll.voters.${value}`),
          }))}
        />
      </At>
      <At name="closes" fault={fields.fault}>
        <DayLine label={t("poll.closes_on")} value={fields.day} min={today.value} />
      </At>
    </section>
  );
}

/** The mode, with what it promises in words before anybody answers. */
export function How({ fields }: { fields: Fields }): JSX.Element {
  const insecure = fields.mode.value === "anonymous" && !globalThis.crypto?.subtle;
  return (
    <section class="card stack">
      <At name="mode" fault={fields.fault}>
        <Choose
          label={t("poll.mode")}
          value={fields.mode}
          options={(["confidential", "anonymous", "open"] as const).map((value) => ({
            value,
            label: t(`poll.mode.${value}`),
          }))}
        />
      </At>
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
