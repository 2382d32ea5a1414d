/** A form tried out: its questions as they would be asked, answers kept nowhere. Conditions show and hide as in earnest. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { answerIn, breaks, type Form, itemOf, settled } from "../model/form";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { initialAnswers } from "./begin";
import { Field } from "./fields/field";
import { groups } from "./groups";
import { today } from "./here";
import { headingOf, labelOf } from "./labels";
import { steps } from "./steps";

interface TrialProps {
  /** What `items/<item>` of a form would hold, by its id, in order. */
  readonly items: readonly (readonly [string, Value])[];
}

const NEEDS_A_DOCUMENT = new Set(["photo", "signature"]);

export function Trial({ items }: TrialProps): JSX.Element {
  const read = items.map(([id, value]) => itemOf(id, value)).filter((item) => item !== null);
  const answers = useSignal<ReadonlyMap<string, Value>>(initialAnswers({ items: read }));
  const form: Form = { name: "", title: "", titleEn: null, items: read, correctable: false, steps: steps() };
  const { items: asked, seen } = settled(form, answers.value);
  const numbers = new Map(
    read.filter(({ type }) => type !== "note" && type !== "calculate").map(({ id }, at) => [id, at + 1]),
  );
  return (
    <div class="stack">
      <p class="promise">{t("trial.words")}</p>
      {groups(asked).map(({ aspect, items: own }) => (
        <section key={own[0]?.id} class="card questions">
          {headingOf(aspect, own) && <h3 class="aspect">{aspect}</h3>}
          {own.map((item) =>
            NEEDS_A_DOCUMENT.has(item.type) ? (
              <p key={item.id} class="question">
                {labelOf(item)}{" "}
                <span class="small">{t(item.type === "photo" ? "trial.photo" : "trial.signature")}</span>
              </p>
            ) : (
              <Field
                key={item.id}
                item={item}
                number={numbers.get(item.id) ?? 0}
                strict={false}
                broken={breaks(form, item, seen, today.value)}
                value={answerIn(seen, item.id)}
                doc=""
                onAnswer={(value) => {
                  const next = new Map(answers.peek());
                  if (value === null) next.delete(item.id);
                  else next.set(item.id, value);
                  answers.value = next;
                }}
              />
            ),
          )}
        </section>
      ))}
      <p class="small centred">
        {t("trial.count", { n: asked.length, of: read.filter(({ calculation }) => !calculation).length })}
      </p>
    </div>
  );
}
