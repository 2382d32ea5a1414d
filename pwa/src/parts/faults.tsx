/** What is wrong with a file, cell by cell, what must be corrected first. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../text";
import type { Fault } from "./upload";
import "./keeping.css";

const SHOWN_FIRST = 30;

export function Faults({ faults }: { faults: readonly Fault[] }): JSX.Element {
  const all = useSignal(false);
  const rank = { stop: 0, ask: 1, left: 2, note: 3 };
  const sorted = [...faults].sort((one, other) => rank[one.level] - rank[other.level]);
  const rows = all.value ? sorted : sorted.slice(0, SHOWN_FIRST);
  return (
    <>
      <ul class="faults">
        {rows.map((fault, at) => (
          <li key={at}>
            <code class={fault.level}>{fault.at || t("import.file")}</code>
            <span class="grow">
              <span class="small">{t(`import.level.${fault.level}`)}</span> {fault.words}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > rows.length && (
        <button
          type="button"
          class="btn plain"
          onClick={() => {
            all.value = true;
          }}
        >
          {t("import.all", { n: sorted.length })}
        </button>
      )}
    </>
  );
}
