/**
 * Numbers: a stepper for points and counts that go by steps, a plain field for measures.
 * Promises: a number is kept while it is typed; once what is typed can't be the answer, the one from before stands again.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { boundsOf, checkAnswer } from "../../model/form";
import { t } from "../../text";
import { Icon } from "../icons";
import { labelOf } from "../labels";
import { useSaver } from "../saver";
import type { FieldProps } from "./field";
import { Fault } from "./told";
import { stepped, typedNumber } from "./typed";
import "./numbers.css";

/** By steps where the form has some and an end, else plain. */
export function Numbers(props: FieldProps): JSX.Element {
  const { type, step, max } = props.item;
  return type === "score" || (step !== null && max !== null) ? <Stepper {...props} /> : <NumberInput {...props} />;
}

function Stepper({ item, value, onAnswer }: FieldProps): JSX.Element {
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
          {item.type === "score" && current !== max && (
            <button type="button" class="btn plain short" onClick={() => onAnswer(max)}>
              {t("full.marks")}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** What was typed and can't be the answer stays as it is, with the reason in words, and is not written. */
function NumberInput({ item, value, onAnswer }: Omit<FieldProps, "doc">): JSX.Element {
  const typed = useSignal<string | null>(null);
  const words = useId();
  const left = useSignal(false);
  const said = typed.value === null || !left.value ? null : typedNumber(typed.value);
  const fault = said === null ? null : checkAnswer(item, said);
  /** The answer before it was typed over, and the one that was handed on last. */
  const before = useRef(value);
  const given = useRef(value);
  const saver = useSaver(onAnswer);
  // Another value than was shown takes the place of what was typed and left, never of what is being typed; the one from
  // before, which was handed on again, takes that of nothing.
  useLayoutEffect(() => {
    if (left.peek() && !(fault && value === given.current)) typed.value = null;
  }, [value, typed, left]);
  const type = (text: string) => {
    if (typed.peek() === null) before.current = given.current = value;
    typed.value = text;
    left.value = false;
    const answer = typedNumber(text);
    const next = answer !== null && checkAnswer(item, answer) !== null ? before.current : answer;
    if (next !== given.current) saver.put(next);
    given.current = next;
  };
  const take = (text: string) => {
    saver.flush();
    const answer = typedNumber(text);
    left.value = true;
    if (answer !== null && checkAnswer(item, answer) !== null) return;
    // What is written comes back as the value, and takes its place.
    if (answer === value) typed.value = null;
    else onAnswer(answer);
  };
  return (
    <>
      <input
        class="input number num"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={labelOf(item)}
        aria-invalid={fault !== null}
        aria-describedby={fault ? words : undefined}
        value={typed.value ?? (value === null ? "" : String(value))}
        onInput={(event) => type(event.currentTarget.value)}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {fault && (
        <p id={words} class="wrong-words" role="alert">
          <Fault fault={fault} item={item} notTaken />
        </p>
      )}
    </>
  );
}
