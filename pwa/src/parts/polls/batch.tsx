/** What the parts of a tellers' batch share: where they write, and the numbers in it. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { Doc, Value } from "../../sync/interface";

export interface PartProps {
  readonly doc: Doc | undefined;
  readonly write: (writes: readonly (readonly [string, Value])[]) => Promise<void>;
}

export function number(doc: Doc | undefined, path: string): number {
  const found = doc?.registers.get(path)?.value;
  return typeof found === "number" ? found : 0;
}

/** A number of ballots as it was typed; null for anything else. */
export function whole(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
}

export function NumberLine({ label, value }: { label: string; value: Signal<string> }): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input num"
          inputMode="numeric"
          autocomplete="off"
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
