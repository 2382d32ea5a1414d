/** A day to choose, on a labelled line. */
import type { JSX } from "preact";

interface DayProps {
  readonly label: string;
  readonly value: { value: string };
  readonly min: string;
}

export function DayLine({ label, value, min }: DayProps): JSX.Element {
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
            const day = event.currentTarget.value;
            if (day) value.value = day;
          }}
        />
      </label>
    </div>
  );
}
