/** 选对象: one of those whom an award is for, found by name. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Given } from "../../model/given";
import { find } from "../../model/people";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { fetched } from "../fetched";
import { mine, personAt } from "../here";
import "../deeds/chain.css";

const SHOWN_MAX = 24;
const subjects = fetched(() => import("../award-subjects"));

interface Props {
  readonly label: string;
  readonly doc: Doc;
  readonly given: Given;
  readonly chosen: Signal<Hex | null>;
}

export function PickSubject({ label, doc, given, chosen }: Props): JSX.Element {
  const typed = useSignal("");
  const all = (subjects()?.fits(given, doc) ?? []).filter(({ id }) => id !== mine().person);
  const words = typed.value.trim();
  const people = find(
    all.flatMap(({ id }) => personAt(id) ?? []),
    words,
  );
  const found = all.filter(
    ({ id, name }) => id === chosen.value || name.includes(words) || people.some((one) => one.id === id),
  );
  return (
    <fieldset class="line">
      <legend>{label}</legend>
      {all.length > SHOWN_MAX && (
        <input
          class="input"
          type="search"
          aria-label={t("people.search")}
          placeholder={t("people.hint")}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      )}
      <div class="quick">
        {found.slice(0, SHOWN_MAX).map(({ id, name }) => (
          <button
            key={id}
            type="button"
            class="mark"
            aria-pressed={chosen.value === id}
            onClick={() => {
              chosen.value = id;
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
