/** 题目: one item of a form with the control that its type asks for; says in words what is wrong with an answer. */
import type { JSX } from "preact";
import { type AnswerFault, boundsOf, checkAnswer, type Item } from "../../model/form";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { ChoiceField, MultipleField } from "./choices";
import { NumberField, Stepper } from "./numbers";
import { PhotoField } from "./photo";
import { SignatureField } from "./signature";
import { TextField } from "./text";
import "./fields.css";

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
}

export function Field({ number, strict, ...props }: NumberedProps): JSX.Element {
  const { item, value } = props;
  const given = value !== null && value !== "";
  const fault = given ? checkAnswer(item, value) : null;
  const lacks = strict && !given && item.required;
  return (
    <fieldset class={`question${fault || lacks ? " wrong" : ""}`} id={`item-${item.id}`}>
      <legend>
        <span class="number num">{number}</span>
        <span>
          {item.label}
          {!item.required && <span class="small"> {t("optional")}</span>}
          {item.maxChoices !== null && <span class="small"> {t("choices.max", { n: item.maxChoices })}</span>}
        </span>
      </legend>
      <Control {...props} />
      {(fault || lacks) && (
        <p class="wrong-words" role="alert">
          {fault ? faultWords(fault, item) : t("lacks")}
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
      return <NumberField {...props} />;
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
      aria-label={item.label}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onAnswer(event.currentTarget.value || null)}
    />
  );
}

/** The sentence for a fault. */
export function faultWords(fault: AnswerFault, item: Item): string {
  const { min, max, step } = boundsOf(item);
  const words: Record<AnswerFault, string> = {
    type: t("fault.type"),
    low: t("fault.low", { n: min ?? 0 }),
    high: t("fault.high", { n: max ?? 0 }),
    step: t("fault.step", { n: step }),
    option: t("fault.option"),
    too_many: t("fault.too_many", { n: item.maxChoices ?? 0 }),
    too_long: t("fault.too_long", { n: item.max ?? 2000 }),
    day: t("fault.day"),
  };
  return words[fault];
}
