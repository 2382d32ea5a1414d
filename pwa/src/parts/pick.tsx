/** One of many and a day, outside forms: the phone's own pickers, labelled and bound to a signal. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import "./fields/fields.css";
import "./lists.css";

interface PickProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onPick?: (value: string) => void;
}

export function Pick({ label, value, options, onPick }: PickProps): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <select
          class="input"
          value={value.value}
          onChange={(event) => {
            value.value = event.currentTarget.value;
            onPick?.(value.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: Signal<string>;
  /** Whether no day is an answer too. */
  readonly open?: boolean;
}

export function DayPick({ label, value, open }: DayProps): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input"
          type="date"
          value={value.value}
          onChange={(event) => {
            if (event.currentTarget.value || open) value.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
