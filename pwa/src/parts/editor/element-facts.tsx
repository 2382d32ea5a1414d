/** What a published element says, field by field; nothing of it can be changed. */
import type { JSX } from "preact";
import { isEmpty } from "../../model/editing";
import { type Given, mapOf } from "../../model/given";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import type { Edited } from "./plan";
import { fieldWords, valueWords } from "./words";
import "../lists.css";

/** Fields that name another element, and its section. */
const NAMED: Readonly<Record<string, string>> = {
  form: "forms",
  scoring: "scoring",
  checklist: "checklists",
  combines: "evaluations",
  parent: "stages",
};

interface Shown {
  readonly plan: Edited;
  readonly given: Given;
  /** Fields that mean nothing to a reader. */
  readonly hidden: ReadonlySet<string>;
}

/** What another element is called, where the field names one; the value in words elsewhere. */
function shown(registers: Edited["registers"], name: string, value: Value | undefined): string {
  const section = NAMED[name];
  if (!section) return valueWords(value);
  if (Array.isArray(value)) return value.map((each) => shown(registers, name, each)).join(t("list.comma"));
  const title = mapOf(registers.get(`${section}/${String(value)}`))?.title;
  return typeof title === "string" ? title : valueWords(value);
}

export function ElementFacts({ plan, given, hidden }: Shown): JSX.Element {
  const names = Object.keys(given).filter((name) => !hidden.has(name) && !isEmpty(given[name]));
  return (
    <>
      <dl class="card facts">
        {names.map((name) => [
          <dt key={name}>{fieldWords(name)}</dt>,
          <dd key={`${name}/`}>{shown(plan.registers, name, given[name])}</dd>,
        ])}
      </dl>
      <p class="hint">{t("plans.closed")}</p>
    </>
  );
}
