/** 提出异议: what somebody holds against an honour, kept while it is written until it is raised. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Honour } from "../../model/honour";
import { bytesOf, dashed } from "../../model/ids";
import { t } from "../../text";
import { Words } from "../deeds/ask";
import { isBegun, resumed, typedIn } from "../form-draft";
import { mine } from "../here";
import { later } from "../later";
import { say } from "../toast";

const Keeping = later(async () => (await import("../form-keeping")).Keeping);

export function Raise({ one }: { one: Honour }): JSX.Element {
  const form = `objection.${one.id}`;
  const [begun] = useState(() => isBegun(form));
  const words = useSignal(resumed(form, { text: "" }, ["text"]).text);
  const fields = { text: words };
  const [asBegun] = useState(() => typedIn(fields));
  const raise = async () => {
    const own = mine();
    const id = await own.naturalId("honour_objection", dashed(one.id), dashed(own.person));
    await own.write(id, "honour_objection", [
      ["honour", bytesOf(one.id)],
      ["by", bytesOf(own.person)],
      ["institution", one.doc.registers.get("institution")?.value ?? null],
      ["text", words.value.trim()],
      ["raised", true],
    ]);
    await (await import("../form-keeping")).forgetForm(form);
    say(t("honour.raised"));
  };
  return (
    <details class="card stack" open={begun}>
      <summary>{t("honour.raise")}</summary>
      <div class="stack">
        <p class="small">{t("honour.raise.why")}</p>
        <Words label={t("honour.raise.text")} value={words} />
        <Keeping form={form} fields={fields} begun={asBegun} />
        <button type="button" class="btn short" disabled={!words.value.trim()} onClick={() => void raise()}>
          {t("honour.raise.do")}
        </button>
      </div>
    </details>
  );
}
