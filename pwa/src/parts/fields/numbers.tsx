/** Numbers: a stepper for points, a plain field for counts and measures. */
import type { JSX } from "preact";
import { boundsOf } from "../../model/form";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import type { FieldProps } from "./field";

/** What was typed as a number, full-width digits included; the text itself where it is none, so that it can be said. */
export function typedNumber(text: string): Value {
  const plain = text.normalize("NFKC").replace(",", ".").trim();
  if (plain === "") return null;
  const number = Number(plain);
  return Number.isFinite(number) ? number : plain;
}

/** The next value a stepper reaches: on the grid of steps from the lowest, within the bounds, without binary dust. */
export function stepped(from: number | null, direction: 1 | -1, min: number, max: number | null, step: number): number {
  if (from === null) return direction === 1 ? Math.min(min + step, max ?? Number.POSITIVE_INFINITY) : (max ?? min);
  const steps = Math.round((from - min) / step) + direction;
  const next = Number((min + Math.max(0, steps) * step).toFixed(6));
  return max === null ? next : Math.min(next, max);
}

export function Stepper({ item, value, onAnswer }: FieldProps): JSX.Element {
  const { min, max, step } = boundsOf(item);
  const low = min ?? 0;
  const stride = step ?? 1;
  const current = value === null ? null : Number(value);
  const go = (direction: 1 | -1) => onAnswer(stepped(current, direction, low, max, stride));
  return (
    <div class="stepper">
      <button
        type="button"
        class="btn soft"
        aria-label={t("less", { of: item.label })}
        disabled={current === low}
        onClick={() => go(-1)}
      >
        <Icon name="minus" />
      </button>
      <NumberInput item={item} value={value} onAnswer={onAnswer} />
      <button
        type="button"
        class="btn soft"
        aria-label={t("more", { of: item.label })}
        disabled={max !== null && current === max}
        onClick={() => go(1)}
      >
        <Icon name="plus" />
      </button>
      {max !== null && (
        <>
          <span class="muted num">{t("of.max", { n: max })}</span>
          {current !== max && (
            <button type="button" class="btn plain short" onClick={() => onAnswer(max)}>
              {t("full.marks")}
            </button>
          )}
        </>
      )}
    </div>
  );
}

function NumberInput({ item, value, onAnswer }: Omit<FieldProps, "doc">): JSX.Element {
  return (
    <input
      class="input number num"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      aria-label={item.label}
      value={value === null ? "" : String(value)}
      onChange={(event) => onAnswer(typedNumber(event.currentTarget.value))}
    />
  );
}

export function NumberField(props: FieldProps): JSX.Element {
  return <NumberInput {...props} />;
}
