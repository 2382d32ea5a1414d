/** The fields of a matter: its kind, what was found, where, what should be done. Saved while one types, field by field. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Matter } from "../../model/bulletin";
import { t } from "../../text";
import { useSaver } from "../saver";
import { Writing } from "../writing";

const TEXT_MAX = 2_000;
const LABEL_MAX = 100;

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly list?: readonly string[];
  readonly hint?: string;
  readonly onSave: (text: string) => void;
}

/** A line that saves while one types; what an input method composes is left alone until it is done. */
export function SavedLine({ label, value, list, hint, onSave }: LineProps): JSX.Element {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const saver = useSaver(onSave);
  const long = useSignal(false);
  useLayoutEffect(() => {
    const line = field.current;
    if (line && line !== document.activeElement && line.value !== value) line.value = value;
  }, [value]);
  const put = (text: string) => {
    long.value = text.trim().length > LABEL_MAX;
    if (!long.value) saver.put(text);
  };
  return (
    <div class="line">
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="input"
        autocomplete="off"
        defaultValue={value}
        list={list && list.length > 0 ? `${id}-list` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => {
          if (!event.isComposing) put(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => put(event.currentTarget.value)}
        onBlur={() => saver.flush()}
      />
      {list && list.length > 0 && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {long.value && (
        <p class="wrong-words" role="alert">
          {t("bul.too_long", { n: LABEL_MAX })}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} class="small">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A longer text under its heading, saved while one types. */
export function SavedText({ label, value, hint, onSave }: LineProps): JSX.Element {
  return (
    <div class="line">
      <b>{label}</b>
      <Writing label={label} value={value} codePointsMax={TEXT_MAX} placeholder={hint ?? ""} onSave={onSave} />
    </div>
  );
}

interface FieldsProps {
  readonly matter: Matter;
  /** The kinds that are in use, offered while one types. */
  readonly kinds: readonly string[];
  readonly onSave: (matter: Matter) => void;
}

export function MatterFields({ matter, kinds, onSave }: FieldsProps): JSX.Element {
  const latest = useRef(matter);
  latest.current = matter;
  const put = (name: keyof Matter) => (text: string) => onSave({ ...latest.current, [name]: text });
  return (
    <>
      <SavedLine label={t("bul.kind")} value={matter.kind} list={kinds} onSave={put("kind")} />
      <SavedText label={t(matter.praise ? "bul.praised" : "bul.found")} value={matter.text} onSave={put("text")} />
      <div class="three">
        <SavedLine label={t("bul.building")} value={matter.building} onSave={put("building")} />
        <SavedLine label={t("bul.floor")} value={matter.floor} onSave={put("floor")} />
        <SavedLine label={t("bul.object")} value={matter.object} onSave={put("object")} />
      </div>
      {!matter.praise && <SavedText label={t("bul.suggestion")} value={matter.suggestion} onSave={put("suggestion")} />}
    </>
  );
}
