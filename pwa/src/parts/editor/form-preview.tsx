/** How a form of a programme looks to who fills it in; what is tapped is kept nowhere. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { placedIn } from "../../model/editing";
import { itemOf } from "../../model/form";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Field } from "../fields/field";
import type { Edited } from "./plan";

export function FormPreview({ plan, id, title }: { plan: Edited; id: string; title: string }): JSX.Element {
  const answers = useSignal<ReadonlyMap<string, Value>>(new Map());
  const items = placedIn(plan.registers, `forms/${id}`).flatMap((placed) => itemOf(placed.id, placed.value) ?? []);
  return (
    <details class="card list fold">
      <summary class="line-row">
        <span class="grow">
          <b class="block">{title}</b>
          <span class="muted">{t("plans.preview.form")}</span>
        </span>
        <span class="tag num">{items.length}</span>
      </summary>
      <div class="stack pad">
        {items.map((item, at) => (
          <Field
            key={item.id}
            item={item}
            number={at + 1}
            strict={false}
            doc={plan.id}
            value={answers.value.get(item.id) ?? null}
            onAnswer={(value) => {
              answers.value = new Map(answers.value).set(item.id, value);
            }}
          />
        ))}
      </div>
    </details>
  );
}
