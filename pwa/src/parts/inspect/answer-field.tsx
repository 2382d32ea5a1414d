/** What an item asks beyond pass and fail, as a form would ask it: points, a number, a choice, words. */
import type { JSX } from "preact";
import { formItem } from "../../model/checklist";
import { itemOf } from "../../model/form";
import { exactOf, textOf } from "../../model/scoring-number";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { later } from "../later";
import type { Row } from "./view";

const AnyField = later(async () => (await import("../any-field")).Field);
/** Scales whose whole judgement is the verdict. */
const VERDICT_ONLY = new Set(["pass_fail", "yes_no", "note", "photo", "signature", undefined]);

interface Props {
  readonly row: Row;
  readonly doc: Hex;
  readonly write: (path: string, value: Value) => void;
}

export function AnswerField({ row, doc, write }: Props): JSX.Element | null {
  const { item, own } = row;
  if (VERDICT_ONLY.has(item.scale)) return null;
  const asked = itemOf(row.id, formItem(item));
  if (!asked) return null;
  if (item.scale !== "score") {
    return (
      <AnyField
        item={asked}
        number={row.number}
        strict={false}
        value={own?.doc.registers.get("answer")?.value ?? null}
        doc={doc}
        onAnswer={(answer) => write("answer", answer)}
      />
    );
  }
  if (own?.verdict === "na") return null;
  const given = exactOf(own?.points);
  return (
    <AnyField
      item={{ ...asked, label: t("insp.given"), labelEn: null, hint: "", required: true }}
      number={row.number}
      strict={false}
      value={given ? Number(textOf(given)) : null}
      doc={doc}
      onAnswer={(value) => write("points", typeof value === "number" ? String(value) : null)}
    />
  );
}
