/** What controls are given: a field's value, what references point to, and a way to draw the fields of a part. */
import type { JSX } from "preact";
import type { FieldShape } from "../../model/bundle-fields";
import type { Registers } from "../../model/given";
import type { Value } from "../../sync/interface";

export interface ControlProps {
  readonly label: string;
  readonly value: Value;
  /** Of the programme: what references point to. */
  readonly registers: Registers;
  /** What the kind is about: a list of words, a section, a struct. */
  readonly about: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly mode?: "text" | "numeric";
  /** Draws a field of a part of this one. */
  readonly draw: (field: FieldProps) => JSX.Element;
  readonly onChange: (value: Value) => void;
}

export interface FieldProps {
  readonly shape: FieldShape;
  readonly value: Value;
  readonly registers: Registers;
  readonly onChange: (value: Value) => void;
}
