/** A question for who asks others: answers as big targets in one column; what isn't chosen comes with the usual field. */
import type { JSX } from "preact";
import type { Item } from "../model/form";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import { Icon } from "./icons";
import { labelOf } from "./labels";
import { later } from "./later";
import "./fields/fields.css";
import "./survey.css";

const Field = later(async () => (await import("./any-field")).Field);

interface Props {
  readonly item: Item;
  readonly number: number;
  readonly value: Value;
  readonly doc: Hex;
  readonly strict: boolean;
  readonly onAnswer: (value: Value) => void;
}

/** What can be tapped for an item; empty where it wants words or numbers. */
function answersTo(item: Item): { value: Value; label: string }[] {
  if (item.type === "yes_no") {
    return [
      { value: true, label: t("yes") },
      { value: false, label: t("no") },
    ];
  }
  return item.type === "choice" ? item.options.map((option) => ({ value: option.value, label: labelOf(option) })) : [];
}

export function BigQuestion(props: Props): JSX.Element {
  const { item, number, value, strict, onAnswer } = props;
  const answers = answersTo(item);
  if (answers.length === 0) return <Field {...props} broken={false} />;
  const lacks = strict && item.required && value === null;
  return (
    <fieldset id={`item-${item.id}`} class="question">
      <legend>
        <span>
          {number}. {labelOf(item)}
          {!item.required && <span class="small"> {t("optional")}</span>}
        </span>
      </legend>
      <div class="choices big">
        {answers.map((answer) => (
          <label key={String(answer.value)} class="choice">
            <input
              type="radio"
              name={item.id}
              checked={answer.value === value}
              onChange={() => onAnswer(answer.value)}
            />
            <span>
              {answer.label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
      {lacks && <p class="wrong-words">{t("lacks")}</p>}
    </fieldset>
  );
}

/** Brings the first item that lacks an answer into view. */
export function showQuestion(item: string): void {
  document.getElementById(`item-${item}`)?.scrollIntoView({ block: "start", behavior: "smooth" });
}
