/** 关于哪个科室: the unit that a complaint is about, or that nobody can say which. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Pick } from "../pick";
import { units } from "../roster";

export function UnitPick({ value }: { value: Signal<string> }): JSX.Element {
  return (
    <Pick
      label={t("complaint.unit")}
      value={value}
      options={[
        { value: "", label: t("complaint.unit.none") },
        ...units.value.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
