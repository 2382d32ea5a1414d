/** 说明、主持人和开始时间: what a poll may say besides, folded; who says nothing gets what is usual. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Choose } from "../choose";
import { DayLine } from "../day-line";
import { today } from "../here";
import { later } from "../later";
import { dayWords } from "../when";
import { At, NOTE_MAX } from "./fault";
import type { Fields } from "./fields";
import { names } from "./words";
import "../fold.css";

const PickPeople = later(async () => (await import("../deeds/pick-people")).PickPeople);

/** What was said, for the folded line. */
function saidWords({ note, chair, opens, from, at }: Fields): string {
  const said = [
    note.value.trim() && t("poll.more.noted"),
    chair.value.length > 0 && `${t("poll.chair")} ${names(chair.value)}`,
    opens.value === "set" && `${t("poll.opens_at")} ${dayWords(from.value)} ${at.value}`,
  ].filter(Boolean);
  return said.length ? said.join(" · ") : t("poll.more.usual");
}

export function More({ fields }: { fields: Fields }): JSX.Element {
  return (
    <details class="card stack fold">
      <summary class="row">
        <span class="grow">
          <b class="block">{t("poll.more")}</b>
          <span class="muted num">{saidWords(fields)}</span>
        </span>
      </summary>
      <At name="note" fault={fields.fault}>
        <div class="line">
          <label>
            {t("poll.note")}
            <textarea
              class="input"
              rows={3}
              data-max={NOTE_MAX}
              value={fields.note.value}
              onInput={(event) => {
                fields.note.value = event.currentTarget.value;
              }}
            />
          </label>
          <p class="small">{t("poll.note.hint")}</p>
        </div>
      </At>
      <Opening fields={fields} />
      <div class="line">
        <b>{t("poll.chair")}</b>
        <p class="small">{t("poll.chair.why")}</p>
        <PickPeople chosen={fields.chair} />
      </div>
    </details>
  );
}

function Opening({ fields }: { fields: Fields }): JSX.Element {
  return (
    <At name="opens" fault={fields.fault}>
      <Choose
        label={t("poll.opens")}
        value={fields.opens}
        options={(["at_once", "set"] as const).map((value) => ({ value, label: t(`poll.opens.${value}`) }))}
      />
      {fields.opens.value === "set" && (
        <>
          <DayLine label={t("poll.opens.day")} value={fields.from} min={today.value} />
          <div class="line">
            <label>
              {t("poll.opens.time")}
              <input
                class="input"
                type="time"
                value={fields.at.value}
                onChange={(event) => {
                  if (event.currentTarget.value) fields.at.value = event.currentTarget.value;
                }}
              />
            </label>
          </div>
          <p class="small">{t("poll.opens.why")}</p>
        </>
      )}
    </At>
  );
}
