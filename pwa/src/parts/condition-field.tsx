/** 条件: when an item is looked at, built of one item above, a comparison and a value; a longer one is said and kept or taken off. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Looked } from "../model/checklist";
import type { ChecklistItem } from "../model/generated";
import { type Key, t } from "../text";
import { conditionWords, itemWords, optionWords } from "./condition-words";
import { TextLine } from "./entry";
import { Pick } from "./pick";
import "./checklist-editor.css";

type When = NonNullable<ChecklistItem["when"]>;

interface ConditionProps {
  readonly value: Signal<ChecklistItem["when"] | null>;
  /** What stands above the item. */
  readonly above: readonly Looked[];
}

const ASKED_NOTHING = ["note", "photo", "signature", "calculate"];
const SIGNS: Readonly<Record<string, Key>> = {
  "=": "when.sign.is",
  "!=": "when.sign.is_not",
  "<": "when.sign.below",
  "<=": "when.sign.at_most",
  ">": "when.sign.above",
  ">=": "when.sign.at_least",
  selected: "when.sign.has",
};
const NUMBERS = ["number", "score", "rating", "percent"];

/** The three parts of a condition of one comparison; null for a longer one. */
interface Simple {
  readonly of: string;
  readonly sign: string;
  readonly to: string;
}

function simple(when: When): Simple | null {
  const [first, second, third, ...more] = when;
  if (!first || !second || !third || more.length > 0 || first[0] !== "answer") return null;
  const [name, given] = second;
  if (!["text", "number", "true", "false"].includes(name)) return null;
  return { of: String(first[1]), sign: third[0], to: given === undefined ? name : String(given) };
}

function made({ of, sign, to }: Simple, scale: string): When {
  const value: When[number] = scale === "yes_no" ? [to] : NUMBERS.includes(scale) ? ["number", to] : ["text", to];
  return [["answer", of], value, [sign]];
}

function signsOf(scale: string): readonly string[] {
  if (scale === "multiple") return ["selected"];
  return NUMBERS.includes(scale) || scale === "date" ? ["=", "!=", "<", "<=", ">", ">="] : ["=", "!="];
}

/** What can be chosen as the value; null where it is typed. */
function valuesOf(item: ChecklistItem): { value: string; label: string }[] | null {
  const scale = item.scale ?? "pass_fail";
  if (scale === "yes_no")
    return ["true", "false"].map((value) => ({ value, label: t(value === "true" ? "yes" : "no") }));
  const own = scale === "pass_fail" && !item.options?.length ? ["pass", "fail", "na"] : null;
  if (!own && !["choice", "multiple", "pass_fail"].includes(scale)) return null;
  const values = own ?? (item.options ?? []).map((option) => (typeof option === "string" ? option : option.value));
  return values.map((value) => ({ value: String(value), label: optionWords(item, value) }));
}

export function ConditionField({ value, above }: ConditionProps): JSX.Element {
  const parts = value.value ? simple(value.value) : null;
  if (value.value && !(parts && above.some(({ id }) => id === parts.of))) {
    return (
      <div class="line">
        <span>{t("when")}</span>
        <p class="wrote">{conditionWords(value.value, above)}</p>
        <button
          type="button"
          class="btn plain short"
          onClick={() => {
            value.value = null;
          }}
        >
          {t("when.off")}
        </button>
      </div>
    );
  }
  return <Builder value={value} above={above} parts={parts} />;
}

function Builder({ value, above, parts }: ConditionProps & { readonly parts: Simple | null }): JSX.Element {
  const [of, sign, to] = [useSignal(parts?.of ?? ""), useSignal(parts?.sign ?? "="), useSignal(parts?.to ?? "")];
  const asked = above.filter(({ item }) => !ASKED_NOTHING.includes(item.scale ?? "pass_fail"));
  const item = asked.find(({ id }) => id === of.value)?.item;
  const scale = item?.scale ?? "pass_fail";
  const values = item && valuesOf(item);
  const settle = () => {
    if (!of.peek()) value.value = null;
    else if (to.peek() !== "") value.value = made({ of: of.peek(), sign: sign.peek(), to: to.peek() }, scale);
  };
  const choose = (id: string) => {
    of.value = id;
    const chosen = asked.find((each) => each.id === id)?.item;
    sign.value = signsOf(chosen?.scale ?? "pass_fail")[0] ?? "=";
    to.value = (chosen && valuesOf(chosen)?.[0]?.value) ?? "";
    value.value =
      chosen && to.peek() ? made({ of: id, sign: sign.peek(), to: to.peek() }, chosen.scale ?? "pass_fail") : null;
  };
  return (
    <fieldset class="line condition">
      <Pick
        label={t("when")}
        value={of}
        options={[
          { value: "", label: t("when.always") },
          ...asked.map((one) => ({ value: one.id, label: itemWords(one.item) })),
        ]}
        onPick={choose}
      />
      {item && (
        <Pick
          label={t("when.sign")}
          value={sign}
          options={signsOf(scale).map((one) => ({ value: one, label: t(SIGNS[one] ?? "when.sign.is") }))}
          onPick={settle}
        />
      )}
      {item && values && <Pick label={t("when.value")} value={to} options={values} onPick={settle} />}
      {item && !values && (
        <div onFocusOut={settle}>
          <TextLine
            label={t("when.value")}
            value={to}
            hint={to.value === "" ? t("when.value.lacks") : ""}
            inputMode={NUMBERS.includes(scale) ? "numeric" : "text"}
          />
        </div>
      )}
    </fieldset>
  );
}
