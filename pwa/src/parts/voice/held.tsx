/** The ratings that a flag holds, each as it was given. */
import type { JSX } from "preact";
import { fieldOf, isMap, under, valueAt } from "../../model/facts";
import { formOf } from "../../model/form";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { all, today } from "../here";
import { labelOf } from "../labels";
import { momentWords } from "../when";
import "../lists.css";

export function Held({ doc }: { doc: Doc }): JSX.Element {
  const held = under(doc.registers, "ratings/").map((path) => valueAt(doc, path));
  return (
    <ol class="card list">
      {held.map((each, place) => (
        <li key={place} class="line-row num">
          <span class="grow">
            <b class="block">{answersWords(doc, fieldOf(each, "answers"))}</b>
            <span class="muted">{momentWords(Number(fieldOf(each, "at")), today.value)}</span>
            {fieldOf(each, "words") ? <span class="block">{String(fieldOf(each, "words"))}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function answersWords(flag: Doc, answers: Value): string {
  const found = all("form").find((doc) => doc.registers.get("name")?.value === textAt(flag, "form"));
  const form = found && formOf(found);
  if (!isMap(answers)) return "";
  return Object.entries(answers)
    .map(([item, answer]) => {
      const options = form?.items.find(({ id }) => id === item)?.options ?? [];
      const option = options.find(({ value }) => value === answer);
      return option ? labelOf(option) : String(answer);
    })
    .join(t("list.comma"));
}
