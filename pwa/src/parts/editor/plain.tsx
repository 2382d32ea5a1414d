/** Controls of one value that is typed: a text, a list by lines, a number, a day, yes or no, and data as it stands. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import type { ControlProps } from "./props";
import { useTyping } from "./typing";

const LONG = 40;

/** Text is taken when the field is left, so that no half word travels and no composition is cut. */
export function Typed({ label, value, onChange, required, hint, mode }: ControlProps): JSX.Element {
  const id = useId();
  const said = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const take = (typed: string) => {
    if (typed.trim() !== said && !(required && !typed.trim())) onChange(typed.trim());
  };
  const typing = useTyping(said, take);
  return (
    <div class="line">
      <label for={id}>{label}</label>
      {said.length > LONG ? (
        <textarea id={id} class="input" rows={3} {...typing} />
      ) : (
        <input
          id={id}
          class="input"
          autocomplete="off"
          inputMode={mode ?? "text"}
          required={required ?? false}
          {...typing}
        />
      )}
      {hint && <p class="small">{hint}</p>}
    </div>
  );
}

export function Lines({ label, value, onChange }: ControlProps): JSX.Element {
  const lines = (Array.isArray(value) ? value : value ? [value] : []).map(String);
  const typing = useTyping(lines.join("\n"), (typed) => onChange(linesOf(typed)));
  return (
    <div class="line">
      <label>
        {label}
        <textarea class="input" rows={Math.min(8, Math.max(2, lines.length + 1))} {...typing} />
      </label>
      <p class="small">{t("plans.one_line")}</p>
    </div>
  );
}

export function linesOf(typed: string): string[] {
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

export function Whole(props: ControlProps): JSX.Element {
  return (
    <Typed
      {...props}
      mode="numeric"
      onChange={(typed) => {
        const number = Number(typed);
        if (typed === "") props.onChange(null);
        else if (Number.isInteger(number)) props.onChange(number);
      }}
    />
  );
}

export function Flag({ label, value, onChange }: ControlProps): JSX.Element {
  return (
    <label class="line-row">
      <span class="grow">{label}</span>
      <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
    </label>
  );
}

export function OneDay({ label, value, onChange }: ControlProps): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <input
          class="input"
          type="date"
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

/** A value of a shape that has no control of its own, as data: a number, a word, a list or a map. */
export function Data({ label, value, onChange }: ControlProps): JSX.Element {
  const wrong = useSignal(false);
  const said = value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  const take = (typed: string) => {
    const read = dataOf(typed);
    wrong.value = read === undefined;
    if (read !== undefined) onChange(read);
  };
  const typing = useTyping(said, take);
  return (
    <div class="line">
      <label>
        {label}
        <textarea
          class="input"
          rows={said.length > LONG ? 6 : 1}
          spellcheck={false}
          autocapitalize="none"
          {...typing}
        />
      </label>
      {wrong.value && (
        <p class="wrong-words" role="alert">
          {t("plans.data.wrong")}
        </p>
      )}
    </div>
  );
}

/** What somebody typed as data; a bare word is itself, what begins like a map or a list and isn't one is undefined. */
export function dataOf(typed: string): Value | undefined {
  const bare = typed.trim();
  if (!bare) return null;
  try {
    return JSON.parse(bare) as Value;
  } catch {
    return /^[[{"]/.test(bare) ? undefined : bare;
  }
}
