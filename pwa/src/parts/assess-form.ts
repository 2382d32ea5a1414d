/** 考核表: the form on which an evaluation of a programme is filled in, by the name under which it was published. */
import type { Form } from "../model/form";
import { programmeFormName } from "../model/programme-form";
import type { Matter } from "./assessing";
import { formNamed } from "./forms";

export function formOfMatter({ programme, given }: Matter): Form | null {
  const name = typeof given.form === "string" ? given.form : "";
  const version = Number(programme.registers.get("version")?.value ?? 1);
  return formNamed(programmeFormName(name, programme.id, version));
}
