/** 登记投诉意见: who is asked first takes it down, without a network too, and gives the complainant a code. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { Choose } from "../parts/choose";
import { Words } from "../parts/deeds/ask";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { mine, person, today } from "../parts/here";
import { later } from "../parts/later";
import { Pick } from "../parts/pick";
import { units } from "../parts/roster";
import { meansWords } from "../parts/voice/complaint-words";
import { t } from "../text";
import "../parts/lists.css";

const Given = later(() => import("../parts/voice/given").then((module) => module.Given));

export default function ComplaintNew(): JSX.Element {
  const means = useSignal<"onsite" | "phone" | "box">("onsite");
  const text = useSignal("");
  const unit = useSignal("");
  const contact = useSignal("");
  const saving = useSignal(false);
  const given = useSignal<{ doc: string; address: string } | null>(null);
  const save = async () => {
    const institution = person.peek()?.institution;
    if (!institution || saving.peek()) return;
    saving.value = true; // a second tap would take the same words down once more, under another code
    await take(institution).finally(() => (saving.value = false));
  };
  const take = async (institution: string) => {
    const { CODE_BYTES, keyOf, spelled, WITHIN_DAYS } = await import("../model/public-code");
    const code = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
    const key = keyOf(code);
    const doc = await mine().naturalId("complaint", key);
    await mine().write(doc, "complaint", [
      ["key", key],
      ["institution", bytesOf(institution)],
      ["means", means.value],
      ["day", today.value],
      ["by", bytesOf(mine().person)],
      ["text", text.value.trim()],
      ["within", WITHIN_DAYS],
      ...(unit.value ? ([["unit", bytesOf(unit.value)]] as const) : []),
      ...(contact.value.trim() ? ([["contact", contact.value.trim()]] as const) : []),
    ]);
    given.value = { doc, address: `${location.origin}/r#${spelled(code)}` };
  };
  if (given.value) return <Given {...given.value} />;
  return (
    <Frame
      title={t("complaint.new")}
      above="/complaints"
      dock={
        <button type="button" class="btn" disabled={text.value.trim() === ""} onClick={() => void save()}>
          {t("complaint.save")}
        </button>
      }
    >
      <section class="card stack">
        <Choose
          label={t("complaint.means")}
          value={means}
          options={(["onsite", "phone", "box"] as const).map((value) => ({ value, label: meansWords(value) }))}
        />
        <Words label={t("complaint.text")} value={text} rows={5} />
        <Pick
          label={t("complaint.unit")}
          value={unit}
          options={[
            { value: "", label: t("complaint.unit.none") },
            ...units.value.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextLine label={t("complaint.contact")} value={contact} />
      </section>
      <p class="muted">{t("complaints.none.why")}</p>
    </Frame>
  );
}
