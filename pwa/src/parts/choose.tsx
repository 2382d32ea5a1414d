/** One of a few, outside forms: a labelled group of radio buttons bound to a signal. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { layoutOf } from "./fields/layout";
import { Icon } from "./icons";
import "./fields/fields.css";

interface ChooseProps<T extends string> {
  readonly label: string;
  readonly value: Signal<T>;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChoose?: (value: T) => void;
}

export function Choose<T extends string>({ label, value, options, onChoose }: ChooseProps<T>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      <div class={layoutOf(options.map((option) => option.label))}>
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={name}
              checked={option.value === value.value}
              onChange={() => {
                if (onChoose) onChoose(option.value);
                else value.value = option.value;
              }}
            />
            <span>
              {option.label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
