/** What somebody answered, to be read: label and answer below each other, pictures shown. */
import type { JSX } from "preact";
import type { Answers } from "../model/answers";
import { answerIn, boundsOf, choicesOf, type Form, type Item, settled } from "../model/form";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import { labelOf } from "./labels";
import { hashOf, Photo } from "./named-photo";
import { dayWords } from "./when";
import "./answers.css";

function found(item: Item, value: Value): string {
  const option = choicesOf(item).find((one) => one.value === value);
  return option ? labelOf(option) : "";
}

/** An answer in words. */
export function answerWords(item: Item, value: Value): string {
  const own: Record<string, string> = { pass: t("pass"), fail: t("fail"), na: t("na") };
  const label = (one: Value) => found(item, one) || own[String(one)] || String(one);
  const { max } = boundsOf(item);
  switch (item.type) {
    case "yes_no":
      return value === true ? t("yes") : t("no");
    case "multiple":
      return Array.isArray(value) ? value.map(label).join(t("list.comma")) : String(value);
    case "choice":
    case "pass_fail":
      return label(value);
    case "rating":
      return item.options.some((option) => option.value === value)
        ? label(value)
        : t("score.of", { n: String(value), of: max ?? "" });
    case "score":
      return max === null ? String(value) : t("score.of", { n: String(value), of: max });
    case "date":
      return typeof value === "string" ? dayWords(value) : "";
    default:
      return String(value);
  }
}

interface AnswerListProps {
  readonly form: Form;
  readonly doc: Hex;
  readonly answers: Answers;
  readonly note: string;
}

export function AnswerList({ form, doc, answers, note }: AnswerListProps): JSX.Element {
  const { items, seen } = settled(form, answers);
  return (
    <dl class="card answers">
      {items.map((item) => {
        const value = answerIn(seen, item.id);
        const hash = hashOf(value);
        return (
          <div key={item.id}>
            <dt>{labelOf(item)}</dt>
            <dd class={value === null ? "small" : ""}>
              {value === null ? (
                t("unanswered")
              ) : hash ? (
                <Photo doc={doc} hash={hash} label={labelOf(item)} />
              ) : (
                answerWords(item, value)
              )}
            </dd>
          </div>
        );
      })}
      {note && (
        <div>
          <dt>{t("note")}</dt>
          <dd class="note">{note}</dd>
        </div>
      )}
    </dl>
  );
}
