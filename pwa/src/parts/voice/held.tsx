/** The ratings that a flag holds, each as it was given. */
import type { JSX } from "preact";
import { fieldOf, isMap, under, valueAt } from "../../model/facts";
import { type Form, formOf } from "../../model/form";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { all } from "../here";
import { labelOf } from "../labels";
import "../lists.css";

export function Held({ doc }: { doc: Doc }): JSX.Element {
  const held = under(doc.registers, "ratings/").map((path) => valueAt(doc, path));
  return (
    <ol class="card list">
      {held.map((each, place) => (
        <li key={place} class="line-row num">
          <span class="grow">
            <b class="block">{answersWords(doc, fieldOf(each, "answers"))}</b>
            <span class="muted">{afterWords(Number(fieldOf(each, "after_s")))}</span>
            {fieldOf(each, "words") ? <span class="block">{String(fieldOf(each, "words"))}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** How long after the first one: the moment itself would name the patient to whoever was there. */
function afterWords(seconds: number): string {
  if (seconds === 0) return t("flag.first");
  return t("flag.after", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` });
}

/** What a low rating answered, question by question. */
export function Answers({ doc }: { doc: Doc }): JSX.Element {
  const form = formAt(doc);
  return (
    <ul>
      {under(doc.registers, "answers/").map((path) => {
        const item = form?.items.find(({ id }) => id === path.slice("answers/".length));
        return (
          <li key={path}>
            {item ? labelOf(item) : path} · {answerWords(item, valueAt(doc, path))}
          </li>
        );
      })}
    </ul>
  );
}

function formAt(doc: Doc): Form | undefined {
  const found = all("form").find((each) => each.registers.get("name")?.value === textAt(doc, "form"));
  return found && formOf(found);
}

function answerWords(item: Form["items"][number] | undefined, answer: Value | undefined): string {
  const option = item?.options.find(({ value }) => value === answer);
  return option ? labelOf(option) : String(answer);
}

function answersWords(flag: Doc, answers: Value): string {
  const form = formAt(flag);
  if (!isMap(answers)) return "";
  return Object.entries(answers)
    .map(([item, answer]) =>
      answerWords(
        form?.items.find(({ id }) => id === item),
        answer,
      ),
    )
    .join(t("list.comma"));
}
