/** 题目: one item of a form with the control that its type asks for; says in words what is wrong with an answer. */
import type { JSX } from "preact";
import { type AnswerFault, boundsOf, checkAnswer, type Item, textMax } from "../../model/form";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { labelOf } from "../labels";
import { later } from "../later";
import { ChoiceField, MultipleField } from "./choices";
import { NumberField, Stepper } from "./numbers";
import { TextField } from "./text";
import "./fields.css";

const PhotoField = later<FieldProps>(async () => (await import("./photo")).PhotoField);
const SignatureField = later<FieldProps>(async () => (await import("./signature")).SignatureField);

export interface FieldProps {
  readonly item: Item;
  readonly value: Value;
  readonly doc: Hex;
  /** null takes the answer back. */
  readonly onAnswer: (value: Value) => void;
}

interface NumberedProps extends FieldProps {
  /** 1 for the form's first item. */
  readonly number: number;
  /** The person has tried to submit: what is missing may now be said. */
  readonly strict: boolean;
  /** The answer breaks what the form asks of it. */
  readonly broken?: boolean;
}

export function Field({ number, strict, broken, ...props }: NumberedProps): JSX.Element {
  const { item, value } = props;
  const given = value !== null && value !== "";
  const fault = given ? checkAnswer(item, value) : null;
  const lacks = strict && !given && item.required;
  const wrong = fault ? faultWords(fault, item) : broken ? item.constraintWords || t("fault.constraint") : "";
  return (
    <fieldset class={`question${wrong || lacks ? " wrong" : ""}`} id={`item-${item.id}`}>
      <legend>
        <span class="ordinal num">{number}</span>
        <span>
          {labelOf(item)}
          {!item.required && <span class="small"> {t("optional")}</span>}
          {item.maxChoices !== null && <span class="small"> {t("choices.max", { n: item.maxChoices })}</span>}
        </span>
      </legend>
      {item.hint && <p class="small hint-words">{item.hint}</p>}
      <Control {...props} />
      {(wrong || lacks) && (
        <p class="wrong-words" role="alert">
          {wrong || t("lacks")}
        </p>
      )}
    </fieldset>
  );
}

function Control(props: FieldProps): JSX.Element | null {
  const { item } = props;
  switch (item.type) {
    case "rating":
    case "choice":
    case "pass_fail":
    case "yes_no":
      return <ChoiceField {...props} />;
    case "multiple":
      return <MultipleField {...props} />;
    case "score":
      return <Stepper {...props} />;
    case "number":
      return item.step === null || item.max === null ? <NumberField {...props} /> : <Stepper {...props} />;
    case "text":
      return <TextField {...props} />;
    case "photo":
      return <PhotoField {...props} />;
    case "signature":
      return <SignatureField {...props} />;
    case "date":
      return <DateField {...props} />;
    default:
      return <p class="muted">{t("item.unknown")}</p>;
  }
}

function DateField({ item, value, onAnswer }: FieldProps): JSX.Element {
  return (
    <input
      class="input"
      type="date"
      aria-label={labelOf(item)}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onAnswer(event.currentTarget.value || null)}
    />
  );
}

/** The sentence for a fault. */
export function faultWords(fault: AnswerFault, item: Item): string {
  const { min, max, step } = boundsOf(item);
  switch (fault) {
    case "rating_range":
    case "score_range":
    case "number_range":
      return rangeWords(min, max);
    case "rating_step":
    case "score_step":
    case "number_step":
      return t("fault.step", { n: step ?? 1 });
    case "unknown_option":
    case "repeated_choice":
      return t("fault.option");
    case "too_many_choices":
      return t("choices.max", { n: item.maxChoices ?? 0 });
    case "too_few_choices":
      return t("fault.too_few", { n: min ?? 0 });
    case "text_too_long":
      return t("fault.too_long", { n: textMax(item) });
    case "text_too_short":
      return t("fault.too_short", { n: min ?? 0 });
    case "bad_day":
    case "date_range":
      return t("fault.day");
    default:
      return t("fault.type");
  }
}

function rangeWords(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return t("fault.range", { min, max });
  return min !== null ? t("fault.low", { n: min }) : t("fault.high", { n: max ?? 0 });
}
