/** Controls that choose from words: one, several, elements of another section, and whom something is about. */
import type { JSX } from "preact";
import { ITEM_TYPES } from "../../model/bundle-fields";
import * as lists from "../../model/bundle-words";
import { SUBJECTS } from "../../model/bundle-words";
import { type Placed, placedIn } from "../../model/editing";
import { listOf } from "../../model/given";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import type { ControlProps } from "./props";
import { elementWords, plainWord, valueWords, whoWords } from "./words";

/** The words of a list of `models.bundle_words`, by the name that the fields give it. */
export function wordsIn(list: string): readonly string[] {
  if (list === "ItemType") return ITEM_TYPES;
  const upper = list.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
  const found = (lists as Readonly<Record<string, readonly string[]>>)[upper.endsWith("S") ? upper : `${upper}S`];
  return found ?? [];
}

interface SelectProps extends ControlProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Select({ label, value, options, required, onChange }: SelectProps): JSX.Element {
  const chosen = typeof value === "string" ? value : "";
  const known = options.some((option) => option.value === chosen);
  return (
    <div class="line">
      <label>
        {label}
        <select class="input" value={chosen} onChange={(event) => onChange(event.currentTarget.value)}>
          {(!required || !chosen) && <option value="">{t("plans.not_set")}</option>}
          {chosen && !known && <option value={chosen}>{chosen}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

interface MarksProps extends ControlProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Several of them: a mark each; what was chosen and is no option stays. */
export function Marks({ label, value, options, onChange }: MarksProps): JSX.Element {
  const chosen = listOf(value);
  const odd = chosen.filter((each) => !options.some((option) => option.value === each));
  const tap = (word: string) => {
    const on = chosen.includes(word);
    onChange(on ? chosen.filter((each) => each !== word) : [...chosen, word]);
  };
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      <div class="quick">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            class="mark"
            aria-pressed={chosen.includes(option.value)}
            onClick={() => tap(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
      {odd.length > 0 && <p class="small">{t("plans.other", { words: odd.map(valueWords).join(t("list.comma")) })}</p>}
    </fieldset>
  );
}

const asOptions = (words: readonly string[], say: (word: string) => string) =>
  words.map((value) => ({ value, label: say(value) }));

export function One(props: ControlProps): JSX.Element {
  return <Select {...props} options={asOptions(wordsIn(props.about), plainWord)} />;
}

export function Many(props: ControlProps): JSX.Element {
  return <Marks {...props} options={asOptions(wordsIn(props.about), plainWord)} />;
}

function optionsOf(placed: readonly Placed[]): { value: string; label: string }[] {
  return placed.map(({ id, value }) => ({ value: id, label: elementWords(id, value) }));
}

export function Reference(props: ControlProps): JSX.Element {
  return <Select {...props} options={optionsOf(placedIn(props.registers, props.about))} />;
}

export function References(props: ControlProps): JSX.Element {
  return <Marks {...props} options={optionsOf(placedIn(props.registers, props.about))} />;
}

/** Those whom a hospital's programmes mean most come first. */
const OFTEN = ["staff", "self", "party_member", "doctor", "nurse", "middle_manager", "leader", "department", "branch"];
const WHOM = [...OFTEN, "service_window", "patient", ...SUBJECTS].filter((each, at, all) => all.indexOf(each) === at);

/** Whom: what is chosen, then the programme's own roles and the words; folded, for they are many. */
export function Who(props: ControlProps): JSX.Element {
  const own = optionsOf(placedIn(props.registers, "roles"));
  const chosen = listOf(props.value);
  const said = (each: Value) =>
    own.find(({ value }) => value === each)?.label ?? (typeof each === "string" ? whoWords(each) : valueWords(each));
  return (
    <details class="fold-line">
      <summary>
        <span class="grow">
          <span class="small block">{props.label}</span>
          {chosen.length > 0 ? chosen.map(said).join(t("list.comma")) : t("plans.not_set")}
        </span>
      </summary>
      {own.length > 0 && <Marks {...props} label={t("plans.roles.own")} options={own} />}
      <Marks {...props} options={asOptions(WHOM, whoWords)} />
    </details>
  );
}
