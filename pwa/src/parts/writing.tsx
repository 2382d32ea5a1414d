/**
 * Words: a field that saves while one types.
 * Promises: what a Chinese input method is composing is never cut, replaced or saved half; no length limit stops the
 * typing, the count says when it is too much.
 */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { codePoints } from "../model/code-points";
import { t } from "../text";
import { type Saver, throttledSaver } from "./saving";
import "./fields/fields.css";

interface WritingProps {
  readonly label: string;
  readonly value: string;
  readonly codePointsMax: number;
  readonly placeholder?: string;
  readonly onSave: (text: string) => void;
}

const COUNTED_FROM = 0.8;

export function Writing({ label, value, codePointsMax, placeholder, onSave }: WritingProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const save = useRef(onSave);
  save.current = onSave;
  const saver = useRef<Saver<string>>(undefined);
  useEffect(() => {
    saver.current = throttledSaver((text) => save.current(text));
    return () => saver.current?.end();
  }, []);
  useEffect(() => {
    // Another tab or device wrote: taken over unless somebody is writing here.
    const field = area.current;
    if (field && field !== document.activeElement && field.value !== value) field.value = value;
    if (field) grow(field);
  }, [value]);
  const put = (field: HTMLTextAreaElement) => {
    grow(field);
    saver.current?.put(field.value);
  };
  const count = codePoints(value);
  return (
    <>
      <textarea
        ref={area}
        class="input"
        rows={3}
        aria-label={label}
        placeholder={placeholder}
        defaultValue={value}
        onInput={(event) => {
          if (!event.isComposing) put(event.currentTarget);
        }}
        onCompositionEnd={(event) => put(event.currentTarget)}
        onBlur={() => saver.current?.flush()}
      />
      {count > codePointsMax * COUNTED_FROM && (
        <p class={count > codePointsMax ? "wrong-words num" : "small num"}>
          {t("text.count", { n: count, of: codePointsMax })}
        </p>
      )}
    </>
  );
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 480)}px`;
}
