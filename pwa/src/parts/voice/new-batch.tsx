/** 印一批评价码: for which department, how many, until when they are good, on which form. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { addDays } from "../../model/day";
import { bytesOf } from "../../model/ids";
import { VALID_DAYS, VALID_DAYS_MAX } from "../../model/public";
import { navigate } from "../../router";
import { t } from "../../text";
import { Choose } from "../choose";
import { TextLine } from "../entry";
import { Frame } from "../frame";
import { mine, person, today } from "../here";
import { DayPick, Pick } from "../pick";
import { units } from "../roster";
import { dayWords } from "../when";
import { batchWords } from "./complaint-words";
import type { PublicForm, Purpose } from "./measured";

const LABELS_MAX = 2000;
const SHEETS_OF_TWO = "48";

type Rules = typeof import("./measured");

/** The forms and evaluations to choose from, with the first of each chosen, and how the rate follows from both. */
function useChoices() {
  const rules = useSignal<Rules | null>(null);
  const known = useSignal<readonly PublicForm[]>([]);
  const reasons = useSignal<readonly Purpose[]>([]);
  const name = useSignal("");
  const purpose = useSignal("");
  useEffect(() => {
    void import("./measured").then((read) => {
      rules.value = read;
      known.value = read.publicForms();
      reasons.value = read.purposes();
      const first = reasons.value[0];
      purpose.value ||= first?.key ?? "";
      name.value ||= (known.value.find((each) => each.name === first?.form) ?? known.value[0])?.name ?? "";
    });
  }, [rules, known, reasons, name, purpose]);
  const form = known.value.find((each) => each.name === name.value);
  const reason = reasons.value.find(({ key }) => key === purpose.value);
  const measure = form && rules.value ? rules.value.measured(form, reason) : null;
  const words = form && measure && rules.value ? rules.value.measuredWords(form, measure) : null;
  return { forms: known.value, reasons, name, purpose, form, reason, measure, words };
}

/** How the rate is worked out, which nobody here chooses. */
function Formula({ words }: { words: ReturnType<typeof useChoices>["words"] }): JSX.Element | null {
  if (!words) return null;
  return (
    <p class="small">
      {t(words.excluded ? "batch.formula.less" : "batch.formula", words)} {t("batch.formula.why")}
    </p>
  );
}

export function NewBatch(): JSX.Element {
  const { forms, reasons, name, purpose, form, reason, measure, words } = useChoices();
  const count = useSignal(SHEETS_OF_TWO);
  const means = useSignal<"label" | "kiosk" | "poster">("label");
  const unit = useSignal(units.value[0]?.id ?? "");
  const until = useSignal(addDays(today.peek(), VALID_DAYS));
  const labels = Number(count.value);
  const ofLabels = means.value === "label";
  const wrong = ofLabels && !(Number.isInteger(labels) && labels > 0 && labels <= LABELS_MAX);
  const last = addDays(today.value, VALID_DAYS_MAX);
  const late = ofLabels && !(until.value >= today.value && until.value <= last);
  const made = useSignal("");
  const make = async () => {
    const institution = person.peek()?.institution;
    if (!form || !measure || !institution || wrong || late) return;
    if (made.peek()) return; // the second tap of a double one
    const id = mine().newId();
    made.value = id;
    await mine().write(id, "rating_batch", [
      ["institution", bytesOf(institution)],
      ["unit", bytesOf(unit.value)],
      ["by", bytesOf(mine().person)],
      ["means", means.value],
      ["form", form.name],
      ["measure", { item: measure.item, satisfied: [...measure.satisfied], excluded: [...measure.excluded] }],
      ...(reason?.writes ?? []),
      ...(ofLabels ? ([["labels", labels] as const, ["until", until.value] as const] as const) : []),
    ]);
    navigate(`/ratings/batch/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("batch.new")}
      above="/ratings/batches"
      dock={
        <button type="button" class="btn" disabled={!measure || wrong || late} onClick={() => void make()}>
          {t("batch.make")}
        </button>
      }
    >
      <section class="card stack">
        <Pick
          label={t("batch.unit")}
          value={unit}
          options={units.value.map((each) => ({ value: each.id, label: each.name }))}
        />
        <Choose
          label={t("batch.means")}
          value={means}
          options={(["label", "kiosk", "poster"] as const).map((value) => ({ value, label: batchWords(value) }))}
        />
        {means.value === "poster" && <p class="small">{t("batch.poster.why")}</p>}
        {means.value === "label" && <TextLine label={t("batch.count")} value={count} inputMode="numeric" />}
        {wrong && (
          <p class="wrong-words" role="alert">
            {t("batch.count.wrong")}
          </p>
        )}
        {ofLabels && <DayPick label={t("batch.until")} value={until} />}
        {late && (
          <p class="wrong-words" role="alert">
            {t("batch.until.wrong", { last: dayWords(last) })}
          </p>
        )}
        <Pick
          label={t("batch.form")}
          value={name}
          options={forms.map((each) => ({ value: each.name, label: each.title }))}
        />
        {reasons.value.length > 0 && (
          <Pick
            label={t("batch.purpose")}
            value={purpose}
            options={[
              ...reasons.value.map(({ key, title }) => ({ value: key, label: title })),
              { value: "", label: t("batch.purpose.none") },
            ]}
          />
        )}
        <Formula words={words} />
      </section>
      <p class="muted">{t("batch.none.why")}</p>
    </Frame>
  );
}
