/** A day to choose, outside forms: a labelled field of the browser's own. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";

export function DayLine({ label, value, min }: { label: string; value: Signal<string>; min: string }): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input"
          type="date"
          min={min}
          value={value.value}
          onChange={(event) => {
            if (event.currentTarget.value) value.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
