/** What a published element says, field by field; nothing of it can be changed. */
import type { JSX } from "preact";
import { isEmpty } from "../../model/editing";
import type { Given } from "../../model/given";
import { t } from "../../text";
import { fieldWords, valueWords } from "./words";
import "../lists.css";

interface Shown {
  readonly given: Given;
  /** Fields that mean nothing to a reader. */
  readonly hidden: ReadonlySet<string>;
}

export function ElementFacts({ given, hidden }: Shown): JSX.Element {
  const names = Object.keys(given).filter((name) => !hidden.has(name) && !isEmpty(given[name]));
  return (
    <>
      <dl class="card facts">
        {names.map((name) => [
          <dt key={name}>{fieldWords(name)}</dt>,
          <dd key={`${name}/`}>{valueWords(given[name])}</dd>,
        ])}
      </dl>
      <p class="hint">{t("plans.closed")}</p>
    </>
  );
}
