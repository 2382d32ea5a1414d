/** Whom a finding concerns: folded away, since most name nobody. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { idOf } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { PickPeople } from "../deeds/pick-people";
import { personAt } from "../here";
import "../editor/editor.css";

export function Whom({ value, onPick }: { value: Value; onPick: (id: Hex | null) => void }): JSX.Element {
  const id = idOf(value);
  const chosen = useSignal<readonly Hex[]>(id ? [id] : []);
  useEffect(
    () =>
      chosen.subscribe((now) => {
        const next = now[0] ?? null;
        if (next !== id) onPick(next);
      }),
    [id],
  );
  return (
    <details class="line">
      <summary>{id ? t("insp.whom.is", { name: personAt(id)?.name ?? "" }) : t("insp.whom")}</summary>
      <PickPeople chosen={chosen} one />
    </details>
  );
}
