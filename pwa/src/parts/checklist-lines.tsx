/** What the fields of a checklist are made of: several lines to type, and a mark to set. */
import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { Typed, TypedFault } from "../model/checklist-edit";
import "./fields/fields.css";
import "./lists.css";
import "./checklist-editor.css";

/** The fields of a screen, each to be typed into. */
export type Fields = { readonly [name in keyof Typed]: Signal<Typed[name]> };

export interface PartProps {
  readonly fields: Fields;
  readonly fault: TypedFault | null;
}

interface LinesProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly hint?: string;
  readonly rows?: number;
  readonly wrong?: string;
}

export function Lines({ label, value, hint, rows, wrong }: LinesProps): JSX.Element {
  const id = useId();
  return (
    <div class="line">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="input"
        rows={rows ?? 2}
        value={value.value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {wrong && <p class="wrong-words">{wrong}</p>}
      {hint && (
        <p id={`${id}-hint`} class="small">
          {hint}
        </p>
      )}
    </div>
  );
}

export function Mark({ value, children }: { value: Signal<boolean>; children: ComponentChildren }): JSX.Element {
  return (
    <label class="line-row flat">
      <span class="grow">{children}</span>
      <input
        type="checkbox"
        checked={value.value}
        onChange={(event) => {
          value.value = event.currentTarget.checked;
        }}
      />
    </label>
  );
}
