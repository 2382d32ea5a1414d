/** 绩效分配建议: by which rule, over what bonus; the rules are the programmes' own and the two that always stand. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { mapOf } from "../model/given";
import { dashed } from "../model/ids";
import { t } from "../text";
import "./pay-export.css";
import { Export } from "./export";
import { all } from "./here";

interface PayRule {
  readonly id: string;
  readonly words: string;
}

/** The consequences of published programmes that say what a result does to the bonus. */
function rules(): PayRule[] {
  const own = all("programme").flatMap(({ id, registers }): PayRule[] => {
    if (registers.get("published")?.value !== true) return [];
    const version = String(registers.get("version")?.value ?? "");
    return [...registers].flatMap(([path, { value }]) => {
      const element = path.startsWith("consequences/") ? mapOf(value) : null;
      if (!element || !mapOf(element.pay)) return [];
      const words = t("pay.of", { title: String(element.title ?? ""), version });
      return [{ id: `${dashed(id)}/${path.slice("consequences/".length)}`, words }];
    });
  });
  return [...own, { id: "points", words: t("pay.points") }, { id: "bands", words: t("pay.bands") }];
}

interface PayExportProps {
  readonly period: string;
  readonly institution: string;
}

export function PayExport(props: PayExportProps): JSX.Element {
  const open = useSignal(false);
  return (
    <details
      class="grow"
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary class="opens">{t("export.pay")}</summary>
      {open.value && <Choice {...props} />}
    </details>
  );
}

function Choice({ period, institution }: PayExportProps): JSX.Element {
  const listed = rules();
  const chosen = useSignal("");
  const bonus = useSignal("");
  const rule = listed.find(({ id }) => id === chosen.value) ?? listed[0];
  const amount = /^\d{1,7}(\.\d{1,2})?$/.test(bonus.value) ? `&bonus=${bonus.value}` : "";
  const path = `pay/${period}.xlsx?institution=${dashed(institution)}&rule=${encodeURIComponent(rule?.id ?? "")}${amount}`;
  return (
    <div class="stack">
      <label class="stack">
        <span>{t("pay.rule")}</span>
        <select
          class="input"
          value={rule?.id}
          onChange={({ currentTarget }) => {
            chosen.value = currentTarget.value;
          }}
        >
          {listed.map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label class="stack">
        <span>{t("pay.bonus")}</span>
        <input
          class="input"
          inputMode="decimal"
          value={bonus.value}
          onInput={({ currentTarget }) => {
            bonus.value = currentTarget.value;
          }}
        />
        <span class="small">{t("pay.bonus.why")}</span>
      </label>
      <div class="row wrap">
        <Export key={path} path={path} words={t("pay.make")} />
      </div>
    </div>
  );
}
