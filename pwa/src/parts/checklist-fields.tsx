/** The fields of an item of a checklist: what is looked at, how it is judged, when, and where it stands. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, groupOf } from "../model/checklist";
import { POLARITIES } from "../model/checklist-words";
import { t } from "../text";
import { type Fields, Lines, type PartProps } from "./checklist-lines";
import { Choose } from "./choose";
import { itemWords } from "./condition-words";
import { TextLine } from "./entry";
import { later } from "./later";
import { Pick } from "./pick";
import "./lists.css";
import "./keeping.css";
import "./checklist-editor.css";

const How = later(() => import("./checklist-judging").then((module) => module.How));
const ConditionField = later(() => import("./condition-field").then((module) => module.ConditionField));

interface AllProps extends PartProps {
  readonly checklist: Checklist;
  /** Where the item stands, or will. */
  readonly place: number;
  /** The item after which it stands, empty where it is the first. */
  readonly after: Signal<string>;
}

export function ChecklistFields({ fields, fault, checklist, place, after }: AllProps): JSX.Element {
  const own = checklist.items[place]?.id;
  return (
    <>
      <What fields={fields} checklist={checklist} fault={fault} />
      <How fields={fields} fault={fault} />
      <section class="card stack">
        <ConditionField value={fields.when} above={checklist.items.slice(0, place)} />
        <TextLine label={t("checklist.field.condition")} value={fields.condition} />
      </section>
      <More fields={fields} />
      {checklist.items.length > (own ? 1 : 0) && (
        <section class="card">
          <Pick label={t("checklist.place")} value={after} options={placesOf(checklist, own)} />
        </section>
      )}
    </>
  );
}

/** Where an item can stand: first, or after any other. */
function placesOf({ items }: Checklist, own: string | undefined): { value: string; label: string }[] {
  const others = items.map((one, at) => ({ ...one, at })).filter(({ id }) => id !== own);
  return [
    { value: "", label: t("checklist.place.first") },
    ...others.map(({ id, item, at }) => ({
      value: id,
      label: t("checklist.place.after", { n: at + 1, words: itemWords(item) }),
    })),
  ];
}

/** What is looked at, and under which headings. */
function What({ fields, checklist, fault }: PartProps & { readonly checklist: Checklist }): JSX.Element {
  const groups = [...new Set(checklist.items.map(({ item }) => groupOf(item).join("\n")).filter(Boolean))];
  return (
    <section class="card stack">
      <Lines label={t("checklist.field.text")} value={fields.text} rows={3} />
      <Lines
        label={t("checklist.field.group")}
        value={fields.group}
        hint={t("checklist.field.group.why")}
        {...(fault === "group" ? { wrong: t("checklist.wrong.group") } : {})}
      />
      {groups.length > 0 && (
        <details class="line">
          <summary>{t("checklist.field.groups")}</summary>
          <div class="headings">
            {groups.map((group) => (
              <button
                key={group}
                type="button"
                aria-pressed={fields.group.value === group}
                onClick={() => {
                  fields.group.value = group;
                }}
              >
                {group.split("\n").join(" › ")}
              </button>
            ))}
          </div>
        </details>
      )}
      <Choose
        label={t("checklist.field.polarity")}
        value={fields.polarity}
        options={POLARITIES.map((value) => ({ value, label: t(`checklist.polarity.${value}`) }))}
      />
      <Lines label={t("checklist.field.children")} value={fields.children} hint={t("checklist.one_line")} />
    </section>
  );
}

function More({ fields }: { fields: Fields }): JSX.Element {
  return (
    <details class="card">
      <summary>{t("checklist.more")}</summary>
      <div class="stack">
        <Lines label={t("checklist.field.detail")} value={fields.detail} />
        <Lines label={t("checklist.field.rule")} value={fields.rule} />
        <Lines label={t("checklist.field.method")} value={fields.method} />
        <Lines label={t("checklist.field.hint")} value={fields.hint} />
        <TextLine label={t("checklist.field.subject")} value={fields.subject} />
        <TextLine label={t("checklist.field.text_en")} value={fields.text_en} />
      </div>
    </details>
  );
}
