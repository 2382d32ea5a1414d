/**
 * Words: a field that saves while one types.
 * Promises: what a Chinese input method is composing is never cut, replaced or saved half; no length limit stops the
 * typing. Of what is too long the part that fits is saved, and the whole stays in the field for as long as the page does.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { codePoints } from "../model/code-points";
import { t } from "../text";
import { useSaver } from "./saver";
import "./fields/fields.css";

interface WritingProps {
  /** What is written, where the page has two fields of one label. */
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly codePointsMax: number;
  readonly placeholder?: string;
  readonly onSave: (text: string) => void;
}

const COUNTED_FROM = 0.8;
/** What is too long to be saved whole, by the field's name. */
const whole = new Map<string, string>();

export function Writing({
  label,
  id = `${location.pathname} ${label}`,
  value,
  codePointsMax,
  placeholder,
  onSave,
}: WritingProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useSignal(whole.get(id) ?? value);
  const saver = useSaver(onSave);
  useLayoutEffect(() => {
    // Another tab or device wrote: taken over unless somebody is writing here, or has written too much.
    const field = area.current;
    if (field && field !== document.activeElement && !whole.has(id)) {
      if (field.value !== value) field.value = value;
      text.value = value;
    }
    if (field) grow(field);
  }, [value, id, text]);
  const put = (field: HTMLTextAreaElement) => {
    grow(field);
    text.value = field.value;
    const points = Array.from(field.value);
    if (points.length > codePointsMax) whole.set(id, field.value);
    else whole.delete(id);
    saver.put(points.slice(0, codePointsMax).join(""));
  };
  const count = codePoints(text.value);
  const tooLong = count > codePointsMax;
  return (
    <>
      <textarea
        ref={area}
        class="input"
        rows={3}
        aria-label={label}
        aria-invalid={tooLong}
        placeholder={placeholder}
        defaultValue={text.peek()}
        onInput={(event) => {
          if (!event.isComposing) put(event.currentTarget);
        }}
        onCompositionEnd={(event) => put(event.currentTarget)}
        onBlur={() => saver.flush()}
      />
      {count > codePointsMax * COUNTED_FROM && (
        <p class={tooLong ? "wrong-words num" : "small num"} role={tooLong ? "alert" : undefined}>
          {t(tooLong ? "text.too_long" : "text.count", { n: count, of: codePointsMax })}
        </p>
      )}
    </>
  );
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 480)}px`;
}
