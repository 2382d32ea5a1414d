/** A sheet that asks for words before an act: why something goes back, what was done; and the fields that forms share. */
import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../text";
import { useSheet } from "../sheet";
import "../fields/fields.css";
import "../lists.css";
import "./chain.css";

interface SheetProps {
  readonly open: Signal<boolean>;
  readonly title: string;
  readonly yes: string;
  readonly ready: boolean;
  readonly onYes: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ open, title, yes, ready, onYes, children }: SheetProps): JSX.Element {
  const close = () => {
    open.value = false;
  };
  const dialog = useSheet(open.value, close);
  return (
    <dialog ref={dialog} class="sheet" aria-label={title} onClose={close}>
      <h2>{title}</h2>
      <div class="stack">{children}</div>
      <div class="sheet-acts">
        <button type="button" class="btn soft" onClick={close}>
          {t("cancel")}
        </button>
        <button
          type="button"
          class="btn"
          disabled={!ready}
          onClick={() => {
            close();
            onYes();
          }}
        >
          {yes}
        </button>
      </div>
    </dialog>
  );
}

export function Words({
  label,
  value,
  rows = 3,
}: {
  label: string;
  value: Signal<string>;
  rows?: number;
}): JSX.Element {
  return (
    <label class="line">
      <b class="block">{label}</b>
      <textarea
        class="input"
        rows={rows}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly hint?: string;
  readonly numeric?: boolean;
}

export function Line({ label, value, hint, numeric }: LineProps): JSX.Element {
  return (
    <label class="line">
      <b class="block">{label}</b>
      <input
        class="input"
        value={value.value}
        autocomplete="off"
        inputMode={numeric ? "decimal" : "text"}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {hint && <span class="small block">{hint}</span>}
    </label>
  );
}

interface ChipsProps {
  readonly label: string;
  readonly of: readonly string[];
  readonly on: readonly string[];
  readonly words: (value: string) => string;
  readonly onTap: (value: string) => void;
}

/** A row of things to tap, some of them on. */
export function Chips({ label, of, on, words, onTap }: ChipsProps): JSX.Element {
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      <div class="quick">
        {of.map((value) => (
          <button key={value} type="button" class="mark" aria-pressed={on.includes(value)} onClick={() => onTap(value)}>
            {words(value)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
