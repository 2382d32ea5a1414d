/** Numbers: a stepper for points and counts that go by steps, a plain field for measures. */
import type { JSX } from "preact";
import { boundsOf } from "../../model/form";
import { t } from "../../text";
import { Icon } from "../icons";
import { labelOf } from "../labels";
import type { FieldProps } from "./field";
import { stepped, typedNumber } from "./typed";

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
        aria-label={t("less", { of: labelOf(item) })}
        disabled={current === low}
        onClick={() => go(-1)}
      >
        <Icon name="minus" />
      </button>
      <NumberInput item={item} value={value} onAnswer={onAnswer} />
      <button
        type="button"
        class="btn soft"
        aria-label={t("more", { of: labelOf(item) })}
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
      aria-label={labelOf(item)}
      value={value === null ? "" : String(value)}
      onChange={(event) => onAnswer(typedNumber(event.currentTarget.value))}
    />
  );
}

export function NumberField(props: FieldProps): JSX.Element {
  return <NumberInput {...props} />;
}
