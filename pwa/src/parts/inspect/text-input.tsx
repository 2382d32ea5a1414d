/** A line of text, kept when one leaves it. */
import type { JSX } from "preact";
import type { Value } from "../../sync/interface";
import "../fields/fields.css";

interface TextProps {
  readonly label: string;
  readonly value: Value;
  readonly max: number;
  readonly onSave: (text: string) => void;
}

export function TextInput({ label, value, max, onSave }: TextProps): JSX.Element {
  return (
    <label class="line">
      {label}
      <input
        class="input"
        autocomplete="off"
        defaultValue={typeof value === "string" ? value : ""}
        onChange={(event) => onSave([...event.currentTarget.value].slice(0, max).join(""))}
      />
    </label>
  );
}
