/** A text as an answer of a form. */
import type { JSX } from "preact";
import { textMax } from "../../model/form";
import { labelOf } from "../labels";
import { Writing } from "../writing";
import type { FieldProps } from "./field";

export function TextField({ item, value, doc, onAnswer }: FieldProps): JSX.Element {
  return (
    <Writing
      id={`${doc}/${item.id}`}
      label={labelOf(item)}
      value={typeof value === "string" ? value : ""}
      codePointsMax={textMax(item)}
      onSave={(text) => onAnswer(text === "" ? null : text)}
    />
  );
}
