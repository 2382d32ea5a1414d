/** How an item of a checklist is judged, what it costs, and what shows it. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { BOUNDED, CHOOSING, EVIDENCES, SCALES } from "../model/checklist-words";
import { t } from "../text";
import { Lines, Mark, type PartProps } from "./checklist-lines";
import { TextLine } from "./entry";
import { Pick } from "./pick";

/** How it is judged, what it costs, and what shows it. */
export function How({ fields, fault }: PartProps): JSX.Element {
  const scale = fields.scale.value;
  const numeric = (name: "points" | "min" | "max" | "step" | "each" | "cap") => (
    <TextLine label={t(`checklist.field.${name}`)} value={fields[name]} inputMode="numeric" />
  );
  return (
    <section class="card stack">
      <Pick
        label={t("checklist.field.scale")}
        value={fields.scale as Signal<string>}
        options={SCALES.filter((value) => value !== "calculate" || scale === value).map((value) => ({
          value,
          label: t(`checklist.scale.${value}`),
        }))}
      />
      {CHOOSING.includes(scale) && (
        <Lines
          label={t("checklist.field.options")}
          value={fields.options}
          hint={t("checklist.one_line")}
          rows={4}
          {...(fault === "options" ? { wrong: t("checklist.wrong.options") } : {})}
        />
      )}
      {scale !== "score" && BOUNDED.includes(scale) && (
        <div class="thirds">
          {numeric("min")}
          {numeric("max")}
          {numeric("step")}
        </div>
      )}
      <div class="thirds">
        {numeric("points")}
        {numeric("each")}
        {numeric("cap")}
      </div>
      <Mark value={fields.all_or_nothing}>{t("checklist.all_or_nothing")}</Mark>
      <Mark value={fields.discretionary}>{t("checklist.field.discretionary")}</Mark>
      <Pick
        label={t("checklist.field.evidence")}
        value={fields.evidence as Signal<string>}
        options={EVIDENCES.map((value) => ({ value, label: t(`checklist.evidence.${value}`) }))}
      />
      <Mark value={fields.required}>{t("checklist.field.required")}</Mark>
      <Mark value={fields.core}>{t("checklist.field.core")}</Mark>
    </section>
  );
}
