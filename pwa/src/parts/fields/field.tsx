/** 题目: one item of a form with the control that its type asks for; says in words what is wrong with an answer. */
import type { JSX } from "preact";
import { checkAnswer, type Item } from "../../model/form";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { labelOf } from "../labels";
import { later } from "../later";
import { ChoiceField, MultipleField } from "./choices";
import { TextField } from "./text";
import { Fault } from "./told";
import "./fields.css";

const Pictured = later<FieldProps>(async () => (await import("./pictured")).Pictured);

const Numbers = later<FieldProps>(async () => (await import("./numbers")).Numbers);
/** Most forms have one: it is under way before the form is drawn. */
void Numbers.fetch();

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
  const wrong = fault !== null || broken;
  return (
    <fieldset class={`question${wrong || lacks ? " wrong" : ""}`} id={`item-${item.id}`}>
      <legend>
        <span class="ordinal num">{number}</span>
        <span>
          {labelOf(item)}
          {!item.required && <span class="small"> {t("optional")}</span>}
          {given && String(value) === String(item.initial) && <span class="small"> {t("prefilled")}</span>}
          {item.maxChoices !== null && <span class="small"> {t("choices.max", { n: item.maxChoices })}</span>}
        </span>
      </legend>
      {item.hint && <p class="small hint-words">{item.hint}</p>}
      <Control {...props} />
      {(wrong || lacks) && (
        <p class="wrong-words" role="alert">
          {fault ? (
            <Fault fault={fault} item={item} />
          ) : broken ? (
            item.constraintWords || t("fault.constraint")
          ) : (
            t("lacks")
          )}
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
    case "number":
      return <Numbers {...props} />;
    case "text":
      return <TextField {...props} />;
    case "photo":
    case "signature":
      return <Pictured {...props} />;
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
