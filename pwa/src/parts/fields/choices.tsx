/** One of several, or several: native radio buttons and checkboxes in the dress of large buttons. */
import type { JSX } from "preact";
import { boundsOf, choicesOf, type Item } from "../../model/form";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import { labelOf } from "../labels";
import type { FieldProps } from "./field";
import { layoutOf } from "./layout";

interface Face {
  readonly value: Value;
  readonly label: string;
  readonly tone: "" | "pass" | "fail";
}

function facesOf(item: Item): Face[] {
  if (item.type === "yes_no") {
    return [
      { value: true, label: t("yes"), tone: "pass" },
      { value: false, label: t("no"), tone: "fail" },
    ];
  }
  if (item.type === "rating") {
    const { min, max, step } = boundsOf(item);
    const faces: Face[] = [];
    for (let at = min ?? 1; at <= (max ?? 5); at += step || 1) {
      const named = item.options.find((option) => option.value === at);
      faces.push({ value: at, label: named ? labelOf(named) : String(at), tone: "" });
    }
    return faces;
  }
  const own: Record<string, string> = { pass: t("pass"), fail: t("fail"), na: t("na") };
  return choicesOf(item).map(({ value, ...words }) => ({
    value,
    label: labelOf(words) || own[value] || String(value),
    tone: item.type === "pass_fail" && (value === "pass" || value === "fail") ? value : "",
  }));
}

export function ChoiceField({ item, value, doc, onAnswer }: FieldProps): JSX.Element {
  const faces = facesOf(item);
  const chosen = faces.find((face) => face.value === value);
  return (
    <>
      <div class={layoutOf(faces.map(({ label }) => label))}>
        {faces.map((face) => (
          <label key={face.label} class={`choice ${face.tone}`}>
            <input
              type="radio"
              name={`${doc}-${item.id}`}
              checked={face.value === value}
              onChange={() => onAnswer(face.value)}
            />
            <span>
              {face.label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
      {chosen && !item.required && (
        <button type="button" class="btn plain short" onClick={() => onAnswer(null)}>
          {t("clear")}
        </button>
      )}
    </>
  );
}

export function MultipleField({ item, value, onAnswer }: FieldProps): JSX.Element {
  const chosen = Array.isArray(value) ? value : [];
  const full = item.maxChoices !== null && chosen.length >= item.maxChoices;
  const toggle = (option: string | number) => {
    const rest = chosen.filter((one) => one !== option);
    const next = rest.length < chosen.length ? rest : [...chosen, option];
    onAnswer(next.length > 0 ? next : null);
  };
  return (
    <div class={layoutOf(item.options.map(labelOf))}>
      {item.options.map((option) => {
        const on = chosen.includes(option.value);
        return (
          <label key={option.value} class="choice">
            <input type="checkbox" checked={on} disabled={full && !on} onChange={() => toggle(option.value)} />
            <span>
              {labelOf(option)}
              <Icon name="check" />
            </span>
          </label>
        );
      })}
    </div>
  );
}
