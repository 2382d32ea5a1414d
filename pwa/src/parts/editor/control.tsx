/** 字段: the control that a field's kind asks for (model/bundle-fields.ts). */
import type { JSX } from "preact";
import { t } from "../../text";
import { later } from "../later";
import "../fields/fields.css";
import "./editor.css";
import { Many, One, Reference, References, Who } from "./choices";
import { Entries, Options, Part, Parts } from "./nested";
import { Data, Flag, Lines, OneDay, Typed, Whole } from "./plain";
import type { ControlProps, FieldProps } from "./props";
import { fieldWords } from "./words";

const Cadence = later(() => import("./cadence").then((module) => module.Cadence));

export function Control({ shape, value, registers, onChange }: FieldProps): JSX.Element {
  const [kind = "", about = ""] = shape.kind.split(":");
  const props: ControlProps = {
    label: fieldWords(shape.name),
    value,
    registers,
    about,
    draw,
    required: shape.required ?? false,
    onChange,
  };
  switch (kind) {
    case "texts":
    case "days":
      return <Lines {...props} />;
    case "flag":
      return <Flag {...props} />;
    case "number":
      return <Whole {...props} />;
    case "day":
      return <OneDay {...props} />;
    case "span":
      return <Typed {...props} hint={t("plans.day.month")} />;
    case "one":
      return <One {...props} />;
    case "many":
      return <Many {...props} />;
    case "ref":
      return <Reference {...props} />;
    case "refs":
      return <References {...props} />;
    case "who":
      return <Who {...props} />;
    case "cadence":
      return <Cadence {...props} />;
    case "struct":
      return <Part {...props} />;
    case "structs":
      return <Parts {...props} />;
    case "entries":
    case "lost_entries":
      return <Entries {...props} lost={kind === "lost_entries"} />;
    case "options":
      return <Options {...props} />;
    case "free":
      return <Data {...props} />;
    default:
      return <Typed {...props} />;
  }
}

function draw(field: FieldProps): JSX.Element {
  return <Control key={field.shape.name} {...field} />;
}
