/** People picked by name: typed initials find them, a tap takes them in or out. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { byName, find, shared } from "../../model/people";
import type { Person } from "../../model/person";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { personAt } from "../here";
import { Icon } from "../icons";
import { nameOf } from "../person-line";
import { people } from "../roster";
import "../fields/fields.css";
import "./chain.css";

const FOUND_MAX = 8;

interface PickProps {
  readonly chosen: Pick<Signal<readonly Hex[]>, "value">;
  /** One alone: the next tap replaces it. */
  readonly one?: boolean;
  readonly among?: (person: Person) => boolean;
}

export function PickPeople({ chosen, one, among }: PickProps): JSX.Element {
  const typed = useSignal("");
  const all = among ? people.value.filter(among) : people.value;
  const twice = shared(people.value);
  const found = find([...all].sort(byName), typed.value).slice(0, FOUND_MAX);
  const shown = [...new Set([...chosen.value, ...found.map(({ id }) => id)])];
  const tap = (id: Hex) => {
    const on = chosen.value.includes(id);
    chosen.value = on ? chosen.value.filter((other) => other !== id) : one ? [id] : [...chosen.value, id];
  };
  return (
    <div class="stack">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          type="search"
          aria-label={t("people.search")}
          placeholder={t("people.hint")}
          autocomplete="off"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="quick">
        {shown.map((id) => {
          const person = personAt(id);
          return (
            person && (
              <button
                key={id}
                type="button"
                class="mark"
                aria-pressed={chosen.value.includes(id)}
                onClick={() => tap(id)}
              >
                {nameOf(person, twice)}
              </button>
            )
          );
        })}
      </div>
    </div>
  );
}
