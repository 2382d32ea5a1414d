/** 印一批评价码: for which department, how many, on which form. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf } from "../../model/ids";
import { navigate } from "../../router";
import { t } from "../../text";
import { Choose } from "../choose";
import { TextLine } from "../entry";
import { Frame } from "../frame";
import { mine, person } from "../here";
import { Pick } from "../pick";
import { units } from "../roster";
import { batchWords } from "./complaint-words";
import type { PublicForm, Purpose } from "./measured";

const LABELS_MAX = 2000;
const SHEETS_OF_TWO = "48";

/** The forms and evaluations to choose from, with the first of each chosen. */
function useChoices() {
  const known = useSignal<readonly PublicForm[]>([]);
  const reasons = useSignal<readonly Purpose[]>([]);
  const name = useSignal("");
  const purpose = useSignal("");
  useEffect(() => {
    void import("./measured").then(({ publicForms, purposes }) => {
      known.value = publicForms();
      reasons.value = purposes();
      const first = reasons.value[0];
      purpose.value ||= first?.key ?? "";
      name.value ||= (known.value.find((each) => each.name === first?.form) ?? known.value[0])?.name ?? "";
    });
  }, [known, reasons, name, purpose]);
  return { forms: known.value, reasons, name, purpose };
}

export function NewBatch(): JSX.Element {
  const { forms, reasons, name, purpose } = useChoices();
  const count = useSignal(SHEETS_OF_TWO);
  const means = useSignal<"label" | "kiosk" | "poster">("label");
  const unit = useSignal(units.value[0]?.id ?? "");
  const form = forms.find((each) => each.name === name.value);
  const labels = Number(count.value);
  const wrong = means.value === "label" && !(Number.isInteger(labels) && labels > 0 && labels <= LABELS_MAX);
  const make = async () => {
    const institution = person.peek()?.institution;
    if (!form || !institution || wrong) return;
    const { measured } = await import("./measured");
    const reason = reasons.value.find(({ key }) => key === purpose.value);
    const id = mine().newId();
    await mine().write(id, "rating_batch", [
      ["institution", bytesOf(institution)],
      ["unit", bytesOf(unit.value)],
      ["by", bytesOf(mine().person)],
      ["means", means.value],
      ["form", form.name],
      ["measure", measured(form, reason)],
      ...(reason?.writes ?? []),
      ...(means.value === "label" ? ([["labels", labels]] as const) : []),
    ]);
    navigate(`/ratings/batch/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("batch.new")}
      above="/ratings/batches"
      dock={
        <button type="button" class="btn" disabled={!form || wrong} onClick={() => void make()}>
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
      </section>
      <p class="muted">{t("batch.none.why")}</p>
    </Frame>
  );
}
